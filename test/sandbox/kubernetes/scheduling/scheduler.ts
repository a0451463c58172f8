import { withCondition } from '../conditions';
import { minorVersion, type Cluster } from '../cluster';
import { tell } from '../events';
import { NODES } from '../nodes';
import { fieldsAt, listAt, textAt, type KubernetesObject } from '../objects';
import type { Reconciler } from '../reconciler';
import { sameResource } from '../resource-types';
import { CLAIMS, unscheduledClaims } from '../storage/claims';
import type { Change, ObjectPlace } from '../store';
import { isLeaving, isOver, nodeOf, PODS } from '../workloads/pod-state';
import { misfit, type Misfit } from './fit';

const BY = 'default-scheduler';

/** The scheduler: gives each pod the node with the fewest pods that takes it, or says why none does. */
export const scheduler: Reconciler = { concerns, reconcile };

/** A node, a claim, or a pod that made room may be what others wait for. */
function concerns({ store }: Cluster, { resource, object, type }: Change): readonly ObjectPlace[] {
  const isPod = sameResource(resource, PODS);
  if (isPod && type === 'ADDED' && isWaiting(object)) return [object.metadata];
  const makesRoom = isPod && nodeOf(object) !== undefined && (type === 'DELETED' || isOver(object));
  if (!makesRoom && !sameResource(resource, NODES) && !sameResource(resource, CLAIMS)) return [];
  return store
    .list(PODS)
    .filter(isWaiting)
    .map(({ metadata }) => metadata);
}

function isWaiting(pod: KubernetesObject): boolean {
  const { schedulerName, schedulingGates } = fieldsAt(pod, 'spec');
  const isOurs = schedulerName === BY && schedulingGates === undefined;
  return isOurs && nodeOf(pod) === undefined && !isOver(pod) && !isLeaving(pod);
}

function reconcile(cluster: Cluster, place: ObjectPlace): undefined {
  const pod = cluster.store.get(PODS, place);
  if (!pod || !isWaiting(pod)) return;
  const nodes = cluster.store.list(NODES);
  if (nodes.length === 0) {
    refuse(cluster, pod, 'no nodes available to schedule pods');
    return;
  }
  const before = unscheduledClaims(cluster, pod);
  if (before !== undefined) {
    refuse(
      cluster,
      pod,
      unschedulable(
        cluster,
        [before],
        nodes.map(() => undefined),
      ),
    );
    return;
  }
  const running = cluster.store.list(PODS).filter((other) => !isOver(other) && nodeOf(other) !== undefined);
  const on = (node: KubernetesObject) => running.filter((other) => nodeOf(other) === node.metadata.name);
  const judged = nodes.map((node) => ({ node, pods: on(node).length, why: misfit(pod, node, on(node)) }));
  const [best] = judged.filter(({ why }) => why === undefined).toSorted((a, b) => a.pods - b.pods);
  if (best) bind(cluster, pod, best.node.metadata.name);
  else
    refuse(
      cluster,
      pod,
      unschedulable(
        cluster,
        [],
        judged.map(({ why }) => why),
      ),
    );
}

/** Puts a pod on a node; its kubelet does the rest. */
export function bind(cluster: Cluster, pod: KubernetesObject, nodeName: string): void {
  const status = fieldsAt(pod, 'status');
  const condition = { type: 'PodScheduled', status: 'True' } as const;
  const conditions = listAt(status, 'conditions').filter(({ type }) => type !== 'PodScheduled');
  cluster.store.put(PODS, {
    ...pod,
    spec: { ...fieldsAt(pod, 'spec'), nodeName },
    status: { ...status, conditions: withCondition(conditions, condition, cluster.now()) },
  });
  const { namespace = '', name } = pod.metadata;
  const message = `Successfully assigned ${namespace}/${name} to ${nodeName}`;
  tell(cluster, pod, { type: 'Normal', reason: 'Scheduled', message, by: BY, action: 'Binding' });
}

function refuse(cluster: Cluster, pod: KubernetesObject, message: string): void {
  const status = fieldsAt(pod, 'status');
  const condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message } as const;
  const conditions = withCondition(listAt(status, 'conditions'), condition, cluster.now());
  const told = listAt(status, 'conditions').some((before) => textAt(before, 'message') === message);
  if (told) return;
  cluster.store.put(PODS, { ...pod, status: { ...status, conditions } });
  tell(cluster, pod, { type: 'Warning', reason: 'FailedScheduling', message, by: BY, action: 'Scheduling' });
}

/** `FitError` of kubernetes/pkg/scheduler/framework/types.go: how many nodes there are for each reason. */
function unschedulable(
  cluster: Cluster,
  before: readonly string[],
  misfits: readonly (Misfit | undefined)[],
): string {
  const available = `0/${misfits.length} nodes are available:`;
  const reasons = misfits.flatMap((why) => why?.reasons ?? []);
  const helped = misfits.map((why) =>
    why?.isForWantOfRoom === true
      ? 'No preemption victims found for incoming pod'
      : 'Preemption is not helpful for scheduling',
  );
  const claims = minorVersion(cluster) >= 34 ? 'no new claims to deallocate, ' : '';
  const first = before.length > 0 ? before.join() : histogram(reasons);
  return `${available} ${first}. ${claims}preemption: ${available} ${histogram(helped)}.`;
}

function histogram(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .toSorted()
    .join(', ');
}
