import {
  createConfiguration,
  ResponseContext,
  ServerConfiguration,
  wrapHttpLibrary,
  type Configuration,
  type RequestContext,
} from '@kubernetes/client-node';
import { AnswerError } from '../core/errors/answer';
import { Allowance, type HttpAnswer, type HttpRequest, type SendHttp } from '../core/ports/http';
import type { ClusterAuthentication } from '../core/errors/kubernetes-answer';
import { expiryText, tokenExpiry } from '../core/add-cluster/token-expiry';
import type { KubernetesTarget } from '../core/ports/kubernetes';
import type { CallClock } from './retry';

/** As many bytes as one call may receive; for a list, in all its pages. */
const ALLOWED_BYTES = 32 * 1024 ** 2;

/** A cluster that is called as somebody. */
export interface Connection {
  readonly host: string;
  /** Drops a token that was refused. @returns whether there may be another */
  renewToken(): boolean;
  /** How the token that was sent last was come by. */
  way(): ClusterAuthentication;
  readonly clock: CallClock;
  /** How the requests of one call are made. */
  configure(signal: AbortSignal, allowance?: Allowance): Configuration;
}

/** How a cluster with that certificate authority (PEM) is reached. */
export type SendTo = (authority: string) => SendHttp;

export const newAllowance = () => new Allowance(ALLOWED_BYTES);

/**
 * Connects to a cluster with what the target says and nothing else. The library's KubeConfig is left out on purpose: it
 * heeds NODE_TLS_REJECT_UNAUTHORIZED, and it would read the user's kubeconfig, which may run any program. So is its way
 * of sending (node-fetch), which follows redirects with the token and reads answers of any size.
 */
export function connectionTo(target: KubernetesTarget, sendTo: SendTo, clock: CallClock): Connection {
  const { host } = new URL(target.endpoint);
  const baseServer = new ServerConfiguration(target.endpoint.replace(/\/$/, ''), {});
  const send = sendTo(Buffer.from(target.certificateAuthority, 'base64').toString());
  let sent = '';
  const asTarget = {
    getName: () => 'token',
    async applySecurityAuthentication(request: RequestContext) {
      sent = await target.token();
      request.setHeaderParam('Authorization', `Bearer ${sent}`);
    },
  };
  return {
    host,
    clock,
    renewToken() {
      target.renewToken?.();
      return target.renewToken !== undefined;
    },
    way: () => (target.isUserToken ? { kind: 'token', endedAt: endedAt(sent) } : { kind: 'eks' }),
    configure(signal, allowance = newAllowance()) {
      const httpApi = wrapHttpLibrary({
        send: async (request) => responseOf(await send(requestOf(request), { signal, allowance }), host),
      });
      return createConfiguration({ baseServer, httpApi, authMethods: { default: asTarget } });
    },
  };
}

function endedAt(token: string): string | undefined {
  const end = tokenExpiry(token);
  return end !== undefined && end <= Date.now() ? expiryText(end) : undefined;
}

function requestOf(request: RequestContext): HttpRequest {
  const body = request.getBody();
  return {
    method: request.getHttpMethod(),
    url: new URL(request.getUrl()),
    headers: request.getHeaders(),
    ...(typeof body === 'string' && { body }), // the calls that are made here send JSON or nothing
  };
}

/** An answer that is not JSON does not come from an API server, and the client would report it as a bug of ours. */
function responseOf({ status, headers, body }: HttpAnswer, host: string): ResponseContext {
  if (status < 400 && !headers['content-type']?.startsWith('application/json'))
    throw new AnswerError(host, { kind: 'foreign' });
  const bytes = Buffer.from(body);
  const data = { text: () => Promise.resolve(bytes.toString()), binary: () => Promise.resolve(bytes) };
  return new ResponseContext(status, { ...headers }, data);
}
