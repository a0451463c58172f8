import http from 'node:http';
import type { Machine } from '../core/environment';
import { proxyFor, type ProxySettings } from '../core/network/proxy';
import type { Connections } from '../core/ports/connections';
import type { SendHttp } from '../core/ports/http';
import { addedAuthorities, authoritiesForAws, authoritiesForCluster, type ReadFile } from './certificates';
import { connections } from './connections';
import { exchange, type Trust } from './exchange';
import { ProxiedAgent, type ChooseProxy } from './proxied-agent';

/** How this machine reaches AWS and clusters: through which proxy, and whose certificates it trusts. */
export interface Network {
  /** Also without TLS: an endpoint of AWS that the user has set may be on this machine. */
  readonly toAws: SendHttp;
  /** @param authority the cluster's own, PEM */
  readonly toCluster: (authority: string) => SendHttp;
  /** Those that stay. @param authority the cluster's own, PEM */
  readonly connectionsTo: (authority: string) => Connections;
}

export interface NetworkOptions {
  /** Asked at each connection: they may change at any time. */
  readonly proxySettings: () => ProxySettings;
  readonly machine: Machine;
  readonly readFile: ReadFile;
  readonly log: (line: string) => void;
}

/** The one way out: every call to AWS or a cluster goes through it. */
export async function createNetwork({
  proxySettings,
  machine,
  readFile,
  log,
}: NetworkOptions): Promise<Network> {
  const choose: ChooseProxy = (target) => proxyFor(target, proxySettings(), machine.env);
  const added = await addedAuthorities(machine, readFile, log);
  const secure = (trust: Trust) => ({ ...trust, agent: new ProxiedAgent(choose, trust) });
  // Whatever authority a kubeconfig names is trusted by kubectl, also one that another has issued.
  const ofCluster = (authority: string) =>
    secure({ ca: authoritiesForCluster(authority, added), allowPartialTrustChain: true });
  return {
    toAws: exchange({
      ...secure({ ca: authoritiesForAws(added) }),
      plainAgent: new http.Agent({ keepAlive: true }),
    }),
    toCluster: (authority) => exchange(ofCluster(authority)),
    connectionsTo: (authority) => connections(ofCluster(authority)),
  };
}
