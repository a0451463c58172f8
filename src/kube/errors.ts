import { ApiException } from '@kubernetes/client-node';
import { AnswerError } from '../core/errors/answer';
import { bounded } from '../core/errors/bounded';
import { networkCode, withoutProxyCredentials } from '../core/errors/network';
import { KubernetesError } from '../core/ports/kubernetes';
import { isBusy } from './retry';

/** What the client threw, in the port's terms. A failure of the target's token, for example AWS's, stays as it is. */
export function portError(thrown: unknown, host: string): Error {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  // Without the client's error as its cause: that quotes the whole answer, whatever is in it, and the log quotes causes.
  if (error instanceof ApiException) return new KubernetesError(kindOf(error.code), messageOf(error));
  // The one thing that is parsed is the answer.
  if (error instanceof SyntaxError) return unreachable(new AnswerError(host, { kind: 'foreign' }));
  return networkCode(error) ? unreachable(error) : error;
}

function unreachable(cause: Error): KubernetesError {
  return new KubernetesError('unreachable', bounded(withoutProxyCredentials(cause.message)), { cause });
}

function kindOf(httpStatus: number): KubernetesError['kind'] {
  switch (httpStatus) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return 'not-found';
    case 409:
      return 'conflict';
    case 400:
    case 422:
      return 'invalid';
    default:
      return isBusy(httpStatus) ? 'busy' : 'other';
  }
}

/** The API server answers with a Status object, whose message is a sentence; a proxy before it answers anything. */
function messageOf({ code, body }: ApiException<unknown>): string {
  const message = typeof body === 'string' ? statusMessage(body) : undefined;
  return message === undefined ? `The API server answered with HTTP status ${code}.` : bounded(message);
}

function statusMessage(body: string): string | undefined {
  try {
    const { message } = JSON.parse(body) as { message?: unknown };
    return typeof message === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
}
