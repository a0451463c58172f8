import * as v from 'valibot';

/**
 * An object with these keys and no others. Valibot's `strictObject` lets through what every object inherits: a list, or a
 * key such as `__proto__` or `toString`.
 */
export function exactObject<const E extends v.ObjectEntries>(entries: E) {
  const keys = Object.keys(entries);
  const isExact = (value: unknown) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length === keys.length &&
    keys.every((key) => Object.hasOwn(value, key));
  return v.pipe(v.custom<v.InferInput<v.ObjectSchema<E, undefined>>>(isExact), v.object(entries));
}
