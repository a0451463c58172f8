import { orAborted } from '../core/or-aborted';
import { hasSessionEnded, portError } from './errors';
import { newAllowance, type SendOptions } from './request-handler';

export type { SendOptions };

/** One request, pages and retries included: fails in the port's terms, or with the signal's reason once aborted. */
export async function call<T>(
  signal: AbortSignal,
  request: (options: SendOptions) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  try {
    // The SDK notices an abort while it waits for an answer, not while it backs off or signs in.
    return await orAborted(
      signal,
      withLivingSession(request, { abortSignal: signal, allowance: newAllowance() }),
    );
  } catch (error) {
    signal.throwIfAborted();
    throw portError(error);
  }
}

/** A session that AWS calls ended is assumed anew by the next request: that is made at once. */
async function withLivingSession<T>(
  request: (options: SendOptions) => Promise<T>,
  options: SendOptions,
): Promise<T> {
  try {
    return await request(options);
  } catch (error) {
    if (!hasSessionEnded(error)) throw error;
    return await request(options);
  }
}
