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

/** The SDK notices an abort while it waits for an answer, not while it backs off or signs in. */
function orAborted<T>(signal: AbortSignal, result: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    // It may have been aborted on the way here already.
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    const settled = result.finally(() => signal.removeEventListener('abort', abort));
    settled.then(resolve, reject);
  });
}
