import { createHash } from 'node:crypto';
import type { Cluster } from '../cluster';
import { fieldsAt, textAt, without, type Fields, type KubernetesObject } from '../objects';
import { create, ownedBy, ownerReference } from './owned';
import { REPLICA_SETS } from './replica-sets';

const REVISION = 'deployment.kubernetes.io/revision';
const DESIRED = 'deployment.kubernetes.io/desired-replicas';
const MAXIMUM = 'deployment.kubernetes.io/max-replicas';
const HASH = 'pod-template-hash';
/** Notes that stay with the deployment: deployment_util.go, annotationsToSkip. */
const NOT_COPIED: readonly string[] = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'deployment.kubernetes.io/revision-history',
  'deprecated.deployment.rollback.to',
  ...[REVISION, DESIRED, MAXIMUM],
];
/** Names of Kubernetes avoid vowels, and with them words. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** The ReplicaSets of a deployment: that of its present template, where there is one, and those of earlier ones. */
export interface History {
  readonly current: KubernetesObject | undefined;
  /** The oldest first. */
  readonly earlier: readonly KubernetesObject[];
}

export function historyOf(cluster: Cluster, deployment: KubernetesObject): History {
  const hash = templateHash(fieldsAt(deployment, 'spec').template);
  const owned = ownedBy(cluster, REPLICA_SETS, deployment).toSorted((a, b) => revisionOf(a) - revisionOf(b));
  const current = owned.find(({ metadata }) => textAt(metadata.labels ?? {}, HASH) === hash);
  return { current, earlier: owned.filter((set) => set !== current) };
}

/** A revision that is the latest: a template that was there before comes back with a new number. */
export function latestRevision({ current, earlier }: History): number {
  const latest = Math.max(0, ...earlier.map(revisionOf));
  return current && revisionOf(current) > latest ? revisionOf(current) : latest + 1;
}

/** Makes the ReplicaSet of the present template. */
export function createReplicaSet(
  cluster: Cluster,
  deployment: KubernetesObject,
  { replicas, annotations }: { replicas: number; annotations: Fields },
): KubernetesObject {
  const { name, namespace } = deployment.metadata;
  const { selector, template, minReadySeconds } = fieldsAt(deployment, 'spec');
  const hash = { [HASH]: templateHash(template) };
  const hashed = withLabels(template as Fields, hash);
  return create(cluster, REPLICA_SETS, {
    metadata: {
      ...{ name: `${name}-${hash[HASH]}`, namespace, annotations },
      labels: fieldsAt(fieldsAt(hashed, 'metadata'), 'labels'),
      ownerReferences: [ownerReference(deployment)],
    },
    spec: {
      ...{ replicas, selector: withMatch(selector as Fields, hash), template: hashed },
      ...(minReadySeconds !== undefined && { minReadySeconds }),
    },
  });
}

/** What a ReplicaSet is told: its deployment's annotations, its revision, and its number of replicas. */
export function annotationsFor(
  deployment: KubernetesObject,
  revision: number,
  maximum: number,
): Record<string, string> {
  const own = NOT_COPIED.reduce<Fields>(without, deployment.metadata.annotations ?? {});
  const replicas = Number(fieldsAt(deployment, 'spec').replicas);
  return {
    ...(own as Record<string, string>),
    ...{ [REVISION]: String(revision), [DESIRED]: String(replicas), [MAXIMUM]: String(maximum) },
  };
}

export function withRevision(object: KubernetesObject, revision: number): KubernetesObject {
  return withAnnotations(object, { [REVISION]: String(revision) });
}

export function withAnnotations(
  object: KubernetesObject,
  added: Readonly<Record<string, string>>,
): KubernetesObject {
  const annotations = { ...object.metadata.annotations, ...added };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

/** How many replicas its deployment wanted when the set was last scaled. */
export function desiredBefore({ metadata }: KubernetesObject): number | undefined {
  const desired = metadata.annotations?.[DESIRED];
  return desired === undefined ? undefined : Number(desired);
}

function revisionOf({ metadata }: KubernetesObject): number {
  return Number(metadata.annotations?.[REVISION] ?? 0);
}

function withLabels(template: Fields, labels: Fields): Fields {
  const metadata = fieldsAt(template, 'metadata');
  return { ...template, metadata: { ...metadata, labels: { ...fieldsAt(metadata, 'labels'), ...labels } } };
}

function withMatch(selector: Fields, labels: Fields): Fields {
  return { ...selector, matchLabels: { ...fieldsAt(selector, 'matchLabels'), ...labels } };
}

/** Of a template alone, and the same for the same one. */
export function templateHash(template: unknown): string {
  const digest = createHash('sha256')
    .update(JSON.stringify(sorted(template)))
    .digest();
  return [...digest.subarray(0, 10)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** A patch may put the members of an object in another order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]));
}
