import { userError } from '../errors/catalogue';
import {
  clusterId,
  KEPT_KEYS,
  KNOWN_KEYS,
  readElement,
  type ClusterEntry,
  type ClusterKey,
  type ClusterOptions,
} from './entry';
import { scopeProblem } from './environment-scope';

/** The clusters of one level's `eks.clusters`. */
export interface Registry {
  readonly entries: readonly ClusterEntry[];
  /** What is wrong with elements that were written by hand, one sentence each; they are skipped, never rewritten. */
  readonly problems: readonly string[];
}

const NO_LIST = 'eks.clusters is not a list.';

/** Reads the setting as it stands. */
export function readRegistry(setting: unknown): Registry {
  if (setting === undefined || setting === null) return { entries: [], problems: [] };
  if (!Array.isArray(setting)) return { entries: [], problems: [NO_LIST] };
  const entries = new Map<string, ClusterEntry>();
  const problems: string[] = [];
  setting.forEach((element: unknown, index) => {
    const read = readElement(element);
    if (read.kind === 'broken') {
      problems.push(`eks.clusters[${index}]: ${read.keys.join(', ')} missing or not valid.`);
      return;
    }
    const id = clusterId(read.entry);
    if (entries.has(id)) problems.push(`eks.clusters[${index}]: the cluster ${id} is there already.`);
    else entries.set(id, read.entry);
  });
  return { entries: [...entries.values()], problems };
}

/**
 * The setting with the entry in it: in the place of the one for the same cluster, whose unknown keys stay, else last.
 * Every other element is left as it is, valid or not; so is a setting that is no list, which somebody may want back.
 */
export function withEntry(setting: unknown, entry: ClusterEntry): readonly unknown[] {
  const elements = elementsOf(setting);
  const written = JSON.parse(JSON.stringify(entry)) as object;
  const index = elements.findIndex((element) => isEntryOf(element, entry));
  if (index < 0) return [...elements, written];
  const others = Object.entries(elements[index] as object).filter(
    ([key]) => !KNOWN_KEYS.has(key) || KEPT_KEYS.includes(key),
  );
  return elements.with(index, { ...Object.fromEntries(others), ...written });
}

/**
 * The setting with that much of the cluster's element changed, whatever else has changed since the user was asked.
 * @throws UserError where the element has gone, or another one has the scope by now
 */
export function withChange(
  setting: unknown,
  cluster: ClusterKey,
  change: Partial<ClusterOptions>,
): readonly unknown[] {
  const elements = elementsOf(setting);
  const index = elements.findIndex((element) => isEntryOf(element, cluster));
  if (index < 0) throw userError('cluster-not-listed', { name: cluster.name });
  const { environmentScope } = change;
  const problem =
    environmentScope === undefined
      ? undefined
      : scopeProblem(environmentScope, scopesOf(readRegistry(setting), cluster));
  if (problem) throw userError('cluster-not-changed', { name: cluster.name, ...problem });
  return elements.with(index, { ...(elements[index] as object), ...change });
}

/** The setting without the cluster's element; the very same where it has none. */
export function withoutEntry(setting: unknown, cluster: ClusterKey): unknown {
  if (!Array.isArray(setting)) return setting;
  const elements: readonly unknown[] = setting;
  const others = elements.filter((element) => !isEntryOf(element, cluster));
  return others.length === elements.length ? setting : others;
}

/** The scopes of a level that are taken, as far as a cluster is concerned. */
export function scopesOf({ entries }: Registry, except?: ClusterKey): readonly string[] {
  const others = except ? entries.filter((entry) => clusterId(entry) !== clusterId(except)) : entries;
  return others.map(({ environmentScope }) => environmentScope);
}

function elementsOf(setting: unknown): readonly unknown[] {
  const value: unknown = setting ?? [];
  if (!Array.isArray(value)) throw userError('settings-broken', { detail: NO_LIST });
  return value;
}

function isEntryOf(element: unknown, cluster: ClusterKey): boolean {
  const read = readElement(element);
  return read.kind === 'entry' && clusterId(read.entry) === clusterId(cluster);
}
