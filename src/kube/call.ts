import type { Configuration } from '@kubernetes/client-node';
import type { Allowance } from '../core/ports/http';
import { KubernetesError } from '../core/ports/kubernetes';
import type { Connection } from './connection';
import { portError } from './errors';

const TIME_LIMIT_MS = 15_000;

/**
 * One call: fails in the port's terms, with the signal's reason once aborted, or as unreachable when time is up.
 * @param allowance where the call is one of several that belong together
 */
export async function call<T>(
  connection: Connection,
  signal: AbortSignal,
  request: (configuration: Configuration) => Promise<T>,
  allowance?: Allowance,
): Promise<T> {
  signal.throwIfAborted();
  const limit = AbortSignal.timeout(TIME_LIMIT_MS);
  const either = AbortSignal.any([signal, limit]);
  try {
    return await orAborted(either, request(connection.configure(either, allowance)));
  } catch (error) {
    signal.throwIfAborted();
    if (limit.aborted) {
      const message = `The API server did not answer within ${TIME_LIMIT_MS / 1000} seconds.`;
      throw new KubernetesError('unreachable', message, { cause: error });
    }
    throw portError(error, connection.host);
  }
}

/** The request itself notices an abort, but not while it waits for its token. */
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
