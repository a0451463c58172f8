import { isDeepStrictEqual } from 'node:util';
import { FieldSet, valueAt } from './field-set';
import { fieldsAt, textAt, type Fields, type KubernetesObject } from './objects';

/** Who writes, and how: one manager has one entry for what it applied and one for what it updated. */
export interface FieldOwner {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly time: string;
}

export interface Ownership {
  readonly owner: FieldOwner;
  readonly fields: FieldSet;
}

export function readOwnerships(object: KubernetesObject | undefined): Ownership[] {
  return (object?.metadata.managedFields ?? []).map((entry) => ({
    owner: {
      manager: textAt(entry, 'manager') ?? 'unknown',
      operation: entry.operation === 'Apply' ? 'Apply' : 'Update',
      apiVersion: textAt(entry, 'apiVersion') ?? '',
      time: textAt(entry, 'time') ?? '',
    },
    fields: FieldSet.parse(fieldsAt(entry, 'fieldsV1')),
  }));
}

export function writeOwnerships(ownerships: readonly Ownership[]): Fields[] {
  return ownerships
    .filter(({ fields }) => fields.size > 0)
    .map(({ owner, fields }) => ({ ...owner, fieldsType: 'FieldsV1', fieldsV1: fields.toFieldsV1() }));
}

export function isSameOwner(left: FieldOwner, right: FieldOwner): boolean {
  return left.manager === right.manager && left.operation === right.operation;
}

/** `managedFields` after a create, update or patch: what was changed now belongs to who changed it. */
export function afterUpdate(
  before: KubernetesObject | undefined,
  after: KubernetesObject,
  owner: FieldOwner,
): Fields[] {
  const present = FieldSet.ownable(after);
  const changed = present.filter(
    (path) => !before || !isDeepStrictEqual(valueAt(before, path), valueAt(after, path)),
  );
  const ownerships = readOwnerships(before);
  const others = ownerships
    .filter((ownership) => !isSameOwner(ownership.owner, owner))
    .map((ownership) => ({
      ...ownership,
      fields: ownership.fields.filter((path) => present.has(path) && !changed.has(path)),
    }));
  const own = ownerships.find((ownership) => isSameOwner(ownership.owner, owner));
  const kept = own?.fields.filter((path) => present.has(path)) ?? FieldSet.of([]);
  return writeOwnerships([...others, { owner, fields: kept.union(changed) }]);
}
