/** A resource as discovery describes it. */
export interface ResourceType {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** The name in URLs: `storageclasses`. */
  readonly plural: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
}

/** What the store keeps objects by: versions of one resource are views of the same objects. */
export type GroupResource = Pick<ResourceType, 'group' | 'plural'>;

/** What the server serves from the start; custom resource definitions add to it. */
export const BUILT_IN_TYPES: readonly ResourceType[] = [
  ...group('', 'v1', {
    cluster: ['Namespace:ns', 'Node:no', 'PersistentVolume:pv'],
    namespaced: [
      'ConfigMap:cm',
      'Endpoints:ep',
      'Event:ev',
      'LimitRange:limits',
      'PersistentVolumeClaim:pvc',
      'Pod:po',
      'ReplicationController:rc',
      'ResourceQuota:quota',
      'Secret',
      'Service:svc',
      'ServiceAccount:sa',
    ],
  }),
  ...group('apps', 'v1', {
    namespaced: [
      'ControllerRevision',
      'DaemonSet:ds',
      'Deployment:deploy',
      'ReplicaSet:rs',
      'StatefulSet:sts',
    ],
  }),
  ...group('batch', 'v1', { namespaced: ['CronJob:cj', 'Job'] }),
  ...group('autoscaling', 'v2', { namespaced: ['HorizontalPodAutoscaler:hpa'] }),
  ...group('policy', 'v1', { namespaced: ['PodDisruptionBudget:pdb'] }),
  ...group('networking.k8s.io', 'v1', {
    cluster: ['IngressClass'],
    namespaced: ['Ingress:ing', 'NetworkPolicy:netpol'],
  }),
  ...group('rbac.authorization.k8s.io', 'v1', {
    cluster: ['ClusterRole', 'ClusterRoleBinding'],
    namespaced: ['Role', 'RoleBinding'],
  }),
  ...group('storage.k8s.io', 'v1', {
    cluster: ['CSIDriver', 'CSINode', 'StorageClass:sc', 'VolumeAttachment'],
    namespaced: ['CSIStorageCapacity'],
  }),
  ...group('scheduling.k8s.io', 'v1', { cluster: ['PriorityClass:pc'] }),
  ...group('coordination.k8s.io', 'v1', { namespaced: ['Lease'] }),
  ...group('discovery.k8s.io', 'v1', { namespaced: ['EndpointSlice'] }),
  ...group('apiextensions.k8s.io', 'v1', { cluster: ['CustomResourceDefinition:crd'] }),
  ...group('apiregistration.k8s.io', 'v1', { cluster: ['APIService'] }),
  ...group('admissionregistration.k8s.io', 'v1', {
    cluster: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
  }),
];

/** `pods`, or `storageclasses.storage.k8s.io` outside the core group. */
export function qualifiedName({ group, plural }: GroupResource): string {
  return group === '' ? plural : `${plural}.${group}`;
}

/** `v1`, or `apps/v1` outside the core group. */
export function apiVersionOf({ group, version }: Pick<ResourceType, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`;
}

export function sameResource(left: GroupResource, right: GroupResource): boolean {
  return left.group === right.group && left.plural === right.plural;
}

/** @param kinds each a kind, with its short name after a colon if it has one */
function group(
  name: string,
  version: string,
  kinds: { cluster?: readonly string[]; namespaced?: readonly string[] },
): ResourceType[] {
  const types = (scoped: readonly string[], namespaced: boolean): ResourceType[] =>
    scoped.map((text) => {
      const [kind = '', ...shortNames] = text.split(':');
      return { group: name, version, plural: pluralOf(kind), kind, namespaced, shortNames };
    });
  return [...types(kinds.cluster ?? [], false), ...types(kinds.namespaced ?? [], true)];
}

function pluralOf(kind: string): string {
  const singular = kind.toLowerCase();
  if (singular === 'endpoints') return singular;
  if (singular.endsWith('ss')) return `${singular}es`;
  return singular.endsWith('y') ? `${singular.slice(0, -1)}ies` : `${singular}s`;
}
