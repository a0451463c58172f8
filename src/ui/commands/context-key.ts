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
export type ContextKey = (typeof CLUSTER_KEYS)[number] | 'eks.hasOperations' | `eks.operation.${Capability}`;

const CLUSTER_KEYS = [
  'eks.hasClusters',
  'eks.hasEksClusters',
  'eks.hasEnabledClusters',
  'eks.hasDisabledClusters',
] as const;

/** All context keys. */
export const CONTEXT_KEYS: readonly ContextKey[] = [
  ...CLUSTER_KEYS,
  'eks.hasOperations',
  ...CAPABILITIES.map((capability) => `eks.operation.${capability}` as const),
];
