import { ApiException } from '@kubernetes/client-node';
import { networkCode, ProxyError, withoutProxyCredentials } from '../core/errors/network';
import { KubernetesError } from '../core/ports/kubernetes';

/** What the client threw, in the port's terms. A failure of the target's token, for example AWS's, stays as it is. */
export function portError(thrown: unknown): Error {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (error instanceof ApiException) {
    if (error.code === 407) return unreachable(proxyRefused(error));
    return new KubernetesError(kindOf(error.code), messageOf(error), { cause: error });
  }
  return networkCode(error) ? unreachable(error) : error;
}

function unreachable(cause: Error): KubernetesError {
  return new KubernetesError('unreachable', withoutProxyCredentials(cause.message), { cause });
}

/** VS Code's agent hands on what the proxy itself answered. */
function proxyRefused(cause: Error): ProxyError {
  return new ProxyError('ERR_PROXY_AUTHENTICATION', 'The proxy answered with HTTP status 407.', { cause });
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
      return 'other';
  }
}

/** The API server answers with a Status object, whose message is a sentence; a proxy before it answers anything. */
function messageOf({ code, body }: ApiException<unknown>): string {
  const message = typeof body === 'string' ? statusMessage(body) : undefined;
  return message ?? `The API server answered with HTTP status ${code}.`;
}

function statusMessage(body: string): string | undefined {
  try {
    const { message } = JSON.parse(body) as { message?: unknown };
    return typeof message === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
}
