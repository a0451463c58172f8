import { isDeepStrictEqual } from 'node:util';
import { FieldSet, valueAt, withoutPath, withValueAt, type FieldPath } from './field-set';
import {
  isSameOwner,
  readOwnerships,
  writeOwnerships,
  type FieldOwner,
  type Ownership,
} from './managed-fields';
import { isFields, type Fields, type KubernetesObject, type SentObject } from './objects';
import { ApiError, type StatusCause } from './status';

interface FieldConflict {
  readonly with: FieldOwner;
  readonly path: FieldPath;
}

/** The outcome of an apply: the object's fields, and who manages which of them. */
export interface Applied {
  readonly fields: Fields;
  readonly managedFields: Fields[];
}

/**
 * Merges an applied configuration into the live object, as server-side apply does: fields that the manager
 * applied before and now leaves out go, unless another manager has them too.
 * @param manager `completed` is what the server makes of the configuration: a client that sends less does not mean less
 */
export function applyConfiguration(
  live: KubernetesObject | undefined,
  applied: SentObject,
  manager: { owner: FieldOwner; force: boolean; completed: Fields },
): Applied {
  const { owner, force, completed } = manager;
  const isWanted = (fields: Fields, path: FieldPath): boolean =>
    isAsWanted(fields, path, applied) || isAsWanted(fields, path, completed);
  const wanted = FieldSet.ownable(applied);

  const ownerships = readOwnerships(live);
  const others = ownerships.filter((ownership) => !isSameOwner(ownership.owner, owner));
  const conflicts = others.flatMap((other) =>
    other.fields
      .filter((path) => wanted.has(path) && !isWanted(live ?? {}, path))
      .toArray()
      .map((path) => ({ with: other.owner, path })),
  );
  if (conflicts.length > 0 && !force) throw applyConflict(conflicts);

  const lost = FieldSet.of(conflicts.map(({ path }) => path));
  const keptByOthers: Ownership[] = others.map((other) => ({ ...other, fields: other.fields.minus(lost) }));
  const own = ownerships.find((ownership) => isSameOwner(ownership.owner, owner));
  const abandoned = (own?.fields ?? FieldSet.of([])).filter(
    (path) => !wanted.has(path) && !keptByOthers.some((other) => other.fields.has(path)),
  );

  const remaining = abandoned.toArray().reduce<Fields>(withoutPath, live ?? {});
  const fields = wanted
    .filter((path) => !isWanted(remaining, path))
    .toArray()
    .reduce((merged, path) => withValueAt(merged, path, valueAt(applied, path)), remaining);
  return {
    fields,
    managedFields: writeOwnerships([...keptByOthers, { owner, fields: wanted }]),
  };
}

/** An empty object asks only that there is an object: it says nothing of its members. */
function isAsWanted(fields: Fields, path: FieldPath, applied: Fields): boolean {
  const wanted = valueAt(applied, path);
  const present = valueAt(fields, path);
  const anyObject = isFields(wanted) && Object.keys(wanted).length === 0;
  return anyObject ? isFields(present) : isDeepStrictEqual(present, wanted);
}

function applyConflict(conflicts: readonly FieldConflict[]): ApiError {
  const causes = conflicts.map((conflict): StatusCause => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${nameOf(conflict.with)}`,
    field: fieldName(conflict.path),
  }));
  const lines = causes.map(({ message, field = '' }) => `${message}: ${field}`);
  const said =
    lines.length === 1
      ? `Apply failed with 1 conflict: ${lines.join()}`
      : `Apply failed with ${lines.length} conflicts: ${lines.join('\n')}`;
  return new ApiError(409, 'Conflict', said, { causes });
}

function nameOf({ manager, operation, apiVersion }: FieldOwner): string {
  return operation === 'Apply' ? `"${manager}"` : `"${manager}" using ${apiVersion}`;
}

function fieldName(path: FieldPath): string {
  return path.map((segment) => `.${segment}`).join('');
}
