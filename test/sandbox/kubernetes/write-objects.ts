import { isDeepStrictEqual } from 'node:util';
import type { Cluster } from './cluster';
import { normalized, withDefaults } from './defaulting';
import { afterUpdate, type FieldOwner } from './managed-fields';
import {
  fieldsAt,
  textAt,
  textsAt,
  timestamp,
  without,
  type Fields,
  type KubernetesObject,
  type SentObject,
} from './objects';
import { newMetadata, nextMetadata } from './object-metadata';
import { admitPod } from './quota';
import { apiVersionOf, type ResourceType } from './resource-types';
import { applyConfiguration } from './server-side-apply';
import { alreadyExists, badRequest, conflict, forbidden, invalid, notFound, unexpected } from './status';
import { typedFields } from './typed-fields';
import { invalidValue } from './validation/field-fault';
import { validateChange, validateObject } from './validation/validate';

export const NAMESPACES = { group: '', plural: 'namespaces' };

/** Where something is written, and by whom. */
export interface Write {
  readonly cluster: Cluster;
  readonly type: ResourceType;
  /** Absent for cluster-scoped resources. */
  readonly namespace?: string;
  readonly fieldManager: string;
  /** Everything is checked and answered, and nothing kept. */
  readonly dryRun: boolean;
  /** What is written of the object; all but its status unless given. */
  readonly part?: 'status';
}

export function createObject(write: Write, sent: SentObject): KubernetesObject {
  if (textAt(sent.metadata, 'resourceVersion'))
    throw unexpected('resourceVersion should not be set on objects to be created');
  checkNamespace(write, textAt(sent.metadata, 'name') ?? '');
  const object = complete(write, sent, newMetadata(write.cluster, write.namespace, sent.metadata));
  validateObject(write.type, object);
  if (write.type.kind === 'Pod') admitPod(write.cluster, object);
  const { name } = object.metadata;
  if (write.cluster.store.get(write.type, object.metadata)) throw alreadyExists(write.type, name);
  return commit(
    write,
    undefined,
    withManagedFields(object, afterUpdate(undefined, object, owner(write, 'Update'))),
  );
}

export function updateObject(write: Write, name: string, sent: SentObject): KubernetesObject {
  const live = liveObject(write, name);
  checkVersion(write.type, live, sent.metadata);
  return replace(write, live, sent);
}

/** Puts what a patch makes of an object in its place. */
export function replaceObject(write: Write, live: KubernetesObject, patched: SentObject): KubernetesObject {
  const { uid } = patched.metadata;
  if (uid !== undefined && uid !== live.metadata.uid)
    throw invalid(write.type, live.metadata.name, [invalidValue('metadata.uid', uid, 'field is immutable')]);
  checkVersion(write.type, live, patched.metadata);
  return replace(write, live, patched);
}

/** Server-side apply; creates what does not exist. */
export function applyObject(
  write: Write,
  name: string,
  sent: SentObject,
  { force }: { force: boolean },
): KubernetesObject {
  const { type, namespace, cluster } = write;
  if (sent.metadata.managedFields !== undefined) throw badRequest('metadata.managedFields must be nil');
  checkNamespace(write, name);
  const live = cluster.store.get(type, { namespace, name });
  if (live) checkVersion(type, live, sent.metadata);

  const defaulted = normalized(type, typedFields(type, sent));
  const applied = applyConfiguration(
    live,
    { ...defaulted, metadata: fieldsAt(defaulted, 'metadata') },
    {
      owner: owner(write, 'Apply'),
      force,
      completed: withDefaults(type, {
        ...defaulted,
        metadata: { ...live?.metadata, ...fieldsAt(defaulted, 'metadata') },
      }),
    },
  );
  const metadata = fieldsAt(applied.fields, 'metadata');
  const object = complete(
    write,
    applied.fields,
    live ? nextMetadata(live, metadata) : newMetadata(write.cluster, write.namespace, { ...metadata, name }),
  );
  validateObject(type, object);
  if (live) validateChange(type, live, object);
  return commit(write, live, withManagedFields(object, applied.managedFields));
}

/** The object as it is now. */
export function liveObject({ cluster, type, namespace }: Write, name: string): KubernetesObject {
  const live = cluster.store.get(type, { namespace, name });
  if (!live) throw notFound(type, name);
  return live;
}

