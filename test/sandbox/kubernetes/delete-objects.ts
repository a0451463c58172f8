import type { DeleteOptions } from './delete-options';
import { textAt, textsAt, timestamp, type Fields, type KubernetesObject } from './objects';
import { qualifiedName } from './resource-types';
import { ApiError, forbidden } from './status';
import { liveObject, type Write } from './write-objects';

/** Kubernetes refuses to delete these, and so takes none of their contents with them. */
const IMMORTAL_NAMESPACES: readonly string[] = ['default', 'kube-system', 'kube-public'];
/** What the garbage collector waits for, as a finalizer. */
const POLICY_FINALIZERS = { Background: [], Foreground: ['foregroundDeletion'], Orphan: ['orphan'] };

/**
 * Deletes an object. What has finalizers is only marked: it goes with the last of them. A namespace is marked, too:
 * its controller removes what is in it, then the namespace itself.
 * @returns the object where it was marked, else a Status
 */
export function deleteObject(write: Write, name: string, options: DeleteOptions): Fields {
  const live = liveObject(write, name);
  checkPreconditions(write, live, options.preconditions);
  const isDryRun = write.dryRun || options.dryRun;
  const marked = markFor(write, live, options);
  if (marked) return isDryRun ? marked : write.cluster.store.put(write.type, marked);
  if (!isDryRun) write.cluster.store.remove(write.type, live.metadata);
  return write.type.kind === 'Pod' ? withDeletion(write, live) : success(write, live);
}

function markFor(write: Write, live: KubernetesObject, options: DeleteOptions): KubernetesObject | undefined {
  if (qualifiedName(write.type) === 'namespaces') return terminating(write, live);
  const { deletionTimestamp } = live.metadata;
  const finalizers = [
    ...new Set([
      ...textsAt(live.metadata, 'finalizers'),
      ...(deletionTimestamp === undefined ? POLICY_FINALIZERS[options.propagationPolicy] : []),
    ]),
  ];
  if (finalizers.length === 0) return undefined;
  if (deletionTimestamp !== undefined) return live;
  const marked = withDeletion(write, live);
  return { ...marked, metadata: { ...marked.metadata, finalizers } };
}

function withDeletion({ cluster }: Write, object: KubernetesObject): KubernetesObject {
  const deletion = { deletionTimestamp: timestamp(cluster.now()), deletionGracePeriodSeconds: 0 };
  return { ...object, metadata: { ...object.metadata, ...deletion } };
}

function terminating(write: Write, namespace: KubernetesObject): KubernetesObject {
  const { name, deletionTimestamp } = namespace.metadata;
  if (IMMORTAL_NAMESPACES.includes(name))
    throw forbidden(write.type, name, 'this namespace may not be deleted');
  if (deletionTimestamp !== undefined) return namespace;
  return {
    ...namespace,
    metadata: { ...namespace.metadata, deletionTimestamp: timestamp(write.cluster.now()) },
    status: { phase: 'Terminating' },
  };
}

function checkPreconditions({ type }: Write, { metadata }: KubernetesObject, meant: Fields): void {
  const { name, uid = '', resourceVersion = '' } = metadata;
  const differ = (what: string, wanted: string | undefined, is: string, why: string): void => {
    if (wanted === undefined || wanted === is) return;
    const message = `Operation cannot be fulfilled on ${type.kind} "${name}": the ${what} in the precondition (${wanted}) does not match the ${what} in record (${is}). The object might have been ${why}`;
    const details = { name, ...(type.group && { group: type.group }), kind: type.kind };
    throw new ApiError(409, 'Conflict', message, details);
  };
  differ('UID', textAt(meant, 'uid'), uid, 'deleted and then recreated');
  differ('ResourceVersion', textAt(meant, 'resourceVersion'), resourceVersion, 'modified');
}

function success({ type }: Write, { metadata: { name, uid } }: KubernetesObject): Fields {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: { name, ...(type.group && { group: type.group }), kind: type.plural, uid },
  };
}
