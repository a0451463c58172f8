import { userError } from '../errors/catalogue';
import { clusterId, readElement, type ClusterEntry, type ClusterKey } from './entry';

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
  const entries: ClusterEntry[] = [];
  const problems: string[] = [];
  setting.forEach((element: unknown, index) => {
    const read = readElement(element);
    if (read.kind === 'entry') entries.push(read.entry);
    else problems.push(`eks.clusters[${index}]: ${read.keys.join(', ')} missing or not valid.`);
  });
  return { entries, problems };
}

/**
 * The setting with the entry in it: in the place of the one for the same cluster, whose unknown keys stay, else last.
 * Every other element is left as it is, valid or not; so is a setting that is no list, which somebody may want back.
 */
export function withEntry(setting: unknown, entry: ClusterEntry): readonly unknown[] {
  const value: unknown = setting ?? [];
  if (!Array.isArray(value)) throw userError('settings-broken', { detail: NO_LIST });
  const elements: readonly unknown[] = value;
  const written = JSON.parse(JSON.stringify(entry)) as object;
  const index = elements.findIndex((element) => isFor(element, entry));
  if (index < 0) return [...elements, written];
  return elements.with(index, { ...(elements[index] as object), ...written });
}

/** The setting without the cluster's element; the very same where it has none. */
export function withoutEntry(setting: unknown, cluster: ClusterKey): unknown {
  if (!Array.isArray(setting)) return setting;
  const elements: readonly unknown[] = setting;
  const others = elements.filter((element) => !isFor(element, cluster));
  return others.length === elements.length ? setting : others;
}

function isFor(element: unknown, cluster: ClusterKey): boolean {
  const read = readElement(element);
  return read.kind === 'entry' && clusterId(read.entry) === clusterId(cluster);
}