/** Throws Conflict if a client means another version, or another object of that name. */
export function checkVersion(type: ResourceType, live: KubernetesObject, meant: Fields): void {
  const { name, uid, resourceVersion } = live.metadata;
  const meantUid = textAt(meant, 'uid') ?? '';
  const version = textAt(meant, 'resourceVersion') ?? '';
  if (version !== '' && !/^\d+$/.test(version))
    throw unexpected(`strconv.ParseUint: parsing ${JSON.stringify(version)}: invalid syntax`);
  if (meantUid !== '' && meantUid !== uid)
    throw conflict(
      type,
      name,
      `StorageError: invalid object, Code: 4, Key: ${storageKey(type, live)}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${meantUid}, UID in object meta: ${uid ?? ''}`,
    );
  if (version !== '' && version !== resourceVersion)
    throw conflict(
      type,
      name,
      'the object has been modified; please apply your changes to the latest version and try again',
    );
}

function storageKey({ plural }: ResourceType, { metadata }: KubernetesObject): string {
  return ['/registry', plural, metadata.namespace, metadata.name]
    .filter((part) => part !== undefined)
    .join('/');
}

function replace(write: Write, live: KubernetesObject, sent: SentObject): KubernetesObject {
  // What is observed is written elsewhere, by controllers: a client's status is not taken.
  if (write.part === 'status') {
    const observed = { ...live, status: sent.status };
    const managedFields = afterUpdate(live, observed, owner(write, 'Update'));
    return commit(write, live, withManagedFields(observed, managedFields));
  }
  const status = 'status' in live && { status: live.status };
  // A namespace is finalized elsewhere, too.
  const spec = live.kind === 'Namespace' && { spec: live.spec };
  const fields = { ...without(sent, 'status'), ...status, ...spec };
  const object = complete(write, fields, nextMetadata(live, sent.metadata));
  validateObject(write.type, object);
  validateChange(write.type, live, object);
  return commit(write, live, withManagedFields(object, afterUpdate(live, object, owner(write, 'Update'))));
}

function commit(
  { cluster, type, dryRun }: Write,
  live: KubernetesObject | undefined,
  object: KubernetesObject,
): KubernetesObject {
  if (live && isDeepStrictEqual(withoutTimes(live), withoutTimes(object))) return live;
  const generation = nextGeneration(type, live, object);
  const next = generation ? { ...object, metadata: { ...object.metadata, generation } } : object;
  if (dryRun) return next;
  if (!isOver(next)) return cluster.store.put(type, next);
  cluster.store.remove(type, next.metadata);
  return next;
}

/** What was deleted goes with its last finalizer; a namespace has some in its spec, too. */
function isOver(object: KubernetesObject): boolean {
  const inSpec = object.kind === 'Namespace' ? textsAt(fieldsAt(object, 'spec'), 'finalizers') : [];
  const finalizers = [...textsAt(object.metadata, 'finalizers'), ...inSpec];
  return object.metadata.deletionTimestamp !== undefined && finalizers.length === 0;
}

/** Only what has a desired state counts it; of the core group almost nothing does. */
function nextGeneration(
  type: ResourceType,
  live: KubernetesObject | undefined,
  object: KubernetesObject,
): number | undefined {
  if (type.group === '' || !('spec' in object)) return undefined;
  const before = live?.metadata.generation ?? 0;
  return live && isDeepStrictEqual(live.spec, object.spec) ? before : before + 1;
}

function complete({ type }: Write, fields: Fields, metadata: KubernetesObject['metadata']): KubernetesObject {
  const defaulted = withDefaults(type, { ...fields, metadata });
  return {
    ...defaulted,
    apiVersion: apiVersionOf(type),
    kind: type.kind,
    metadata: { ...fieldsAt(defaulted, 'metadata'), name: metadata.name },
  };
}

function withManagedFields(object: KubernetesObject, managedFields: readonly Fields[]): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, managedFields } };
}

/** Who manages which fields counts as a change; when they last did does not. */
function withoutTimes(object: KubernetesObject): KubernetesObject {
  return withManagedFields(
    object,
    (object.metadata.managedFields ?? []).map((entry) => without(entry, 'time')),
  );
}

function owner({ fieldManager, type, cluster }: Write, operation: FieldOwner['operation']): FieldOwner {
  return { manager: fieldManager, operation, apiVersion: apiVersionOf(type), time: timestamp(cluster.now()) };
}

function checkNamespace({ cluster, type, namespace }: Write, name: string): void {
  if (namespace === undefined) return;
  const found = cluster.store.get(NAMESPACES, { name: namespace });
  if (!found) throw notFound({ ...type, group: '', plural: 'namespaces' }, namespace);
  if (found.metadata.deletionTimestamp !== undefined)
    throw forbidden(
      type,
      name,
      `unable to create new content in namespace ${namespace} because it is being terminated`,
      [
        {
          reason: 'NamespaceTerminating',
          message: `namespace ${namespace} is being terminated`,
          field: 'metadata.namespace',
        },
      ],
    );
}
