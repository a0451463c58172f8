import { clusterArn } from '../arn';
import { userError } from '../errors/catalogue';
import { isRegionName } from '../partitions';

/** An element of the setting `eks.clusters` for an EKS cluster. Never an endpoint or a CA: those come from EKS. */
export interface ClusterEntry {
  readonly name: string;
  readonly region: string;
  readonly accountId: string;
  readonly partition: string;
  readonly roleArn?: string;
  readonly profile?: string;
  readonly environmentScope: string;
  readonly enabled: boolean;
  readonly managed: boolean;
  readonly namespacePerEnvironment: boolean;
}

/** What tells clusters apart. */
export type ClusterKey = Pick<ClusterEntry, 'name' | 'region' | 'accountId' | 'partition'>;

export interface Registry {
  readonly entries: readonly ClusterEntry[];
  /** What is wrong with elements that were written by hand, one sentence each; they are skipped, never rewritten. */
  readonly problems: readonly string[];
}

const NO_LIST = 'eks.clusters is not a list.';

type Shape = { readonly [K in keyof Required<ClusterEntry>]: (value: unknown) => boolean };

const text = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);
const optional = (check: (value: unknown) => boolean) => (value: unknown) =>
  value === undefined || check(value);
const flag = optional((value) => typeof value === 'boolean');

/** One row a key; keys that stand in no row are kept and ignored. */
const SHAPE: Shape = {
  name: text(/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/),
  region: (value) => typeof value === 'string' && isRegionName(value),
  accountId: text(/^\d{12}$/),
  partition: text(/^aws[a-z-]*$/),
  roleArn: optional(text(/^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/)),
  profile: optional(text(/^\S(.*\S)?$/)),
  environmentScope: optional(text(/^[\w\-/${}.* ]+$/)),
  enabled: flag,
  managed: flag,
  namespacePerEnvironment: flag,
};

/** Reads the setting as it stands: by hand or by us, with whatever keys. */
export function readRegistry(setting: unknown): Registry {
  if (setting === undefined || setting === null) return { entries: [], problems: [] };
  if (!Array.isArray(setting)) return { entries: [], problems: [NO_LIST] };
  const entries: ClusterEntry[] = [];
  const problems: string[] = [];
  setting.forEach((element: unknown, index) => {
    const broken = brokenKeys(element);
    if (broken.length === 0) entries.push(toEntry(element as Partial<ClusterEntry> & ClusterKey));
    else problems.push(`eks.clusters[${index}]: ${broken.join(', ')} missing or not valid.`);
  });
  return { entries, problems };
}

function brokenKeys(element: unknown): string[] {
  if (typeof element !== 'object' || element === null) return ['the element is'];
  const values = element as Record<string, unknown>;
  return Object.entries(SHAPE)
    .filter(([key, isValid]) => !isValid(values[key]))
    .map(([key]) => key);
}

/** Only the keys that we know: an `endpoint` in a checked-in settings file has no say in where a token is sent. */
function toEntry(element: Partial<ClusterEntry> & ClusterKey): ClusterEntry {
  const { name, region, accountId, partition, roleArn, profile } = element;
  return {
    name,
    region,
    accountId,
    partition,
    roleArn,
    profile,
    environmentScope: element.environmentScope ?? '*',
    enabled: element.enabled ?? true,
    managed: element.managed ?? true,
    namespacePerEnvironment: element.namespacePerEnvironment ?? true,
  };
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
  return brokenKeys(element).length === 0 && clusterArn(element as ClusterEntry) === clusterArn(cluster);
}
