import type { Cluster } from './cluster';
import { collectGarbage, endNamespaces } from './deletion-controllers';
import { fieldsAt, listAt, textAt, timestamp, type KubernetesObject } from './objects';
import { scheduler } from './scheduling/scheduler';
import { claims } from './storage/claims';
import { quotas } from './quota';
import { startReconciler, type Reconciler } from './reconciler';
import { BUILT_IN_TYPES, sameResource, type GroupResource } from './resource-types';
import {
  issueLegacyToken,
  SECRETS,
  SERVICE_ACCOUNT_ANNOTATION,
  SERVICE_ACCOUNTS,
  TOKEN_SECRET_TYPE,
} from './service-account-tokens';
import type { Change } from './store';
import { endpoints } from './networking/endpoints';
import { loadBalancers } from './networking/load-balancers';
import { jobs } from './workloads/jobs';
import { statefulSets } from './workloads/stateful-sets';
import { deployments } from './workloads/deployments';
import { replicaSets } from './workloads/replica-sets';
import { createObject, NAMESPACES } from './write-objects';

type Controller = (cluster: Cluster, change: Change) => void;

const CONFIG_MAPS: GroupResource = { group: '', plural: 'configmaps' };
const CRDS: GroupResource = { group: 'apiextensions.k8s.io', plural: 'customresourcedefinitions' };

/** The parts of kube-controller-manager that a client of this API can notice. */
const CONTROLLERS: readonly { watches: GroupResource | 'everything'; reconcile: Controller }[] = [
  { watches: NAMESPACES, reconcile: furnishNamespace },
  { watches: 'everything', reconcile: endNamespaces },
  { watches: 'everything', reconcile: collectGarbage },
  { watches: SECRETS, reconcile: fillTokenSecret },
  { watches: SERVICE_ACCOUNTS, reconcile: deleteTokensOfDeletedAccount },
  { watches: CRDS, reconcile: establishDefinition },
];

const RECONCILERS: readonly Reconciler[] = [
  deployments,
  replicaSets,
  statefulSets,
  jobs,
  claims,
  scheduler,
  endpoints,
  loadBalancers,
  quotas,
];

/** Reacts to changes after the request that made them was answered, as controllers do. */
export function startControllers(cluster: Cluster): () => void {
  const stops = [
    cluster.store.onChange((change) => {
      setImmediate(() => {
        for (const { watches, reconcile } of CONTROLLERS)
          if (watches === 'everything' || sameResource(watches, change.resource)) reconcile(cluster, change);
      });
    }),
    ...RECONCILERS.map((reconciler) => startReconciler(cluster, reconciler)),
  ];
  return () => stops.forEach((stop) => stop());
}

function furnishNamespace(cluster: Cluster, { type, object }: Change): void {
  if (type !== 'ADDED') return;
  const namespace = object.metadata.name;
  if (cluster.store.get(NAMESPACES, { name: namespace })?.metadata.deletionTimestamp !== undefined) return;
  create(cluster, SERVICE_ACCOUNTS, { metadata: { name: 'default', namespace } });
  create(cluster, CONFIG_MAPS, {
    metadata: { name: 'kube-root-ca.crt', namespace },
    data: { 'ca.crt': cluster.ca },
  });
}

function fillTokenSecret(cluster: Cluster, { object }: Change): void {
  const { namespace, name } = object.metadata;
  const secret = cluster.store.get(SECRETS, { namespace, name });
  if (secret?.type !== TOKEN_SECRET_TYPE || fieldsAt(secret, 'data').token !== undefined) return;

  const account = cluster.store.get(SERVICE_ACCOUNTS, { namespace, name: accountOf(secret) });
  if (!account) {
    cluster.store.remove(SECRETS, { namespace, name });
    return;
  }
  const data = {
    'ca.crt': cluster.ca,
    namespace: namespace ?? '',
    token: issueLegacyToken(cluster, account, name),
  };
  const encoded = Object.entries(data).map(([key, value]) => [key, Buffer.from(value).toString('base64')]);
  const annotations = {
    ...secret.metadata.annotations,
    'kubernetes.io/service-account.uid': account.metadata.uid ?? '',
  };
  cluster.store.put(SECRETS, {
    ...secret,
    metadata: { ...secret.metadata, annotations },
    data: { ...fieldsAt(secret, 'data'), ...(Object.fromEntries(encoded) as Record<string, string>) },
  });
}

function deleteTokensOfDeletedAccount({ store }: Cluster, { type, object }: Change): void {
  if (type !== 'DELETED') return;
  store
    .list(SECRETS, object.metadata.namespace)
    .filter((secret) => secret.type === TOKEN_SECRET_TYPE && accountOf(secret) === object.metadata.name)
    .forEach((secret) => store.remove(SECRETS, secret.metadata));
}

/** `kubectl wait --for=condition=established` waits for this before it creates custom resources. */
function establishDefinition({ store, now }: Cluster, { type, object }: Change): void {
  const { name } = object.metadata;
  const definition = store.get(CRDS, { name });
  if (type === 'DELETED' || !definition || listAt(fieldsAt(definition, 'status'), 'conditions').length > 0)
    return;
  const condition = { status: 'True', lastTransitionTime: timestamp(now()) };
  store.put(CRDS, {
    ...definition,
    status: {
      acceptedNames: fieldsAt(fieldsAt(definition, 'spec'), 'names'),
      conditions: [
        { type: 'NamesAccepted', reason: 'NoConflicts', message: 'no conflicts found', ...condition },
        {
          type: 'Established',
          reason: 'InitialNamesAccepted',
          message: 'the initial names have been accepted',
          ...condition,
        },
      ],
    },
  });
}

function accountOf(secret: KubernetesObject): string {
  return textAt(secret.metadata.annotations ?? {}, SERVICE_ACCOUNT_ANNOTATION) ?? '';
}

function create(
  cluster: Cluster,
  resource: GroupResource,
  object: { metadata: { name: string; namespace: string }; data?: Record<string, string> },
): void {
  const type = BUILT_IN_TYPES.find((known) => sameResource(known, resource));
  if (!type || cluster.store.get(resource, object.metadata)) return;
  const { namespace } = object.metadata;
  createObject(
    { cluster, type, namespace, fieldManager: 'kube-controller-manager', dryRun: false },
    { ...object },
  );
}
