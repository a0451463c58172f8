import type { SimulatedClock } from '../clock';
import type { ClusterAccess } from '../simulated-aws';
import type { TokenSigner } from './json-web-token';
import type { PodLife } from './kubelet/pod';
import type { KubernetesObject } from './objects';
import type { RecentTokens } from './recent-tokens';
import type { ObjectStore } from './store';

/** What the parts of one cluster's API server share. */
export interface Cluster {
  readonly name: string;
  /** Kubernetes' minor version, as EKS names it: `1.35`. */
  readonly version: string;
  readonly access: ClusterAccess;
  readonly store: ObjectStore;
  readonly signer: TokenSigner;
  readonly recentTokens: RecentTokens;
  /** The life of a pod on its node, where one runs it. */
  readonly lifeOf: (pod: KubernetesObject) => PodLife | undefined;
  /** The CA certificate, PEM. */
  readonly ca: string;
  /** What controllers and kubelets wait by. */
  readonly clock: SimulatedClock;
  /** What AWS makes, such as a load balancer, takes as long as it takes there. */
  readonly cloud: SimulatedClock;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** `35` of `1.35`. */
export function minorVersion({ version }: Pick<Cluster, 'version'>): number {
  return Number(version.split('.')[1]);
}
