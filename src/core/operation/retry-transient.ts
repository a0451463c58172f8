import { AwsError } from '../ports/aws';
import type { Clock } from '../ports/clock';

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 60_000;

/**
 * Asks again for as long as the failure is of the passing kind: network, throttling, a session of ours that ended. Such
 * a failure is never the end of an operation, so there is no last attempt; the signal is what ends it.
 * @param onWaiting is told why we wait, for the user to read
 */
export async function retryTransient<T>(
  ask: () => Promise<T>,
  { clock, signal, onWaiting }: { clock: Clock; signal: AbortSignal; onWaiting?: (error: AwsError) => void },
): Promise<T> {
  for (let delay = FIRST_DELAY_MS; ; delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
    signal.throwIfAborted();
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof AwsError && error.isTransient)) throw error;
      onWaiting?.(error);
      await clock.sleep(delay * (0.5 + clock.random()), signal);
    }
  }
}
