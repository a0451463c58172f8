import type { Cluster } from '../cluster';
import { withCondition, withoutCondition } from '../conditions';
import { tell } from '../events';
import { fieldsAt, listAt, type Fields, type KubernetesObject } from '../objects';
import type { Reconciler } from '../reconciler';
import { sameResource, type GroupResource } from '../resource-types';
import { ApiError } from '../status';
import type { Change, ObjectPlace } from '../store';
import { createPod, observe, ownedBy, ownersConcerned, remove } from './owned';
import { availableFrom, isActive, isReady, nodeOf, phaseOf, PODS } from './pod-state';

export const REPLICA_SETS: GroupResource = { group: 'apps', plural: 'replicasets' };
/** What may have kept a pod from being created. */
const ADMISSION: readonly GroupResource[] = [
  { group: '', plural: 'resourcequotas' },
  { group: '', plural: 'serviceaccounts' },
];
const BY = 'replicaset-controller';
const PHASES = ['Pending', 'Unknown', 'Running'];

/** The ReplicaSet controller: kubernetes/pkg/controller/replicaset/replica_set.go. */
export const replicaSets: Reconciler = { concerns, reconcile };

function concerns(cluster: Cluster, change: Change): readonly ObjectPlace[] {
  if (sameResource(change.resource, REPLICA_SETS)) return [change.object.metadata];
  if (sameResource(change.resource, PODS)) return ownersConcerned(change.object, 'ReplicaSet');
  if (!ADMISSION.some((resource) => sameResource(resource, change.resource))) return [];
  return cluster.store.list(REPLICA_SETS, change.object.metadata.namespace).map(({ metadata }) => metadata);
}

function reconcile(cluster: Cluster, place: ObjectPlace): number | undefined {
  const set = cluster.store.get(REPLICA_SETS, place);
  if (!set) return undefined;
  const active = ownedBy(cluster, PODS, set).filter(isActive);
  const failure = set.metadata.deletionTimestamp === undefined ? manage(cluster, set, active) : undefined;
  return report(cluster, set, failure);
}

/** Creates what is missing and deletes what is too much. @returns why it could not */
function manage(
  cluster: Cluster,
  set: KubernetesObject,
  active: readonly KubernetesObject[],
): ApiError | undefined {
  const wanted = Number(fieldsAt(set, 'spec').replicas);
  for (const { metadata } of active.toSorted(leastUseful).slice(0, Math.max(0, active.length - wanted))) {
    remove(cluster, PODS, metadata);
    tell(cluster, set, {
      ...{ type: 'Normal', reason: 'SuccessfulDelete', by: BY },
      message: `Deleted pod: ${metadata.name}`,
    });
  }
  for (let missing = wanted - active.length; missing > 0; missing--) {
    const failure = createOne(cluster, set);
    if (failure) return failure;
  }
  return undefined;
}

function createOne(cluster: Cluster, set: KubernetesObject): ApiError | undefined {
  try {
    const { metadata } = createPod(cluster, set, { generateName: `${set.metadata.name}-` });
    const message = `Created pod: ${metadata.name}`;
    tell(cluster, set, { type: 'Normal', reason: 'SuccessfulCreate', message, by: BY });
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const message = `Error creating: ${error.message}`;
    tell(cluster, set, { type: 'Warning', reason: 'FailedCreate', message, by: BY });
    return error;
  }
}

/** Those go first that do least: without a node, pending, not ready, young. */
function leastUseful(one: KubernetesObject, other: KubernetesObject): number {
  const worth = (pod: KubernetesObject) => [
    Number(nodeOf(pod) !== undefined),
    PHASES.indexOf(phaseOf(pod)),
    Number(isReady(pod)),
  ];
  const [left, right] = [worth(one), worth(other)];
  const difference = left.map((value, index) => value - (right[index] ?? 0)).find((value) => value !== 0);
  return (
    difference ?? (other.metadata.creationTimestamp ?? '').localeCompare(one.metadata.creationTimestamp ?? '')
  );
}

function report(cluster: Cluster, set: KubernetesObject, failure: ApiError | undefined): number | undefined {
  const now = cluster.now();
  const spec = fieldsAt(set, 'spec');
  const active = ownedBy(cluster, PODS, set).filter(isActive);
  const availability = active
    .map((pod) => availableFrom(pod, Number(spec.minReadySeconds ?? 0)))
    .filter((from) => from !== undefined);
  const available = availability.filter((from) => from <= now).length;
  observe(cluster, REPLICA_SETS, set, {
    replicas: active.length,
    ...counted('fullyLabeledReplicas', active.length),
    ...counted('readyReplicas', active.filter(isReady).length),
    ...counted('availableReplicas', available),
    observedGeneration: set.metadata.generation,
    ...conditions(set, failure, now),
  });
  const later = availability.filter((from) => from > now);
  return later.length > 0 ? Math.min(...later) - now : undefined;
}

/** Zero is left out, as Kubernetes does. */
function counted(name: string, count: number): Fields {
  return count > 0 ? { [name]: count } : {};
}

function conditions(set: KubernetesObject, failure: ApiError | undefined, now: number): Fields {
  const before = listAt(fieldsAt(set, 'status'), 'conditions');
  const after = failure
    ? withCondition(
        before,
        { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: failure.message },
        now,
      )
    : withoutCondition(before, 'ReplicaFailure');
  return after.length > 0 ? { conditions: after } : {};
}
