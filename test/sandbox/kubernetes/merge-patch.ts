import { isFields, type Fields } from './objects';

/** JSON Merge Patch (RFC 7386). */
export function mergePatch(target: Fields, patch: Fields): Fields {
  const merged = new Map(Object.entries(target));
  for (const [name, value] of Object.entries(patch)) {
    const before = merged.get(name);
    if (value === null) merged.delete(name);
    else merged.set(name, isFields(value) ? mergePatch(isFields(before) ? before : {}, value) : value);
  }
  return Object.fromEntries(merged);
}
