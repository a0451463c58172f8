import type { Cluster } from './cluster';
import { fieldsAt, textAt, type Fields, type KubernetesObject } from './objects';
import type { Reconciler } from './reconciler';
import { sameResource, type GroupResource } from './resource-types';
import { added, requestsOf, type Amounts } from './scheduling/requests';
import { quantity } from './scheduling/quantities';
import { SERVICE_ACCOUNTS } from './service-account-tokens';
import { forbidden } from './status';
import type { Change, ObjectPlace } from './store';
import { observe, typeOf } from './workloads/owned';
import { isOver, PODS } from './workloads/pod-state';

const QUOTAS: GroupResource = { group: '', plural: 'resourcequotas' };
/** Shorter names of what a quota may limit. */
const ALIASES: Readonly<Record<string, string>> = {
  cpu: 'requests.cpu',
  memory: 'requests.memory',
  'count/pods': 'pods',
};

/** Refuses a pod whose account does not exist, or that goes beyond a quota of its namespace. @throws {ApiError} */
export function admitPod(cluster: Cluster, pod: KubernetesObject): void {
  const { name, namespace = '' } = pod.metadata;
  const account = textAt(fieldsAt(pod, 'spec'), 'serviceAccountName') ?? 'default';
  if (!cluster.store.get(SERVICE_ACCOUNTS, { namespace, name: account }))
    throw forbidden(
      typeOf(PODS),
      name,
      `error looking up service account ${namespace}/${account}: serviceaccount "${account}" not found`,
    );
  for (const quota of cluster.store.list(QUOTAS, namespace)) {
    const hard = fieldsAt(fieldsAt(quota, 'spec'), 'hard');
    const used = usedIn(cluster, namespace);
    const asked = countedOf(pod);
    const beyond = Object.keys(hard).filter((each) => {
      const resource = ALIASES[each] ?? each;
      return (
        (asked[resource] ?? 0) > 0 && (used[resource] ?? 0) + (asked[resource] ?? 0) > quantity(hard[each])
      );
    });
    if (beyond.length === 0) continue;
    const said = (of: (resource: string) => string) =>
      beyond
        .map((each) => `${each}=${of(each)}`)
        .toSorted()
        .join(',');
    throw forbidden(
      typeOf(PODS),
      name,
      `exceeded quota: ${quota.metadata.name}, requested: ${said((each) => shown(each, asked))}, used: ${said((each) => shown(each, used))}, limited: ${said((each) => String(hard[each]))}`,
    );
  }
}

/** The quota controller: says how much of each quota is used. */
export const quotas: Reconciler = {
  concerns({ store }: Cluster, { resource, object }: Change): readonly ObjectPlace[] {
    if (sameResource(resource, QUOTAS)) return [object.metadata];
    if (!sameResource(resource, PODS)) return [];
    return store.list(QUOTAS, object.metadata.namespace).map(({ metadata }) => metadata);
  },
  reconcile(cluster: Cluster, place: ObjectPlace): undefined {
    const quota = cluster.store.get(QUOTAS, place);
    if (!quota) return;
    const hard = fieldsAt(fieldsAt(quota, 'spec'), 'hard');
    const used = usedIn(cluster, place.namespace ?? '');
    const counts: Fields = Object.fromEntries(Object.keys(hard).map((each) => [each, shown(each, used)]));
    observe(cluster, QUOTAS, quota, { hard, used: counts });
  },
};

function usedIn({ store }: Cluster, namespace: string): Amounts {
  return store
    .list(PODS, namespace)
    .filter((pod) => !isOver(pod))
    .map(countedOf)
    .reduce<Amounts>(added, {});
}

function countedOf(pod: KubernetesObject): Amounts {
  const { pods = 1, cpu = 0, memory = 0 } = requestsOf(pod);
  return { pods, 'requests.cpu': cpu, 'requests.memory': memory };
}

/** As Kubernetes writes amounts: in thousandths of a processor, and in mebibytes. */
function shown(resource: string, of: Amounts): string {
  const value = of[ALIASES[resource] ?? resource] ?? 0;
  if (resource.endsWith('cpu'))
    return Number.isInteger(value) ? String(value) : `${Math.round(value * 1000)}m`;
  if (!resource.endsWith('memory')) return String(value);
  return value % 2 ** 20 === 0 && value > 0 ? `${value / 2 ** 20}Mi` : String(value);
}
