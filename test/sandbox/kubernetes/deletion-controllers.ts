import type { Cluster } from './cluster';
import { fieldsAt, listAt, textsAt, timestamp, type KubernetesObject } from './objects';
import { sameResource, type GroupResource } from './resource-types';
import type { Change, ObjectStore } from './store';
import { remove } from './workloads/owned';
import { PODS } from './workloads/pod-state';
import { NAMESPACES } from './write-objects';

/** The namespace controller: empties a namespace on its way out, then takes its own finalizer from it. */
export function endNamespaces(cluster: Cluster, change: Change): void {
  const { store } = cluster;
  const name = sameResource(change.resource, NAMESPACES)
    ? change.object.metadata.name
    : change.object.metadata.namespace;
  const namespace = name === undefined ? undefined : store.get(NAMESPACES, { name });
  if (name === undefined || namespace?.metadata.deletionTimestamp === undefined) return;
  for (const { resource, object } of store.contents(name)) {
    if (textsAt(object.metadata, 'finalizers').length === 0) end(cluster, resource, object);
    else if (object.metadata.deletionTimestamp === undefined)
      store.put(resource, marked(object, timestamp(cluster.now())));
  }
  if (store.contents(name).length > 0) return;
  finalize(
    store,
    namespace,
    textsAt(fieldsAt(namespace, 'spec'), 'finalizers').filter((finalizer) => finalizer !== 'kubernetes'),
  );
}

/** Takes finalizers from the spec of a namespace; without any, one that is on its way out is gone. */
export function finalize(
  store: ObjectStore,
  namespace: KubernetesObject,
  finalizers: readonly string[],
): KubernetesObject {
  const { metadata } = namespace;
  const finalized = { ...namespace, spec: finalizers.length > 0 ? { finalizers } : {} };
  const isHeld = finalizers.length > 0 || textsAt(metadata, 'finalizers').length > 0;
  if (isHeld || metadata.deletionTimestamp === undefined) return store.put(NAMESPACES, finalized);
  store.remove(NAMESPACES, metadata);
  return finalized;
}

/** The garbage collector: removes what an object owned once it is gone, or before, or lets go of it. */
export function collectGarbage(cluster: Cluster, { type, resource, object }: Change): void {
  const { store } = cluster;
  const { metadata } = object;
  if (type === 'DELETED') {
    deleteDependents(cluster, object);
    return;
  }
  const finalizers = textsAt(metadata, 'finalizers');
  if (metadata.deletionTimestamp === undefined || !store.get(resource, metadata)) return;
  if (finalizers.includes('foregroundDeletion')) {
    deleteDependents(cluster, object);
    release(store, resource, object, 'foregroundDeletion');
  }
  if (finalizers.includes('orphan')) {
    for (const dependent of dependentsOf(store, object))
      store.put(dependent.resource, orphaned(dependent.object, object));
    release(store, resource, object, 'orphan');
  }
}

function release(
  store: ObjectStore,
  resource: GroupResource,
  { metadata }: KubernetesObject,
  finalizer: string,
): void {
  const live = store.get(resource, metadata);
  if (!live) return;
  const finalizers = textsAt(live.metadata, 'finalizers').filter((name) => name !== finalizer);
  if (finalizers.length > 0) store.put(resource, { ...live, metadata: { ...live.metadata, finalizers } });
  else store.remove(resource, metadata);
}

/** A pod that runs is asked to end; whatever else goes at once. */
function end(cluster: Cluster, resource: GroupResource, { metadata }: KubernetesObject): void {
  if (!sameResource(resource, PODS)) cluster.store.remove(resource, metadata);
  else if (metadata.deletionTimestamp === undefined) remove(cluster, resource, metadata);
}

function deleteDependents(cluster: Cluster, owner: KubernetesObject): void {
  const { store } = cluster;
  for (const { resource, object } of dependentsOf(store, owner))
    if (listAt(object.metadata, 'ownerReferences').length === 1) end(cluster, resource, object);
    else store.put(resource, orphaned(object, owner));
}

function dependentsOf(
  store: ObjectStore,
  { metadata }: KubernetesObject,
): readonly { resource: GroupResource; object: KubernetesObject }[] {
  return store
    .all()
    .filter(({ object }) =>
      listAt(object.metadata, 'ownerReferences').some(({ uid }) => uid === metadata.uid),
    );
}

function orphaned(dependent: KubernetesObject, owner: KubernetesObject): KubernetesObject {
  const owners = listAt(dependent.metadata, 'ownerReferences').filter(
    ({ uid }) => uid !== owner.metadata.uid,
  );
  const { metadata } = dependent;
  const kept = Object.fromEntries(Object.entries(metadata).filter(([name]) => name !== 'ownerReferences'));
  return {
    ...dependent,
    metadata: { ...kept, name: metadata.name, ...(owners.length > 0 && { ownerReferences: owners }) },
  };
}

function marked(object: KubernetesObject, deletionTimestamp: string): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, deletionTimestamp, deletionGracePeriodSeconds: 0 } };
}
