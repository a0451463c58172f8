import { clusterArn, parseArn, parseRoleArn } from '../arn';
import { isRegionName, partitionOf } from '../partitions';

/** An element of the setting `eks.clusters`. */
export type ClusterEntry = EksEntry | AttachedEntry;

/** A cluster of EKS. Never an endpoint or a CA: those come from EKS. */
export interface EksEntry extends ClusterOptions {
  readonly name: string;
  readonly region: string;
  readonly accountId: string;
  readonly partition: string;
  /** The provision role; without one the base credentials themselves reach the cluster. */
  readonly roleArn?: string;
  readonly profile?: string;
}

/** A cluster that was added by its API's URL. Its CA and its token are in the secret storage, by URL and fingerprint. */
export interface AttachedEntry extends ClusterOptions {
  readonly name: string;
  readonly apiUrl: string;
  /** SHA-256 of the CA's certificates, in hexadecimal. */
  readonly caFingerprint: string;
}

/** What the user settles for any cluster. */
export interface ClusterOptions {
  readonly environmentScope: string;
  readonly enabled: boolean;
  readonly managed: boolean;
  readonly namespacePerEnvironment: boolean;
}

/** What tells clusters apart. */
export type ClusterKey = EksKey | Pick<AttachedEntry, 'name' | 'apiUrl' | 'caFingerprint'>;
export type EksKey = Pick<EksEntry, 'name' | 'region' | 'accountId' | 'partition'>;

export function isAttached(entry: ClusterEntry): entry is AttachedEntry {
  return 'apiUrl' in entry;
}

/** The ARN of a cluster of EKS; of an attached one, where its API is and whom that is trusted by. */
export function clusterId(cluster: ClusterKey): string {
  return 'apiUrl' in cluster ? `${cluster.apiUrl}#${cluster.caFingerprint}` : clusterArn(cluster);
}

/**
 * What an attached cluster may be called: as EKS and DNS name clusters, so that the name is safe in a link, a command, a
 * file and a terminal.
 */
export function isAttachedName(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?$/.test(value);
}

type Check = (value: unknown) => boolean;
type Shape<E> = { readonly [K in keyof Required<E>]: Check };

const text = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);
const optional = (check: Check) => (value: unknown) => value === undefined || check(value);
const flag = optional((value) => typeof value === 'boolean');

const SETTLED: Shape<ClusterOptions> = {
  environmentScope: optional(text(/^[\w\-/${}.* ]+$/)),
  enabled: flag,
  managed: flag,
  namespacePerEnvironment: flag,
};

/** One row a key; keys that stand in no row are kept and ignored. */
const EKS: Shape<EksEntry> = {
  name: text(/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/),
  region: (value) => typeof value === 'string' && isRegionName(value),
  accountId: text(/^\d{12}$/),
  partition: text(/^aws[a-z-]*$/),
  roleArn: optional((value) => typeof value === 'string' && parseRoleArn(value) !== undefined),
  profile: optional(text(/^(?=\P{C}{1,256}$)\S(.*\S)?$/u)),
  ...SETTLED,
};

const ATTACHED: Shape<AttachedEntry> = {
  name: isAttachedName,
  apiUrl: (value) => typeof value === 'string' && isApiUrl(value),
  caFingerprint: text(/^[0-9a-f]{64}$/),
  ...SETTLED,
};

/** Written as we write it: a token is kept for exactly this text. */
function isApiUrl(value: string): boolean {
  return URL.canParse(value) && new URL(value).protocol === 'https:' && new URL(value).origin === value;
}

/** Every key that an entry may have; others are somebody's own. */
export const KNOWN_KEYS: ReadonlySet<string> = new Set([EKS, ATTACHED].flatMap(Object.keys));

type Element =
  | { readonly kind: 'entry'; readonly entry: ClusterEntry }
  | { readonly kind: 'broken'; readonly keys: readonly string[] };

/** Reads an element as it stands: by hand or by us, with whatever keys. */
export function readElement(element: unknown): Element {
  if (typeof element !== 'object' || element === null) return { kind: 'broken', keys: ['the element is'] };
  const values = element as Readonly<Record<string, unknown>>;
  const shape = 'apiUrl' in values ? ATTACHED : EKS;
  const broken = Object.entries(shape).filter(([key, isValid]) => !isValid(values[key]));
  if (broken.length > 0) return { kind: 'broken', keys: broken.map(([key]) => key) };
  const astray = astrayIn(values);
  if (astray.length > 0) return { kind: 'broken', keys: astray };
  // Only the keys that we know: an `endpoint` in a checked-in file has no say in where a token is sent.
  const known = Object.keys(shape).map((key) => [key, values[key] ?? DEFAULTS[key]]);
  return { kind: 'entry', entry: Object.fromEntries(known) as ClusterEntry };
}

/** Who is trusted in one partition must not be asked in another, which somebody else operates. */
function astrayIn({ partition, region, roleArn }: Readonly<Record<string, unknown>>): readonly string[] {
  const ofRegion = typeof region === 'string' ? partitionOf(region) : undefined;
  const ofRole = typeof roleArn === 'string' ? parseArn(roleArn)?.partition : undefined;
  return [
    ...(ofRegion !== undefined && ofRegion !== partition ? ['region'] : []),
    ...(ofRole !== undefined && ofRole !== partition ? ['roleArn'] : []),
  ];
}

/** Of what may be left out. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  environmentScope: '*',
  enabled: true,
  managed: true,
  namespacePerEnvironment: true,
};
