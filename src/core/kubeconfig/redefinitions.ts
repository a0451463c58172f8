import { isEqual, type Data } from './data';
import { parseKubeconfig } from './document';
import { allEntries, asText, entriesOf, isOurContext, isSet, type Entries, type Entry } from './entries';
import type { EntryKind, Finding } from './finding';
import { EXCLUDED_BY_CA_DATA } from './kubectl-rules';

/** A file of the user's own that kubectl reads after the one that is examined. */
export type OwnFile =
  | { readonly kind: 'read'; readonly path: string; readonly text: string }
  | { readonly kind: 'unread'; readonly path: string; readonly reason: string };

/**
 * The names of the user's own files that would mean something else: of a name in several files, kubectl takes the entry
 * of the first as a whole, even an empty one. What only a later file says of it, kubectl does not see. (Tried with
 * kubectl 1.27 to 1.33.)
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
    const reading = parseKubeconfig(each.text);
    if (reading.kind === 'refused') return [{ kind: 'own-unread', own: each.path, reason: reading.reason }];
    const owned = entriesOf(reading.kubeconfig.data ?? {});
    return KINDS.flatMap((kind) =>
      allEntries(file[kind])
        .filter((entry) => owned[kind].get(entry.name)?.some((other) => !isSame(entry, other, ours)))
        .map(({ name }) => ({ kind: 'redefinition', entry: kind, name, own: each.path })),
    );
  });
}

const KINDS = ['cluster', 'user', 'context'] as const satisfies readonly EntryKind[];

/** Whether kubectl does the same with our entry in place of the user's: what we write is the cluster's own. */
function isSame(entry: Entry, other: Entry, ours: ReadonlySet<string>): boolean {
  if (isEqual(entry.content, other.content)) return true;
  switch (entry.kind) {
    case 'cluster':
      return ours.has(entry.name) && isEqual(route(entry), route(other));
    case 'user':
      return ours.has(entry.name) && isSignInOfOurs(entry);
    case 'context':
      return isOurContext(entry, ours) && leadsTo(entry) === leadsTo(other);
  }
}

/** How the server is reached, apart from the address and the trust that were written here. */
function route({ content }: Entry): Data {
  return Object.fromEntries(
    Object.entries(content).filter(([key, value]) => !WRITTEN_HERE.has(key) && isSet(value)),
  );
}

const WRITTEN_HERE: ReadonlySet<string> = new Set([
  'server',
  'certificate-authority-data',
  ...EXCLUDED_BY_CA_DATA.map(([field]) => field),
  'extensions',
]);

/** By a token in the file, or by a program, which is a finding of its own unless it is ours. */
function isSignInOfOurs({ content }: Entry): boolean {
  const said = Object.keys(content).filter((key) => key !== 'extensions' && isSet(content[key]));
  return said.length === 1 && (said[0] === 'token' || said[0] === 'exec');
}

function leadsTo({ content }: Entry): string {
  return JSON.stringify(['cluster', 'user', 'namespace'].map((field) => asText(content[field])));
}
