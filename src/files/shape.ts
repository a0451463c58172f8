/** Whether a value read from a file is what the code takes it for. */
export type Shape = (value: unknown) => boolean;

export const text: Shape = (value) => typeof value === 'string';
export const number: Shape = (value) => typeof value === 'number';
export const flag: Shape = (value) => typeof value === 'boolean';

export function words(...allowed: readonly string[]): Shape {
  return (value) => typeof value === 'string' && allowed.includes(value);
}

export function listOf(element: Shape): Shape {
  return (value) => Array.isArray(value) && value.every(element);
}

/** May be absent. */
export function optional(shape: Shape): Shape {
  return (value) => value === undefined || shape(value);
}

/** What is not listed is let through. */
export function fields(shapes: Readonly<Record<string, Shape>>): Shape {
  return (value) =>
    isObject(value) && Object.entries(shapes).every(([key, hasShape]) => hasShape(value[key]));
}

/** One of a union: by the word that tells its members apart, what each has besides. */
export function oneOf(
  tag: string,
  members: Readonly<Record<string, Readonly<Record<string, Shape>>>>,
): Shape {
  return (value) => {
    const word = isObject(value) ? value[tag] : undefined;
    if (typeof word !== 'string' || !Object.hasOwn(members, word)) return false;
    return fields(members[word] ?? {})(value);
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
