import { randomBytes, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Cluster } from './cluster';
import { withDefaults } from './defaulting';
import { afterUpdate, type FieldOwner } from './managed-fields';
import { mergePatch } from './merge-patch';
import {
  fieldsAt,
  textAt,
  timestamp,
  without,
  type Fields,
  type KubernetesObject,
  type SentObject,
} from './objects';
import { apiVersionOf, type ResourceType } from './resource-types';
import { applyConfiguration } from './server-side-apply';
import { alreadyExists, badRequest, conflict, forbidden, notFound } from './status';
import { validateChange, validateObject } from './validation';

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
}

export function createObject(write: Write, sent: SentObject): KubernetesObject {
  checkNamespace(write, textAt(sent.metadata, 'name') ?? '');
  const object = complete(write, sent, newMetadata(write, sent.metadata));
  validateObject(write.type, object);
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

/** A merge patch, or a strategic merge patch taken as one. */
export function patchObject(write: Write, name: string, patch: Fields): KubernetesObject {
  const live = liveObject(write, name);
  checkVersion(write.type, live, fieldsAt(patch, 'metadata'));
  const patched = mergePatch(live, patch);
  return replace(write, live, { ...patched, metadata: fieldsAt(patched, 'metadata') });
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

  const defaulted = withDefaults(type, sent);
  const applied = applyConfiguration(
    live,
    { ...defaulted, metadata: fieldsAt(defaulted, 'metadata') },
    { owner: owner(write, 'Apply'), force },
  );
  const metadata = fieldsAt(applied.fields, 'metadata');
  const object = complete(
    write,
    applied.fields,
    live ? nextMetadata(live, metadata) : newMetadata(write, { ...metadata, name }),
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
  if (meantUid !== '' && meantUid !== uid)
    throw conflict(
      type,
      name,
      `Precondition failed: UID in precondition: ${meantUid}, UID in object meta: ${uid ?? ''}`,
    );
  const version = meant.resourceVersion ?? '';
  if (version !== '' && version !== resourceVersion)
    throw conflict(
      type,
      name,
      'the object has been modified; please apply your changes to the latest version and try again',
    );
}

function replace(write: Write, live: KubernetesObject, sent: SentObject): KubernetesObject {
  // What is observed is written elsewhere, by controllers: a client's status is not taken.
  const fields = { ...without(sent, 'status'), ...('status' in live && { status: live.status }) };
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
  return dryRun ? next : cluster.store.put(type, next);
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

function newMetadata({ cluster, namespace }: Write, sent: Fields): KubernetesObject['metadata'] {
  const prefix = textAt(sent, 'generateName');
  const generated = prefix === undefined ? '' : `${prefix}${randomBytes(3).toString('hex').slice(1)}`;
  return {
    ...sent,
    name: textAt(sent, 'name') ?? generated,
    ...(namespace !== undefined && { namespace }),
    uid: randomUUID(),
    creationTimestamp: timestamp(cluster.now()),
  };
}

/** What the server filled in stays, whatever a client sends for it. */
function nextMetadata({ metadata }: KubernetesObject, sent: Fields): KubernetesObject['metadata'] {
  const { name, namespace, uid, resourceVersion, generation, creationTimestamp, deletionTimestamp } =
    metadata;
  const kept = { namespace, uid, resourceVersion, generation, creationTimestamp, deletionTimestamp };
  const present = Object.entries(kept).filter(([, value]) => value !== undefined);
  return { ...sent, name, ...Object.fromEntries(present) };
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
