import { isDeepStrictEqual } from 'node:util';
import { mergePatch } from './merge-patch';
import { isFields, textAt, type Fields } from './objects';
import type { ResourceType } from './resource-types';
import { Schemas, type NamedSchema } from './schemas';

const DIRECTIVE = '$patch';
const DELETE_VALUES = '$deleteFromPrimitiveList/';
const ORDER = '$setElementOrder/';

/**
 * A strategic merge patch: some lists are merged item by item, by the key that the schema of the kind gives.
 * https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md
 * Custom resources have no such schema; a real API server refuses the patch, this one merges.
 */
export function strategicMergePatch(type: ResourceType, live: Fields, patch: Fields): Fields {
  const schemas = Schemas.of(type);
  const root = schemas?.ofKind(type.kind);
  return schemas && root ? new Merge(schemas).struct(root, live, patch) : mergePatch(live, patch);
}

class Merge {
  constructor(private readonly schemas: Schemas) {}

  struct(named: NamedSchema | undefined, live: Fields, patch: Fields): Fields {
    if (patch[DIRECTIVE] === 'replace') return clean(patch);
    const merged = new Map(Object.entries(live));
    for (const [name, value] of Object.entries(patch)) {
      if (name.startsWith(DELETE_VALUES)) removeValues(merged, name.slice(DELETE_VALUES.length), value);
      if (name.startsWith('$')) continue;
      const next = this.#member(named, name, { before: merged.get(name), value, order: patch[ORDER + name] });
      if (next === null) merged.delete(name);
      else merged.set(name, next);
    }
    return Object.fromEntries(merged);
  }

  #member(
    parent: NamedSchema | undefined,
    name: string,
    { before, value, order }: { before: unknown; value: unknown; order: unknown },
  ): unknown {
    if (value === null) return null;
    const property = parent && (this.schemas.property(parent, name) ?? this.schemas.values(parent));
    if (isFields(value)) {
      if (value[DIRECTIVE] === 'delete') return null;
      return this.struct(property, isFields(before) ? before : {}, value);
    }
    const declared = isFields(parent?.schema.properties) ? parent.schema.properties[name] : undefined;
    if (!Array.isArray(value) || !isFields(declared) || !isMerged(declared)) return value;
    const list = Array.isArray(before) ? (before as unknown[]) : [];
    const key = textAt(declared, 'x-kubernetes-patch-merge-key');
    if (key === undefined) return [...new Set([...list, ...(value as unknown[])])];
    const items = property && this.schemas.items(property);
    const merged = this.#list(items, key, list.filter(isFields), value.filter(isFields));
    return ordered(merged, key, Array.isArray(order) ? order.filter(isFields) : []);
  }

  #list(
    items: NamedSchema | undefined,
    key: string,
    live: readonly Fields[],
    patch: readonly Fields[],
  ): readonly Fields[] {
    if (patch.some((item) => item[DIRECTIVE] === 'replace'))
      return patch.filter((item) => item[DIRECTIVE] !== 'replace').map(clean);
    return patch.reduce((list, item) => {
      const index = list.findIndex((present) => isDeepStrictEqual(present[key], item[key]));
      if (item[DIRECTIVE] === 'delete') return index === -1 ? list : list.toSpliced(index, 1);
      const merged = this.struct(items, list[index] ?? {}, item);
      return index === -1 ? [...list, merged] : list.with(index, merged);
    }, live);
  }
}

function isMerged(property: Fields): boolean {
  return (textAt(property, 'x-kubernetes-patch-strategy') ?? '').split(',').includes('merge');
}

function removeValues(merged: Map<string, unknown>, name: string, removed: unknown): void {
  const before = merged.get(name);
  if (Array.isArray(before) && Array.isArray(removed))
    merged.set(
      name,
      before.filter((value: unknown) => !removed.includes(value)),
    );
}

/** What the patch puts in order comes in that order; the rest stays behind it. */
function ordered(items: readonly Fields[], key: string, order: readonly Fields[]): readonly Fields[] {
  if (order.length === 0) return items;
  const rank = (item: Fields): number => {
    const index = order.findIndex((wanted) => isDeepStrictEqual(wanted[key], item[key]));
    return index === -1 ? order.length : index;
  };
  return items.toSorted((left, right) => rank(left) - rank(right));
}

function clean(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !name.startsWith('$')));
}
