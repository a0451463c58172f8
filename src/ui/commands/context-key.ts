/** What can be done with an operation: words of its row's `contextValue`, for the `when` clauses of menus. */
const CAPABILITIES = [
  'cancelable',
  'attachable',
  'retryable',
  'deletable',
  'keepable',
  'forgettable',
] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** The context keys in `package.json`: whether there is anything that a command can act on. */
export type ContextKey = RowContextKey | PodContextKey | DeployContextKey;

/** Those that follow from the rows of the view *Clusters*. */
export type RowContextKey =
  (typeof CLUSTER_KEYS)[number] | 'eks.hasOperations' | `eks.operation.${Capability}`;

/** Those about what runs from a pod into this window. */
export type PodContextKey = (typeof POD_KEYS)[number];

/** Those about deployments of this window. */
export type DeployContextKey = (typeof DEPLOY_KEYS)[number];

const CLUSTER_KEYS = [
  'eks.hasClusters',
  'eks.hasEksClusters',
  'eks.hasEnabledClusters',
  'eks.hasDisabledClusters',
] as const;

const POD_KEYS = ['eks.hasFollowedLogs', 'eks.hasForwards'] as const;
const DEPLOY_KEYS = ['eks.hasDeployments'] as const;

export const ROW_CONTEXT_KEYS: readonly RowContextKey[] = [
  ...CLUSTER_KEYS,
  'eks.hasOperations',
  ...CAPABILITIES.map((capability) => `eks.operation.${capability}` as const),
];

/** All context keys. */
export const CONTEXT_KEYS: readonly ContextKey[] = [...ROW_CONTEXT_KEYS, ...POD_KEYS, ...DEPLOY_KEYS];
