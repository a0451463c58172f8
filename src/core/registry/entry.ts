import * as v from 'valibot';
import { clusterArn, parseArn, parseRoleArn } from '../arn';
import { isRegionName, partitionOf } from '../partitions';

const text = (pattern: RegExp) => v.pipe(v.string(), v.regex(pattern));
const textThat = (isValid: (value: string) => boolean) => v.pipe(v.string(), v.check(isValid));

/** What the user decides for any cluster; with what counts where it is left out. */
const OPTIONS = v.object({
  environmentScope: v.optional(text(/^[\w\-/${}.* ]+$/), '*'),
  enabled: v.optional(v.boolean(), true),
  managed: v.optional(v.boolean(), true),
  namespacePerEnvironment: v.optional(v.boolean(), true),
  /** Below which environments have their hosts, such as `apps.example.com`. */
  domain: v.optional(textThat(isDomain)),
  /** Of the Ingresses that serve them. */
  ingressClass: v.optional(text(/^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/)),
});

/** A cluster of EKS. Never an endpoint or a CA: those come from EKS. */
const EKS = v.object({
  name: text(/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/),
  region: textThat(isRegionName),
  accountId: text(/^\d{12}$/),
  partition: text(/^aws[a-z-]*$/),
  /** The provision role; without one the base credentials themselves reach the cluster. */
  roleArn: v.optional(textThat((value) => parseRoleArn(value) !== undefined)),
  profile: v.optional(text(/^(?=\P{C}{1,256}$)\S(.*\S)?$/u)),
  ...OPTIONS.entries,
});

/** A cluster that was added by its API's URL. Its CA and its token are in the secret storage, by URL and fingerprint. */
const ATTACHED = v.object({
  name: textThat(isAttachedName),
  apiUrl: textThat(isApiUrl),
  /** SHA-256 of the CA's certificates, in hexadecimal. */
  caFingerprint: text(/^[0-9a-f]{64}$/),
  ...OPTIONS.entries,
});

export type ClusterOptions = Readonly<v.InferOutput<typeof OPTIONS>>;
export type EksEntry = Readonly<v.InferOutput<typeof EKS>>;
export type AttachedEntry = Readonly<v.InferOutput<typeof ATTACHED>>;

/** An element of the setting `eks.clusters`. */
export type ClusterEntry = EksEntry | AttachedEntry;

/** The identity of a cluster. */
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
export function isAttachedName(value: string): boolean {
  return /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?$/.test(value);
}

/** Two labels or more, none of them a wildcard; with room for the label of an environment. */
export function isDomain(value: string): boolean {
  return /^(?=.{1,189}$)(?:[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z](?:[-a-z0-9]{0,61}[a-z0-9])$/.test(
    value,
  );
}

/** Written as we write it: a token is kept for exactly this text. */
function isApiUrl(value: string): boolean {
  return URL.canParse(value) && new URL(value).protocol === 'https:' && new URL(value).origin === value;
}

/** What stays of an element when the cluster is added once more, unless the new entry says something else. */
export const KEPT_KEYS: readonly string[] = ['domain', 'ingressClass'];

/** Every key that an entry may have; others are somebody's own. */
export const KNOWN_KEYS: ReadonlySet<string> = new Set(
  [EKS, ATTACHED].flatMap(({ entries }) => Object.keys(entries)),
);

type Element =
  | { readonly kind: 'entry'; readonly entry: ClusterEntry }
  | { readonly kind: 'broken'; readonly keys: readonly string[] };

/** Reads an element as it stands: by hand or by us, with whatever keys. */
export function readElement(element: unknown): Element {
  if (typeof element !== 'object' || element === null) return { kind: 'broken', keys: ['the element is'] };
  // Only the keys that we know: an `endpoint` in a checked-in file has no say in where a token is sent.
  const read = v.safeParse('apiUrl' in element ? ATTACHED : EKS, element);
  if (!read.success) return { kind: 'broken', keys: read.issues.map((issue) => v.getDotPath(issue) ?? '') };
  const entry = read.output;
  const astray = isAttached(entry) ? [] : astrayIn(entry);
  return astray.length > 0 ? { kind: 'broken', keys: astray } : { kind: 'entry', entry };
}

/** Who is trusted in one partition must not be asked in another, which somebody else operates. */
function astrayIn({ partition, region, roleArn }: EksEntry): readonly string[] {
  const ofRegion = partitionOf(region);
  const ofRole = roleArn === undefined ? undefined : parseArn(roleArn)?.partition;
  return [
    ...(ofRegion !== undefined && ofRegion !== partition ? ['region'] : []),
    ...(ofRole !== undefined && ofRole !== partition ? ['roleArn'] : []),
  ];
}
