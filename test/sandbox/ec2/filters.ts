import { matchesWildcards } from '../iam/policy/wildcards';
import { structures, text, texts, type Input } from '../input';
import { ServiceError } from '../service';
import type { Tags } from './region';

/** The filters that an operation knows, and what each compares. */
export type FilterTable<T> = Readonly<Record<string, (item: T) => string | readonly string[]>>;

/** Items that meet every filter of the request; within a filter any value will do, with wildcards. */
export function filtered<T>(items: readonly T[], input: Input, table: FilterTable<T>): readonly T[] {
  const filters = structures(input, 'Filter').map((filter) => {
    const name = text(filter, 'Name') ?? '';
    const compared = comparedBy(name, table);
    if (!compared) throw new ServiceError('InvalidParameterValue', `The filter '${name}' is invalid`);
    const values = texts(filter, 'Value');
    return (item: T) =>
      [compared(item)].flat().some((actual) => values.some((value) => matchesWildcards(value, actual)));
  });
  return items.filter((item) => filters.every((isMet) => isMet(item)));
}

/** Every resource with tags takes `tag:<key>` too. */
function comparedBy<T>(name: string, table: FilterTable<T>): FilterTable<T>[string] | undefined {
  if (!name.startsWith('tag:')) return table[name];
  const key = name.slice('tag:'.length);
  return (item) => tagsOf(item)[key] ?? [];
}

function tagsOf(item: unknown): Tags {
  return (item as { readonly tags?: Tags }).tags ?? {};
}
