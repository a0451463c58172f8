import type { Configuration } from '@kubernetes/client-node';
import { KubernetesError } from '../core/ports/kubernetes';
import type { Connection } from './connection';
import { portError } from './errors';

const TIME_LIMIT_MS = 15_000;

/** One call: fails in the port's terms, with the signal's reason once aborted, or as unreachable when time is up. */
export async function call<T>(
  connect: Connection,
  signal: AbortSignal,
  request: (configuration: Configuration) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const limit = AbortSignal.timeout(TIME_LIMIT_MS);
  try {
    return await request(connect(AbortSignal.any([signal, limit])));
  } catch (error) {
    signal.throwIfAborted();
    if (limit.aborted) {
      const message = `The API server did not answer within ${TIME_LIMIT_MS / 1000} seconds.`;
      throw new KubernetesError('unreachable', message, { cause: error });
    }
    throw portError(error);
  }
}
