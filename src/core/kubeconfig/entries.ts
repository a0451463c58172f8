import { isData, type Data } from './data';
import type { EntryKind } from './finding';
import { listOf } from './lists';

/** An item of one of the lists: a name, and what stands under `cluster`, `context` or `user`. */
export interface Entry {
  readonly kind: EntryKind;
  readonly name: string;
  readonly content: Data;
}

/** The entries of a kubeconfig by their names; a name may be there twice, whatever kubectl makes of that. */
export type Entries = { readonly [K in EntryKind]: ReadonlyMap<string, readonly Entry[]> };

export function entriesOf(data: Data): Entries {
  return { cluster: byName(data, 'cluster'), context: byName(data, 'context'), user: byName(data, 'user') };
}

export function allEntries(entries: ReadonlyMap<string, readonly Entry[]>): readonly Entry[] {
  return [...entries.values()].flat();
}

/** A context of a cluster that was written here, and of the user of that. */
export function isOurContext({ content }: Entry, ours: ReadonlySet<string>): boolean {
  const { cluster, user } = content;
  return typeof cluster === 'string' && cluster === user && ours.has(cluster);
}

export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** As it would be shown; what kubectl expects a text to be, it refuses to be anything else. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

function byName(data: Data, kind: EntryKind): ReadonlyMap<string, readonly Entry[]> {
  const entries = listOf(data, `${kind}s`)
    .filter(isData)
    .map((item) => ({ kind, name: asText(item['name']), content: isData(item[kind]) ? item[kind] : {} }));
  const found = new Map<string, Entry[]>();
  for (const entry of entries) {
    const others = found.get(entry.name);
    if (others) others.push(entry);
    else found.set(entry.name, [entry]);
  }
  return found;
}
