import { Agent } from 'node:https';
import { createConfiguration, ServerConfiguration, type Configuration } from '@kubernetes/client-node';
import type { KubernetesTarget } from '../core/ports/kubernetes';

/** How one call is made: where to, as whom, and until when. */
export type Connection = (signal: AbortSignal) => Configuration;

/**
 * Connects to a cluster with what the target says and nothing else. The library's KubeConfig is left out on purpose: it
 * heeds NODE_TLS_REJECT_UNAUTHORIZED, and it would read the user's kubeconfig, which may run any program.
 */
export function connectionTo(target: KubernetesTarget): Connection {
  const baseServer = new ServerConfiguration(target.endpoint.replace(/\/$/, ''), {});
  const agent = new Agent({
    ca: Buffer.from(target.certificateAuthority, 'base64'),
    rejectUnauthorized: true,
    keepAlive: true,
  });
  return (signal) => {
    const asTarget = {
      getName: () => 'token',
      async applySecurityAuthentication(request: Request) {
        request.setHeaderParam('Authorization', `Bearer ${await target.token()}`);
        request.setAgent(agent);
        request.setSignal(signal);
      },
    };
    return createConfiguration({ baseServer, authMethods: { default: asTarget } });
  };
}

type Request = ReturnType<ServerConfiguration<Record<string, never>>['makeRequestContext']>;
