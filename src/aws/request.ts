import { raceWithAbort } from '../core/race-with-abort';
import { hasSessionEnded, portError } from './errors';
import { newAllowance, type RequestOptions } from './request-handler';

export type { RequestOptions };

/** One request, pages and retries included: fails in the port's terms, or with the signal's reason once aborted. */
export async function callAws<T>(
  signal: AbortSignal,
  send: (options: RequestOptions) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  try {
    // The SDK notices an abort while it waits for an answer, not while it backs off or signs in.
    return await raceWithAbort(
      signal,
      retryAfterSessionEnd(send, { abortSignal: signal, allowance: newAllowance() }),
    );
  } catch (error) {
    signal.throwIfAborted();
    throw portError(error);
  }
}

/** A session that AWS calls ended is assumed again by the next request: that is made at once. */
async function retryAfterSessionEnd<T>(
  send: (options: RequestOptions) => Promise<T>,
  options: RequestOptions,
): Promise<T> {
  try {
    return await send(options);
  } catch (error) {
    if (!hasSessionEnded(error)) throw error;
    return await send(options);
  }
}
