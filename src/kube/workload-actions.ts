import { Field } from '../core/environments/objects/field';
import { parseQuantity } from '../core/environments/quantity';
import { KubernetesError, type KubernetesTarget } from '../core/ports/kubernetes';
import type { PodUsage, WorkloadActions, WorkloadReference } from '../core/ports/workloads';
import { readJson } from './list-objects';
import { Opener, type ConnectionsTo } from './open';
import { pathIn } from './path-in';

const PLURALS = { Deployment: 'deployments', StatefulSet: 'statefulsets', DaemonSet: 'daemonsets' } as const;
const MERGE_PATCH = 'application/merge-patch+json';
/** More than this a view does not show. The metrics API has no pages. */
const MAX_PODS = 10_000;
/** Lists whose items have names, such as containers, are merged by them. */
const STRATEGIC_PATCH = 'application/strategic-merge-patch+json';

/** What is done with the workloads of a cluster. */
export function createWorkloadActions(
  target: KubernetesTarget,
  connectionsTo: ConnectionsTo,
): WorkloadActions {
  const opener = new Opener(target, connectionsTo);
  const patch = async (path: string, contentType: string, object: object, signal: AbortSignal) => {
    const request = { method: 'PATCH', contentType, body: JSON.stringify(object) };
    await readJson(opener, path, signal, request);
  };
  return {
    scale: (workload, replicas, signal) =>
      patch(`${pathOf(workload)}/scale`, MERGE_PATCH, { spec: { replicas } }, signal),

    restart(workload, at, signal) {
      const annotations = { 'kubectl.kubernetes.io/restartedAt': at };
      return patch(
        pathOf(workload),
        MERGE_PATCH,
        { spec: { template: { metadata: { annotations } } } },
        signal,
      );
    },

    debug({ namespace, pod }, { name, image, target: targetContainerName }, signal) {
      const path = pathIn('api/v1', namespace, 'pods', pod, 'ephemeralcontainers');
      const container = { name, image, targetContainerName, stdin: true, tty: true };
      return patch(path, STRATEGIC_PATCH, { spec: { ephemeralContainers: [container] } }, signal);
    },

    async usage(namespace, signal) {
      const path = pathIn('apis/metrics.k8s.io/v1beta1', namespace, 'pods');
      try {
        return new Field(await readJson(opener, path, signal)).at('items').list(MAX_PODS).map(usageOf);
      } catch (error) {
        // Registered, but its server does not run: 503.
        if (error instanceof KubernetesError && ['not-found', 'busy'].includes(error.kind)) return undefined;
        throw error;
      }
    },
  };
}

function pathOf({ kind, namespace, name }: WorkloadReference): string {
  return pathIn('apis/apps/v1', namespace, PLURALS[kind], name);
}

function usageOf(pod: Field): PodUsage {
  const containers = pod.at('containers').list();
  const sum = (resource: string) =>
    containers.reduce(
      (total, container) => total + (parseQuantity(container.at('usage', resource).numberOrName()) ?? 0),
      0,
    );
  return { pod: pod.at('metadata', 'name').name(), cpu: sum('cpu'), memory: sum('memory') };
}
