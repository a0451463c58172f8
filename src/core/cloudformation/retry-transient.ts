import * as l10n from '@vscode/l10n';
import { AwsError } from '../ports/aws';
import type { Clock } from '../ports/clock';

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 60_000;

/** A failure of AWS itself that lasts this long is its answer: the request is one that AWS cannot deal with. */
const LONGEST_SERVER_FAILURE_MS = 10 * 60_000;

/**
 * Asks again for as long as the failure is of the passing kind: network, throttling, a session of ours that ended. Such
 * a failure is never the end of an operation, so there is no last attempt; the signal is what ends it. Only where AWS
 * itself fails, and nothing else for ten minutes, that is thrown: the operation fails, and can be retried.
 * @param onWaiting called with the reason to wait, for the user
 */
export async function retryTransient<T>(
  ask: () => Promise<T>,
  { clock, signal, onWaiting }: { clock: Clock; signal: AbortSignal; onWaiting?: (error: AwsError) => void },
): Promise<T> {
  let failingSince: number | undefined;
  for (let delay = FIRST_DELAY_MS; ; delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
    signal.throwIfAborted();
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof AwsError && error.isTransient)) throw error;
      failingSince = error.kind === 'server' ? (failingSince ?? clock.now()) : undefined;
      if (failingSince !== undefined && clock.now() - failingSince >= LONGEST_SERVER_FAILURE_MS) throw error;
      onWaiting?.(error);
      await clock.sleep(delay * (0.5 + clock.random()), signal);
    }
  }
}

/** Why we wait, for the user to read. */
export function waitingText({ kind, message }: AwsError): string {
  switch (kind) {
    case 'server':
      return l10n.t('AWS has an internal error. Trying again: {0}', message);
    case 'changing':
      return l10n.t('Waiting for a change by another user or program: {0}', message);
    case 'throttled':
    case 'network':
    case 'credentials':
    case 'denied':
    case 'refused':
    case 'already-exists':
      return l10n.t('Waiting to reach AWS: {0}', message);
  }
}
