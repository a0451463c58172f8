import { Agent } from 'node:https';
import { createConfiguration, ServerConfiguration, type Configuration } from '@kubernetes/client-node';
import type { KubernetesTarget } from '../core/ports/kubernetes';

/** How one call is made: where to, as whom, and until when. */
export type Connection = (signal: AbortSignal) => Configuration;

/** How a cluster with that certificate authority (PEM) is reached. */
export type AgentFor = (authority: string) => Agent;

/** Without a proxy, and trusting the cluster's own authority alone. */
export const direct: AgentFor = (authority) =>
  new Agent({ ca: authority, rejectUnauthorized: true, keepAlive: true });

/**
 * Connects to a cluster with what the target says and nothing else. The library's KubeConfig is left out on purpose: it
 * heeds NODE_TLS_REJECT_UNAUTHORIZED, and it would read the user's kubeconfig, which may run any program.
 */
export function connectionTo(target: KubernetesTarget, agentFor: AgentFor): Connection {
  const baseServer = new ServerConfiguration(target.endpoint.replace(/\/$/, ''), {});
  const agent = agentFor(Buffer.from(target.certificateAuthority, 'base64').toString());
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
