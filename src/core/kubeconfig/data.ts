/** Plain data of a YAML document. */
export type Data = Readonly<Record<string, unknown>>;

/** Keys and indices from the top of a document to a value in it. */
export type Path = readonly (string | number)[];

/** A change of one value. Keys that are missing are made, and the index after the last item appends one. */
export type Edit =
  | { readonly kind: 'set'; readonly path: Path; readonly value: unknown }
  /** Of an item of a list. */
  | { readonly kind: 'remove'; readonly path: Path };

/** What the data is after the edit: the measure of what the edit does to the text. */
export function edited(data: unknown, edit: Edit): unknown {
  switch (edit.kind) {
    case 'set':
      return withValue(data, edit.path, edit.value);
    case 'remove':
      return withoutItem(data, edit.path);
  }
}

export function withValue(data: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const items = Array.isArray(data) ? (data as unknown[]) : [];
    return items.toSpliced(step, 1, withValue(items[step], rest, value));
  }
  const object = isData(data) ? data : {};
  return { ...object, [step]: withValue(object[step], rest, value) };
}

/** A list in YAML that has lost its last item is `null`. */
function withoutItem(data: unknown, [...path]: Path): unknown {
  const index = path.pop();
  const list = path.reduce<unknown>((at, step) => (at as Data | undefined)?.[step], data);
  if (!Array.isArray(list) || typeof index !== 'number') return data;
  const rest = list.toSpliced(index, 1) as unknown[];
  return withValue(data, path, rest.length > 0 ? rest : null);
}

export function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Also in the order of keys, which no edit changes. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const others = Object.entries(b) as readonly (readonly [string, unknown])[];
  const entries = Object.entries(a) as typeof others;
  return (
    entries.length === others.length &&
    entries.every(([key, value], i) => key === others[i]?.[0] && isEqual(value, others[i][1]))
  );
}
