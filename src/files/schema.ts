import * as v from 'valibot';

/** A schema for each property of a type, optional ones included: a new property does not compile without one. */
export type Entries<T> = { readonly [K in keyof Required<T>]: v.GenericSchema<T[K]> };

/** The properties of each member of a union, by the word that tells the members apart. */
type Members<U extends Record<Tag, string>, Tag extends string> = {
  readonly [Word in U[Tag]]: Entries<Omit<Extract<U, Record<Tag, Word>>, Tag>>;
};

/** An object, with whatever else a later version keeps in it. */
export function object<T extends object>(entries: Entries<T>): v.GenericSchema<T> {
  return v.looseObject(entries as v.ObjectEntries) as unknown as v.GenericSchema<T>;
}

/** One member of a union. */
export function oneOf<U extends Record<Tag, string>, Tag extends string>(
  tag: Tag,
  members: Members<U, Tag>,
): v.GenericSchema<U> {
  const options = Object.entries<v.ObjectEntries>(members as never).map(([word, entries]) =>
    v.looseObject({ ...entries, [tag]: v.literal(word) }),
  );
  return v.variant(tag, options as never);
}

export const TEXTS = v.array(v.string());

/** Valibot's `record` leaves out keys such as `constructor`, which a tag or a label may have. */
export const TEXT_MAP = v.custom<Readonly<Record<string, string>>>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((text) => typeof text === 'string'),
);

export const COUNT = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What a JSON text says; `undefined` where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
