import { fieldsAt, listAt, textAt, type Fields, type KubernetesObject } from './objects';
import { qualifiedName, type ResourceType } from './resource-types';

interface Column {
  readonly name: string;
  cell(object: KubernetesObject, now: number): unknown;
}

const NAME: Column = { name: 'Name', cell: ({ metadata }) => metadata.name };
const AGE: Column = {
  name: 'Age',
  cell: ({ metadata }, now) => duration(now - Date.parse(metadata.creationTimestamp ?? '')),
};

/** What `kubectl get` shows between name and age; the server says, kubectl only prints. */
const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  namespaces: [{ name: 'Status', cell: (namespace) => fieldsAt(namespace, 'status').phase }],
  nodes: [
    { name: 'Status', cell: nodeStatus },
    { name: 'Roles', cell: () => '<none>' },
  ],
  secrets: [
    { name: 'Type', cell: (secret) => secret.type },
    { name: 'Data', cell: countOf('data') },
  ],
  configmaps: [{ name: 'Data', cell: countOf('data') }],
  serviceaccounts: [{ name: 'Secrets', cell: (account) => listAt(account, 'secrets').length }],
  'storageclasses.storage.k8s.io': [
    { name: 'Provisioner', cell: ({ provisioner }) => provisioner },
    { name: 'ReclaimPolicy', cell: ({ reclaimPolicy }) => reclaimPolicy },
    { name: 'VolumeBindingMode', cell: ({ volumeBindingMode }) => volumeBindingMode },
    { name: 'AllowVolumeExpansion', cell: ({ allowVolumeExpansion }) => allowVolumeExpansion ?? false },
  ],
  'clusterrolebindings.rbac.authorization.k8s.io': [{ name: 'Role', cell: roleOf }],
  'rolebindings.rbac.authorization.k8s.io': [{ name: 'Role', cell: roleOf }],
};
/** Columns that come after the age. */
const LAST_COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  nodes: [
    {
      name: 'Version',
      cell: (node) => fieldsAt(fieldsAt(node, 'status'), 'nodeInfo').kubeletVersion,
    },
  ],
};
const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

/** Whether a client would rather have a table than the objects. */
export function wantsTable(accept: string | undefined): boolean {
  return /as=Table/.test(accept ?? '');
}

export function tableOf(
  type: ResourceType,
  objects: readonly KubernetesObject[],
  shown: { metadata: Fields; now: number },
): Fields {
  const name = qualifiedName(type);
  const columns = [
    name === 'storageclasses.storage.k8s.io' ? { ...NAME, cell: storageClassName } : NAME,
    ...(COLUMNS[name] ?? []),
    AGE,
    ...(LAST_COLUMNS[name] ?? []),
  ];
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: shown.metadata,
    columnDefinitions: columns.map((column) => ({
      name: column.name,
      type: 'string',
      format: column.name === 'Name' ? 'name' : '',
      description: '',
      priority: 0,
    })),
    rows: objects.map((object) => ({
      cells: columns.map((column) => column.cell(object, shown.now)),
      object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata },
    })),
  };
}

function nodeStatus(node: KubernetesObject): string {
  const conditions = listAt(fieldsAt(node, 'status'), 'conditions');
  const ready = conditions.find((condition) => condition.type === 'Ready');
  return ready && textAt(ready, 'status') === 'True' ? 'Ready' : 'NotReady';
}

function storageClassName({ metadata }: KubernetesObject): string {
  return metadata.annotations?.[DEFAULT_CLASS] === 'true' ? `${metadata.name} (default)` : metadata.name;
}

function roleOf(binding: KubernetesObject): string {
  const { kind, name } = fieldsAt(binding, 'roleRef');
  return `${String(kind)}/${String(name)}`;
}

function countOf(field: string): (object: KubernetesObject) => number {
  return (object) => Object.keys(fieldsAt(object, field)).length;
}

/** As kubectl writes ages: `45s`, `12m`, `5h3m`, `17d`. */
function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [minutes, hours, days] = [seconds / 60, seconds / 3600, seconds / 86_400].map(Math.floor) as [
    number,
    number,
    number,
  ];
  if (seconds < 120) return `${seconds}s`;
  if (minutes < 180) return `${minutes}m`;
  if (hours < 48) return `${hours}h`;
  return `${days}d`;
}
