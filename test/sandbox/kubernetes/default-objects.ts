import { randomUUID } from 'node:crypto';
import { timestamp, type Fields, type ObjectMeta } from './objects';
import { apiVersionOf, BUILT_IN_TYPES } from './resource-types';
import type { ObjectStore } from './store';

const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'deletecollection', 'patch', 'update'];
const DISCOVERY_PATHS = ['/api', '/api/*', '/apis', '/apis/*', '/openapi', '/openapi/*'];
const PUBLIC_PATHS = ['/healthz', '/livez', '/readyz', '/version', '/version/'];
/** What RBAC's own `edit` and `view` are about, of the groups that this server has. */
const WORKLOADS = [
  {
    apiGroups: [''],
    resources: [
      'configmaps',
      'endpoints',
      'persistentvolumeclaims',
      'pods',
      'replicationcontrollers',
      'serviceaccounts',
      'services',
    ],
  },
  { apiGroups: ['apps', 'autoscaling', 'batch', 'networking.k8s.io', 'policy'], resources: ['*'] },
];
const SEEN = [
  { apiGroups: [''], resources: ['events', 'limitranges', 'pods/log', 'pods/status', 'resourcequotas'] },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'] },
  // Of metrics-server's own role, which Kubernetes adds to these.
  { apiGroups: ['metrics.k8s.io'], resources: ['pods', 'nodes'] },
];
const STREAMS = ['pods/attach', 'pods/exec', 'pods/portforward', 'pods/proxy'];
const VIEW = [...WORKLOADS, ...SEEN].map((rule) => ({ ...rule, verbs: READ }));
const EDIT = [
  ...WORKLOADS.map((rule) => ({ ...rule, verbs: [...READ, ...WRITE] })),
  ...SEEN.map((rule) => ({ ...rule, verbs: READ })),
  { apiGroups: [''], resources: STREAMS, verbs: [...READ, ...WRITE] },
  { apiGroups: [''], resources: ['pods/eviction'], verbs: ['create'] },
  { apiGroups: [''], resources: ['secrets'], verbs: [...READ, ...WRITE] },
  { apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] },
  { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: [...READ, ...WRITE] },
];
const SEE_NAMESPACE = { apiGroups: [''], resources: ['namespaces'], verbs: READ };

/** Puts in what a new EKS cluster has before anyone touches it. */
export function createDefaultObjects(store: ObjectStore, now: number): void {
  const create = (kind: string, name: string, fields: Fields = {}, metadata: Fields = {}): void =>
    createBuiltIn(store, now, { kind, name, fields, metadata });
  const bind = (name: string, role: string, groups: readonly string[]): void =>
    create('ClusterRoleBinding', name, {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
      subjects: groups.map((group) => ({
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Group',
        name: group,
      })),
    });

  for (const name of ['default', 'kube-system', 'kube-public', 'kube-node-lease'])
    create(
      'Namespace',
      name,
      { spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } },
      { labels: { 'kubernetes.io/metadata.name': name } },
    );

  create('ClusterRole', 'cluster-admin', {
    rules: [
      { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
      { nonResourceURLs: ['*'], verbs: ['*'] },
    ],
  });
  create('ClusterRole', 'view', { rules: [...VIEW, SEE_NAMESPACE] });
  create('ClusterRole', 'edit', { rules: [...EDIT, SEE_NAMESPACE] });
  create('ClusterRole', 'admin', {
    rules: [
      ...EDIT,
      SEE_NAMESPACE,
      {
        apiGroups: ['rbac.authorization.k8s.io'],
        resources: ['roles', 'rolebindings'],
        verbs: [...READ, ...WRITE],
      },
    ],
  });
  create('ClusterRole', 'system:discovery', {
    rules: [{ nonResourceURLs: [...DISCOVERY_PATHS, ...PUBLIC_PATHS], verbs: ['get'] }],
  });
  create('ClusterRole', 'system:public-info-viewer', {
    rules: [{ nonResourceURLs: PUBLIC_PATHS, verbs: ['get'] }],
  });
  create('ClusterRole', 'system:basic-user', {
    rules: [
      {
        apiGroups: ['authorization.k8s.io'],
        resources: ['selfsubjectaccessreviews'],
        verbs: ['create'],
      },
      { apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'], verbs: ['create'] },
    ],
  });
  bind('cluster-admin', 'cluster-admin', ['system:masters']);
  bind('system:discovery', 'system:discovery', ['system:authenticated']);
  bind('system:basic-user', 'system:basic-user', ['system:authenticated']);
  bind('system:public-info-viewer', 'system:public-info-viewer', [
    'system:authenticated',
    'system:unauthenticated',
  ]);
}

/** Since 1.30 EKS no longer marks it as the default: a claim without a class stays pending. */
export function createLegacyStorageClass(store: ObjectStore, now: number): void {
  createBuiltIn(store, now, {
    kind: 'StorageClass',
    name: 'gp2',
    fields: {
      provisioner: 'kubernetes.io/aws-ebs',
      parameters: { fsType: 'ext4', type: 'gp2' },
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'WaitForFirstConsumer',
    },
    metadata: {},
  });
}

/** What a CSI driver registers as when its controller has started. */
export function createDriver(store: ObjectStore, name: string, now: number): void {
  createBuiltIn(store, now, {
    kind: 'CSIDriver',
    name,
    fields: { spec: { attachRequired: true, podInfoOnMount: false } },
    metadata: {},
  });
}

function createBuiltIn(
  store: ObjectStore,
  now: number,
  object: {
    readonly kind: string;
    readonly name: string;
    readonly fields: Fields;
    readonly metadata: Fields;
  },
): void {
  const { kind, name } = object;
  const type = BUILT_IN_TYPES.find((known) => known.kind === kind);
  if (!type) throw new Error(`no built-in resource has the kind ${kind}`);
  const meta: ObjectMeta = { name, uid: randomUUID(), creationTimestamp: timestamp(now), ...object.metadata };
  store.put(type, { apiVersion: apiVersionOf(type), kind, metadata: meta, ...object.fields });
}
