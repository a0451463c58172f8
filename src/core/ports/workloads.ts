import type { PodReference } from './streams';

export interface WorkloadReference {
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  readonly namespace: string;
  readonly name: string;
}

/** What a pod uses at the moment. */
export interface PodUsage {
  readonly pod: string;
  /** Cores. */
  readonly cpu: number;
  /** Bytes. */
  readonly memory: number;
}

/** What is done with workloads of one cluster. It fails as the calls of a cluster do. */
export interface WorkloadActions {
  /** DaemonSets have no scale. */
  scale(workload: WorkloadReference, replicas: number, signal: AbortSignal): Promise<void>;
  /** New pods take the place of all, as `kubectl rollout restart` does. @param at RFC 3339 */
  restart(workload: WorkloadReference, at: string, signal: AbortSignal): Promise<void>;
  /** Adds a container to a running pod that sees the processes of another one. */
  debug(
    pod: PodReference,
    container: { readonly name: string; readonly image: string; readonly target: string },
    signal: AbortSignal,
  ): Promise<void>;
  /** `undefined` where the cluster has no metrics-server. */
  usage(namespace: string, signal: AbortSignal): Promise<readonly PodUsage[] | undefined>;
}
