import { equal } from './data';
import { readKubeconfig } from './document';
import { all, entriesOf, isOurContext, type Entries, type Entry } from './entries';
import type { EntryKind, Finding } from './finding';

/** A file of the user's own that kubectl reads after the one that is examined. */
export type OwnFile =
  | { readonly kind: 'read'; readonly path: string; readonly text: string }
  | { readonly kind: 'unread'; readonly path: string; readonly reason: string };

/**
 * The names of the user's own files that would mean something else: kubectl takes what the first file says, for each
 * field that it says something for.
 *
 * @param ours the clusters of the examined file that were written here
 */
export function redefinitions(
  file: Entries,
  own: readonly OwnFile[],
  ours: ReadonlySet<string>,
): readonly Finding[] {
  return own.flatMap((each): readonly Finding[] => {
    if (each.kind === 'unread') return [{ kind: 'own-unread', own: each.path, reason: each.reason }];
    const reading = readKubeconfig(each.text);
    if (reading.kind === 'refused') return [{ kind: 'own-unread', own: each.path, reason: reading.reason }];
    const owned = entriesOf(reading.kubeconfig.data ?? {});
    return KINDS.flatMap((kind) =>
      all(file[kind])
        .filter((entry) => owned[kind].get(entry.name)?.some((other) => !isSame(entry, other, ours)))
        .map(({ name }) => ({ kind: 'redefinition', entry: kind, name, own: each.path })),
    );
  });
}

const KINDS = ['cluster', 'user', 'context'] as const satisfies readonly EntryKind[];

function isSame(entry: Entry, other: Entry, ours: ReadonlySet<string>): boolean {
  if (equal(entry.content, other.content)) return true;
  switch (entry.kind) {
    case 'cluster':
      // The address that was written here is the cluster's: nothing is sent elsewhere.
      return ours.has(entry.name);
    case 'user':
      return ours.has(entry.name) && signsInByItself(entry);
    case 'context':
      return isOurContext(entry, ours) && leadsTo(entry) === leadsTo(other);
  }
}

/** By a token that stands in the file, or by a program, which is a finding of its own unless it is ours. */
function signsInByItself({ content }: Entry): boolean {
  return Object.keys(content).every((key) => ['token', 'exec', 'extensions'].includes(key));
}

function leadsTo({ content }: Entry): string {
  return JSON.stringify([content['cluster'], content['user']]);
}
