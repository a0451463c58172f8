import type { DeleteOptions } from './delete-options';
import { fieldsAt, textAt, textsAt, timestamp, type Fields, type KubernetesObject } from './objects';
import { qualifiedName } from './resource-types';
import { ApiError, forbidden } from './status';
import { isOver, nodeOf } from './workloads/pod-state';
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
  if (write.type.kind === 'Pod') return deletePod(write, live, { options, isDryRun });
  const marked = markFor(write, live, options);
  if (marked) return isDryRun ? marked : write.cluster.store.put(write.type, marked);
  if (!isDryRun) write.cluster.store.remove(write.type, live.metadata);
  return success(write, live);
}

/** A pod that runs on a node is given time to end, and its kubelet removes it; any other goes at once. */
function deletePod(
  write: Write,
  live: KubernetesObject,
  { options, isDryRun }: { options: DeleteOptions; isDryRun: boolean },
): Fields {
  const { store } = write.cluster;
  const { deletionGracePeriodSeconds: before } = live.metadata;
  const own = Number(fieldsAt(live, 'spec').terminationGracePeriodSeconds ?? 30);
  const asked = options.gracePeriodSeconds ?? own;
  const grace = nodeOf(live) === undefined || isOver(live) ? 0 : Math.min(asked, Number(before ?? asked));
  const marked = markFor(write, live, options) ?? live;
  if (grace === 0 && textsAt(marked.metadata, 'finalizers').length === 0) {
    if (!isDryRun) store.remove(write.type, live.metadata);
    return withDeletion(write, live, 0);
  }
  if (live.metadata.deletionTimestamp !== undefined && before === grace) return live;
  const leaving = withDeletion(write, marked, grace);
  return isDryRun ? leaving : store.put(write.type, leaving);
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
  const marked = withDeletion(write, live, 0);
  return { ...marked, metadata: { ...marked.metadata, finalizers } };
}

function withDeletion({ cluster }: Write, object: KubernetesObject, seconds: number): KubernetesObject {
  const deletion = {
    deletionTimestamp: timestamp(cluster.now() + seconds * 1000),
    deletionGracePeriodSeconds: seconds,
  };
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
