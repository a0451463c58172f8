/** A kind that the product reads, writes or counts. */
export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: 'cluster' | 'namespace';
  /** Beside kind and metadata. */
  readonly content: Readonly<Record<string, unknown>>;
}

const CONTAINERS = [{ name: 'web', image: 'nginx' }];
const POD = { metadata: { labels: { app: 'web' } }, spec: { containers: CONTAINERS } };
const SELECTOR = { matchLabels: { app: 'web' } };
const RBAC = 'rbac.authorization.k8s.io';

const core = (kind: string, plural: string, scope: Kind['scope'], content = {}): Kind => ({
  ...{ apiVersion: 'v1', kind, plural, scope, content },
});
const inGroup = (
  group: string,
  kind: string,
  plural: string,
  scope: Kind['scope'],
  content: Kind['content'],
): Kind => ({ apiVersion: `${group}/v1`, kind, plural, scope, content });

export const KINDS: readonly Kind[] = [
  core('Namespace', 'namespaces', 'cluster'),
  core('Node', 'nodes', 'cluster'),
  core('PersistentVolume', 'persistentvolumes', 'cluster', {
    spec: {
      ...{ capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], storageClassName: 'none' },
      csi: { driver: 'ebs.csi.aws.com', volumeHandle: 'vol-1' },
    },
  }),
  core('ConfigMap', 'configmaps', 'namespace', { data: { key: 'value' } }),
  core('Secret', 'secrets', 'namespace', { stringData: { key: 'value' } }),
  core('ServiceAccount', 'serviceaccounts', 'namespace'),
  core('Pod', 'pods', 'namespace', { spec: { containers: CONTAINERS } }),
  // With an address, a real server takes half a minute to refuse one without a name: it looks for a free one first.
  core('Service', 'services', 'namespace', {
    spec: { clusterIP: 'None', selector: { app: 'web' }, ports: [{ port: 80 }] },
  }),
  core('PersistentVolumeClaim', 'persistentvolumeclaims', 'namespace', {
    spec: {
      ...{ accessModes: ['ReadWriteOnce'], storageClassName: 'none' },
      resources: { requests: { storage: '1Gi' } },
    },
  }),
  inGroup('apps', 'Deployment', 'deployments', 'namespace', {
    spec: { replicas: 0, selector: SELECTOR, template: POD },
  }),
  inGroup('batch', 'Job', 'jobs', 'namespace', {
    spec: { suspend: true, template: { spec: { restartPolicy: 'Never', containers: CONTAINERS } } },
  }),
  inGroup('networking.k8s.io', 'Ingress', 'ingresses', 'namespace', {
    spec: { defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
  }),
  inGroup(RBAC, 'Role', 'roles', 'namespace', {
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
  }),
  inGroup(RBAC, 'RoleBinding', 'rolebindings', 'namespace', {
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'view' },
    subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'default' }],
  }),
  inGroup(RBAC, 'ClusterRole', 'clusterroles', 'cluster', {
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
  }),
  inGroup(RBAC, 'ClusterRoleBinding', 'clusterrolebindings', 'cluster', {
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'view' },
    subjects: [{ apiGroup: RBAC, kind: 'Group', name: 'nobody' }],
  }),
  inGroup('storage.k8s.io', 'StorageClass', 'storageclasses', 'cluster', {
    ...{ provisioner: 'ebs.csi.aws.com', parameters: { type: 'gp3' } },
    ...{ volumeBindingMode: 'WaitForFirstConsumer', allowVolumeExpansion: true },
  }),
  inGroup('storage.k8s.io', 'CSIDriver', 'csidrivers', 'cluster', { spec: { attachRequired: true } }),
];
