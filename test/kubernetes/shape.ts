/** What a value is made of: its paths, each with the types found there. Items of a list are one path. */
export type Shape = ReadonlyMap<string, string>;

/** The shape of a body, whatever its values are. */
export function shapeOf(value: unknown): Shape {
  const types = new Map<string, Set<string>>();
  visit(value, 'body', types);
  return new Map([...types].map(([path, found]) => [path, [...found].toSorted().join(' or ')]));
}

function visit(value: unknown, path: string, types: Map<string, Set<string>>): void {
  const found = types.get(path) ?? new Set();
  types.set(path, found.add(typeOf(value)));
  if (Array.isArray(value)) for (const item of value) visit(item, `${path}[]`, types);
  else if (typeof value === 'object' && value !== null)
    for (const [key, field] of Object.entries(value)) visit(field, `${path}.${key}`, types);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

/** What is at a place in each of two answers; `undefined` where it is missing. */
export interface Pair {
  readonly simulated: string | undefined;
  readonly real: string | undefined;
}

/** Where two shapes differ: the outermost paths alone, and what is there in each. */
export function shapeDifferences(ours: Shape, theirs: Shape): ReadonlyMap<string, Pair> {
  const differences = new Map<string, Pair>();
  for (const path of new Set([...ours.keys(), ...theirs.keys()])) {
    const [simulated, real] = [ours.get(path), theirs.get(path)];
    if (simulated === real || [...differences.keys()].some((outer) => isWithin(path, outer))) continue;
    differences.set(path, { simulated, real });
  }
  return differences;
}

/** Whether a path is another one, or below it. */
function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
}
