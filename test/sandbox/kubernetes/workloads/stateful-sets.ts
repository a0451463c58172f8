import type { Cluster } from '../cluster';
import { tell } from '../events';
import { fieldsAt, listAt, textAt, type Fields, type KubernetesObject } from '../objects';
import type { Reconciler } from '../reconciler';
import { sameResource, type GroupResource } from '../resource-types';
import { CLAIMS } from '../storage/claims';
import type { Change, ObjectPlace } from '../store';
import { create, createPod, observe, ownedBy, ownerReference, ownersConcerned, remove } from './owned';
import { isLeaving, isOver, isReady, PODS } from './pod-state';
import { templateHash } from './revisions';

const STATEFUL_SETS: GroupResource = { group: 'apps', plural: 'statefulsets' };
const REVISIONS: GroupResource = { group: 'apps', plural: 'controllerrevisions' };
const REVISION_LABEL = 'controller-revision-hash';
const BY = 'statefulset-controller';

/** The StatefulSet controller: pods with numbers, one after the other. */
export const statefulSets: Reconciler = { concerns, reconcile };

function concerns(_cluster: Cluster, { resource, object }: Change): readonly ObjectPlace[] {
  if (sameResource(resource, STATEFUL_SETS)) return [object.metadata];
  return sameResource(resource, PODS) ? ownersConcerned(object, 'StatefulSet') : [];
}

function reconcile(cluster: Cluster, place: ObjectPlace): undefined {
  const set = cluster.store.get(STATEFUL_SETS, place);
  if (!set || set.metadata.deletionTimestamp !== undefined) return;
  const update = revisionOf(cluster, set);
  const current = textAt(fieldsAt(set, 'status'), 'currentRevision') ?? update;
  step(cluster, set, update);
  report(cluster, set, { update, current });
}

/** Does the next thing that may be done; what it leads to brings it here again. */
function step(cluster: Cluster, set: KubernetesObject, update: string): void {
  const spec = fieldsAt(set, 'spec');
  const wanted = Number(spec.replicas);
  const isOrdered = spec.podManagementPolicy !== 'Parallel';
  const pods = podsOf(cluster, set);
  for (let ordinal = 0; ordinal < wanted; ordinal++) {
    const pod = pods.get(ordinal);
    if (!pod) createOne(cluster, set, { ordinal, update });
    else if (isOver(pod)) remove(cluster, PODS, pod.metadata);
    if (isOrdered && !(pod && isReady(pod) && !isLeaving(pod))) return;
  }
  const tooMany = [...pods].filter(([ordinal]) => ordinal >= wanted).toSorted(([a], [b]) => b - a);
  for (const [, pod] of isOrdered ? tooMany.slice(0, 1) : tooMany)
    if (!isLeaving(pod)) removeOne(cluster, set, pod);
  if (tooMany.length > 0 || fieldsAt(spec, 'updateStrategy').type === 'OnDelete') return;
  const partition = Number(fieldsAt(fieldsAt(spec, 'updateStrategy'), 'rollingUpdate').partition ?? 0);
  const outdated = [...pods]
    .filter(([ordinal, { metadata }]) => ordinal >= partition && metadata.labels?.[REVISION_LABEL] !== update)
    .toSorted(([a], [b]) => b - a);
  const [next] = outdated;
  const areWell = [...pods.values()].every((pod) => isReady(pod) && !isLeaving(pod));
  if (next && areWell) removeOne(cluster, set, next[1]);
}

function podsOf(cluster: Cluster, set: KubernetesObject): ReadonlyMap<number, KubernetesObject> {
  const pods = ownedBy(cluster, PODS, set);
  return new Map(pods.map((pod) => [Number(pod.metadata.name.split('-').at(-1)), pod]));
}

