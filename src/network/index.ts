import type { Agent } from 'node:https';
import type { Machine } from '../core/environment';
import { proxyFor, type ProxySettings } from '../core/network/proxy';
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
  readonly machine: Machine;
  readonly readFile: ReadFile;
  readonly log: (line: string) => void;
}

/** The agents of all calls; whoever connects takes one of them. */
export async function createNetwork({
  proxySettings,
  machine,
  readFile,
  log,
}: NetworkOptions): Promise<Network> {
  const choose: ChooseProxy = (target) => proxyFor(target, proxySettings(), machine.env);
  const added = await addedAuthorities(machine, readFile, log);
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
