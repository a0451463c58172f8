import { fieldsAt, timestamp, type Fields, type KubernetesObject } from './objects';
import { qualifiedName } from './resource-types';
import { forbidden } from './status';
import { checkVersion, liveObject, type Write } from './write-objects';

/** Kubernetes refuses to delete these, and so takes none of their contents with them. */
const IMMORTAL_NAMESPACES: readonly string[] = ['default', 'kube-system', 'kube-public'];

/**
 * Deletes an object. A namespace is only marked as terminating: its controller removes what is in it,
 * then the namespace itself.
 */
export function deleteObject(write: Write, name: string, options: Fields): Fields {
  const live = liveObject(write, name);
  checkVersion(write.type, live, fieldsAt(options, 'preconditions'));
  if (qualifiedName(write.type) === 'namespaces') return terminate(write, live);
  if (!write.dryRun) write.cluster.store.remove(write.type, live.metadata);
  return success(write, live);
}

function terminate(write: Write, namespace: KubernetesObject): KubernetesObject {
  const { name, deletionTimestamp } = namespace.metadata;
  if (IMMORTAL_NAMESPACES.includes(name))
    throw forbidden(write.type, name, 'this namespace may not be deleted');
  if (deletionTimestamp !== undefined) return namespace;
  const terminating = {
    ...namespace,
    metadata: { ...namespace.metadata, deletionTimestamp: timestamp(write.cluster.now()) },
    status: { phase: 'Terminating' },
  };
  return write.dryRun ? terminating : write.cluster.store.put(write.type, terminating);
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