function createOne(
  cluster: Cluster,
  set: KubernetesObject,
  { ordinal, update }: { ordinal: number; update: string },
): void {
  const spec = fieldsAt(set, 'spec');
  const name = `${set.metadata.name}-${ordinal}`;
  const templates = listAt(spec, 'volumeClaimTemplates');
  const volumes = templates.map((template) => ensureClaim(cluster, set, { template, pod: name }));
  const labels = {
    'apps.kubernetes.io/pod-index': String(ordinal),
    [REVISION_LABEL]: update,
    'statefulset.kubernetes.io/pod-name': name,
  };
  createPod(cluster, set, { name, labels }, (pod) => ({
    ...pod,
    hostname: name,
    ...(spec.serviceName !== undefined && { subdomain: spec.serviceName }),
    ...(volumes.length > 0 && { volumes: [...listAt(pod, 'volumes'), ...volumes] }),
  }));
  say(cluster, set, 'SuccessfulCreate', `create Pod ${name} in StatefulSet ${set.metadata.name} successful`);
}

/** @returns the volume that uses it */
function ensureClaim(
  cluster: Cluster,
  set: KubernetesObject,
  { template, pod }: { template: Fields; pod: string },
): Fields {
  const { namespace } = set.metadata;
  const { name, labels } = fieldsAt(template, 'metadata');
  const claimName = `${String(name)}-${pod}`;
  if (!cluster.store.get(CLAIMS, { namespace, name: claimName })) {
    create(cluster, CLAIMS, {
      metadata: { name: claimName, namespace, ...(labels !== undefined && { labels }) },
      spec: fieldsAt(template, 'spec'),
    });
    const message = `create Claim ${claimName} Pod ${pod} in StatefulSet ${set.metadata.name} success`;
    say(cluster, set, 'SuccessfulCreate', message);
  }
  return { name, persistentVolumeClaim: { claimName } };
}

function removeOne(cluster: Cluster, set: KubernetesObject, { metadata }: KubernetesObject): void {
  remove(cluster, PODS, metadata);
  const message = `delete Pod ${metadata.name} in StatefulSet ${set.metadata.name} successful`;
  say(cluster, set, 'SuccessfulDelete', message);
}

function say(cluster: Cluster, set: KubernetesObject, reason: string, message: string): void {
  tell(cluster, set, { type: 'Normal', reason, message, by: BY });
}

/** The name of the revision of its present template; kept as an object, so that one can go back. */
function revisionOf(cluster: Cluster, set: KubernetesObject): string {
  const { name, namespace } = set.metadata;
  const template = fieldsAt(set, 'spec').template;
  const revision = `${name}-${templateHash(template)}`;
  if (!cluster.store.get(REVISIONS, { namespace, name: revision })) {
    const number = ownedBy(cluster, REVISIONS, set).length + 1;
    const owner = [ownerReference(set)];
    const labels = fieldsAt(fieldsAt({ template }, 'template'), 'metadata').labels;
    create(cluster, REVISIONS, {
      metadata: { name: revision, namespace, labels, ownerReferences: owner },
      data: { spec: { template } },
      revision: number,
    });
  }
  return revision;
}

function report(
  cluster: Cluster,
  set: KubernetesObject,
  { update, current }: { update: string; current: string },
): void {
  const pods = [...podsOf(cluster, set).values()];
  const ready = pods.filter(isReady).length;
  const at = (revision: string) =>
    pods.filter(({ metadata }) => metadata.labels?.[REVISION_LABEL] === revision).length;
  const wanted = Number(fieldsAt(set, 'spec').replicas);
  const isUpdated = at(update) === wanted && ready === wanted;
  const currentRevision = isUpdated ? update : current;
  observe(cluster, STATEFUL_SETS, set, {
    ...{ observedGeneration: set.metadata.generation, replicas: pods.length },
    ...(ready > 0 && { readyReplicas: ready }),
    availableReplicas: ready,
    ...(at(currentRevision) > 0 && { currentReplicas: at(currentRevision) }),
    ...(at(update) > 0 && { updatedReplicas: at(update) }),
    ...{ currentRevision, updateRevision: update, collisionCount: 0 },
  });
}
