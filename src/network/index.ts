import type { Agent } from 'node:https';
import { proxyFor, type Environment, type ProxySettings } from '../core/network/proxy';
import { addedAuthorities, authoritiesForAws, authoritiesForCluster, type ReadFile } from './certificates';
import { ProxiedAgent, type ChooseProxy } from './proxied-agent';

/** How this machine reaches AWS and clusters: through which proxy, and whose certificates it trusts. */
export interface Network {
  readonly toAws: Agent;
  /** @param authority the cluster's own, PEM */
  readonly toCluster: (authority: string) => Agent;
}

export interface NetworkOptions {
  /** Asked at each connection: they may change at any time. */
  readonly proxySettings: () => ProxySettings;
  readonly env: Environment;
  readonly readFile: ReadFile;
  readonly log: (line: string) => void;
}

/** The agents of all calls; whoever connects takes one of them. */
export async function createNetwork({ proxySettings, env, readFile, log }: NetworkOptions): Promise<Network> {
  const choose: ChooseProxy = (target) => proxyFor(target, proxySettings(), env);
  const added = await addedAuthorities(env, readFile, log);
  return {
    toAws: new ProxiedAgent(choose, { ca: authoritiesForAws(added) }),
    toCluster: (authority) =>
      new ProxiedAgent(choose, {
        ca: authoritiesForCluster(authority, added),
        // NODE_TLS_REJECT_UNAUTHORIZED has no say in where a token is sent.
        rejectUnauthorized: true,
      }),
  };
}
