import { isFields, type Fields } from './objects';

export type FieldPath = readonly string[];

/** Members that no manager owns: they name the object, or the server fills them in. */
const UNOWNED: readonly string[] = ['apiVersion', 'kind', 'status'];
const OWNED_METADATA: readonly string[] = ['labels', 'annotations', 'finalizers', 'ownerReferences'];

/**
 * A set of an object's fields, as `managedFields` records it.
 * Lists are one field: unlike Kubernetes, which knows the key of some lists from their schema.
 */
export class FieldSet {
  private constructor(private readonly paths: ReadonlyMap<string, FieldPath>) {}

  static of(paths: Iterable<FieldPath>): FieldSet {
    return new FieldSet(new Map([...paths].map((path) => [JSON.stringify(path), path])));
  }

  /** Every field that an object sets and that can have an owner. */
  static ownable(object: Fields): FieldSet {
    return FieldSet.of(leaves(object).filter(isOwnable));
  }

  /** Reads `fieldsV1`: `{"f:metadata":{"f:labels":{"f:app":{}}}}`. */
  static parse(fieldsV1: Fields): FieldSet {
    return FieldSet.of(leaves(fieldsV1).map((path) => path.map((segment) => segment.replace(/^f:/, ''))));
  }

  get size(): number {
    return this.paths.size;
  }

  toArray(): FieldPath[] {
    return [...this.paths.values()];
  }

  has(path: FieldPath): boolean {
    return this.paths.has(JSON.stringify(path));
  }

  filter(keep: (path: FieldPath) => boolean): FieldSet {
    return FieldSet.of(this.toArray().filter(keep));
  }

  union(other: FieldSet): FieldSet {
    return FieldSet.of([...this.toArray(), ...other.toArray()]);
  }

  minus(other: FieldSet): FieldSet {
    return this.filter((path) => !other.has(path));
  }

  toFieldsV1(): Fields {
    return this.toArray().reduce<Fields>(
      (fields, path) =>
        withValueAt(
          fields,
          path.map((segment) => `f:${segment}`),
          {},
        ),
      {},
    );
  }
}

export function valueAt(fields: Fields, path: FieldPath): unknown {
  return path.reduce<unknown>((value, segment) => (isFields(value) ? value[segment] : undefined), fields);
}

export function withValueAt(fields: Fields, path: FieldPath, value: unknown): Fields {
  const [first, ...rest] = path;
  if (first === undefined) return fields;
  if (rest.length === 0) return { ...fields, [first]: value };
  const child = fields[first];
  return { ...fields, [first]: withValueAt(isFields(child) ? child : {}, rest, value) };
}

/** Removes a field, and the objects around it that become empty; an object that has members stays. */
export function withoutPath(fields: Fields, path: FieldPath): Fields {
  const [first, ...rest] = path;
  if (first === undefined || !(first in fields)) return fields;
  const { [first]: child, ...others } = fields;
  if (!isFields(child)) return others;
  if (rest.length === 0) return Object.keys(child).length === 0 ? others : fields;
  const shrunk = withoutPath(child, rest);
  return Object.keys(shrunk).length === 0 ? others : { ...others, [first]: shrunk };
}

/** Paths of everything that is not an object with members; absent and null values have none. */
function leaves(fields: Fields, prefix: FieldPath = []): FieldPath[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const path = [...prefix, name];
    if (value === undefined || value === null) return [];
    return isFields(value) && Object.keys(value).length > 0 ? leaves(value, path) : [path];
  });
}

function isOwnable([first = '', second = '']: FieldPath): boolean {
  return first === 'metadata' ? OWNED_METADATA.includes(second) : !UNOWNED.includes(first);
}
