import type { Cluster } from './cluster';
import { fieldsAt, type KubernetesObject } from './objects';
import type { GroupResource } from './resource-types';
import { selectsLabels } from './selectors';
import { isActive, isReady, PODS } from './workloads/pod-state';

const BUDGETS: GroupResource = { group: 'policy', plural: 'poddisruptionbudgets' };

/** The budget that does not let a pod go, and what it counts. */
export function blockingBudget(
  { store }: Cluster,
  pod: KubernetesObject,
): { readonly name: string; readonly needed: number; readonly healthy: number } | undefined {
  const { namespace, labels = {} } = pod.metadata;
  if (!isReady(pod)) return undefined;
  for (const budget of store.list(BUDGETS, namespace)) {
    const spec = fieldsAt(budget, 'spec');
    const selects = (other: KubernetesObject) =>
      selectsLabels(fieldsAt(spec, 'selector'), other.metadata.labels ?? {});
    if (!selectsLabels(fieldsAt(spec, 'selector'), labels)) continue;
    const counted = store.list(PODS, namespace).filter((other) => isActive(other) && selects(other));
    const healthy = counted.filter(isReady).length;
    const needed =
      spec.minAvailable === undefined
        ? counted.length - share(spec.maxUnavailable, counted.length)
        : share(spec.minAvailable, counted.length);
    if (healthy - 1 < needed) return { name: budget.metadata.name, needed, healthy };
  }
  return undefined;
}

/** `50%` of all, rounded up, or a number. */
function share(value: unknown, all: number): number {
  if (typeof value === 'string' && value.endsWith('%'))
    return Math.ceil((Number.parseInt(value) / 100) * all);
  return Number(value ?? 0);
}
