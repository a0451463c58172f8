import { createHash } from 'node:crypto';
import type { Cluster } from './cluster';
import { fieldsAt, listAt, textAt, type Fields, type KubernetesObject } from './objects';
import { BUILT_IN_TYPES, sameResource, type GroupResource, type ResourceType } from './resource-types';
import type { Change } from './store';
import { createObject } from './write-objects';

export const DEPLOYMENTS: GroupResource = { group: 'apps', plural: 'deployments' };
const REPLICA_SETS: GroupResource = { group: 'apps', plural: 'replicasets' };
const REVISION = 'deployment.kubernetes.io/revision';
const HASH = 'pod-template-hash';

/** The deployment controller, as far as `kubectl rollout` sees it: a ReplicaSet for each template that there was. */
export function keepRevisions(cluster: Cluster, { type, object }: Change): void {
  const { store } = cluster;
  const deployment = store.get(DEPLOYMENTS, object.metadata);
  if (type === 'DELETED' || !deployment || deployment.metadata.deletionTimestamp !== undefined) return;
  const owned = replicaSetsOf(cluster, deployment);
  const current = owned.find((set) => hashOf(set) === templateHash(deployment));
  const latest = Math.max(0, ...owned.map(revisionOf));
  const revision = current && revisionOf(current) === latest ? latest : latest + 1;
  if (!current) createReplicaSet(cluster, deployment, revision);
  else store.put(REPLICA_SETS, withRevision(current, revision));
  store.put(DEPLOYMENTS, withRevision(deployment, revision));
}

function replicaSetsOf({ store }: Cluster, { metadata }: KubernetesObject): readonly KubernetesObject[] {
  return store
    .list(REPLICA_SETS, metadata.namespace)
    .filter((set) => listAt(set.metadata, 'ownerReferences').some(({ uid }) => uid === metadata.uid));
}

function createReplicaSet(cluster: Cluster, deployment: KubernetesObject, revision: number): void {
  const { name, namespace, uid } = deployment.metadata;
  const { replicas = 1, selector, template } = fieldsAt(deployment, 'spec');
  const hash = { [HASH]: templateHash(deployment) };
  const hashed = withLabels(template as Fields, hash);
  const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name, uid };
  createObject(
    { cluster, type: replicaSetType(), namespace, fieldManager: 'kube-controller-manager', dryRun: false },
    {
      metadata: {
        name: `${name}-${hash[HASH]}`,
        labels: fieldsAt(fieldsAt(hashed, 'metadata'), 'labels'),
        annotations: { [REVISION]: String(revision) },
        ownerReferences: [{ ...owner, controller: true, blockOwnerDeletion: true }],
      },
      spec: { replicas, selector: withMatch(selector as Fields, hash), template: hashed },
    },
  );
}

function replicaSetType(): ResourceType {
  const type = BUILT_IN_TYPES.find((known) => sameResource(known, REPLICA_SETS));
  if (!type) throw new Error('ReplicaSets are not served');
  return type;
}

function withLabels(template: Fields, labels: Fields): Fields {
  const metadata = fieldsAt(template, 'metadata');
  return { ...template, metadata: { ...metadata, labels: { ...fieldsAt(metadata, 'labels'), ...labels } } };
}

function withMatch(selector: Fields, labels: Fields): Fields {
  return { ...selector, matchLabels: { ...fieldsAt(selector, 'matchLabels'), ...labels } };
}

function withRevision(object: KubernetesObject, revision: number): KubernetesObject {
  const annotations = { ...object.metadata.annotations, [REVISION]: String(revision) };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

function revisionOf({ metadata }: KubernetesObject): number {
  return Number(metadata.annotations?.[REVISION] ?? 0);
}

function hashOf({ metadata }: KubernetesObject): string | undefined {
  return textAt(metadata.labels ?? {}, HASH);
}

/** Of the template alone, and the same for the same one. */
function templateHash(deployment: KubernetesObject): string {
  const template = JSON.stringify(sorted(fieldsAt(deployment, 'spec').template));
  return createHash('sha256').update(template).digest('hex').slice(0, 10);
}

/** A patch may put the members of an object in another order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]));
}
