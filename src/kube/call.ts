import { raceWithAbort } from '../core/race-with-abort';
import type { Configuration } from '@kubernetes/client-node';
import type { Allowance } from '../core/ports/http';
import { KubernetesError } from '../core/ports/kubernetes';
import type { Connection } from './connection';
import { isOfToken, portError } from './errors';
import { delayBefore } from './retry';

const TIME_LIMIT_MS = 15_000;

/**
 * One call: repeated while the server is busy and there is time, and once with another token where one is refused; fails
 * in the port's terms, with the signal's reason once aborted, or as unreachable when time is up.
 * @param allowance where the call is one of several that belong together
 */
export async function call<T>(
  connection: Connection,
  signal: AbortSignal,
  request: (configuration: Configuration) => Promise<T>,
  allowance?: Allowance,
): Promise<T> {
  signal.throwIfAborted();
  const end = connection.clock.now() + TIME_LIMIT_MS;
  const limit = AbortSignal.timeout(TIME_LIMIT_MS);
  const either = AbortSignal.any([signal, limit]);
  let isRenewed = false;
  for (let attempt = 1; ; attempt++) {
    try {
      // The request itself notices an abort, but not while it waits for its token.
      return await raceWithAbort(either, request(connection.configure(either, allowance)));
    } catch (error) {
      signal.throwIfAborted();
      if (limit.aborted) throw tooLate(error);
      if (!isRenewed && isOfToken(error) && connection.renewToken()) {
        isRenewed = true;
        continue;
      }
      const delay = delayBefore(error, attempt, { now: connection.clock.now(), end });
      if (delay === undefined) throw portError(error, connection.host, connection.way());
      await connection.clock.pause(delay, either).catch((stopped: unknown) => {
        signal.throwIfAborted();
        throw limit.aborted ? tooLate(error) : stopped;
      });
    }
  }
}

function tooLate(cause: unknown): KubernetesError {
  const message = `The API server did not answer within ${TIME_LIMIT_MS / 1000} seconds.`;
  return new KubernetesError('unreachable', message, { cause });
}
