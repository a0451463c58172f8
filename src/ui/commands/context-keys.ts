import { isAttached, type ClusterEntry } from '../../core/registry/entry';
import { keptIn, type Row } from '../../core/tree/rows';
import { CAPABILITIES, capabilitiesOf, type Capability } from '../operation-capabilities';

/** What the conditions of commands in `package.json` ask for: whether there is anything that a command acts upon. */
export type ContextKey = (typeof CLUSTER_KEYS)[number] | 'eks.hasOperations' | `eks.operation.${Capability}`;

const CLUSTER_KEYS = [
  'eks.hasClusters',
  'eks.hasEksClusters',
  'eks.hasEnabledClusters',
  'eks.hasDisabledClusters',
] as const;

/** Every one of them. */
export const CONTEXT_KEYS: readonly ContextKey[] = [
  ...CLUSTER_KEYS,
  'eks.hasOperations',
  ...CAPABILITIES.map((capability) => `eks.operation.${capability}` as const),
];

/** Keeps VS Code's context keys in step with the rows of the view, whether or not the view is seen. */
export class ContextKeys {
  private set: ReadonlySet<ContextKey> | undefined;

  constructor(private readonly setContext: (key: ContextKey, value: boolean) => void) {}

  /** Tells VS Code what has changed; at first everything, since keys outlive an extension host that was restarted. */
  update(rows: readonly Row[]): void {
    const now = new Set(rows.flatMap(keysOf));
    for (const key of CONTEXT_KEYS)
      if (this.set?.has(key) !== now.has(key)) this.setContext(key, now.has(key));
    this.set = now;
  }
}

function keysOf(row: Row): readonly ContextKey[] {
  const operation = row.kind === 'operation' ? row.operation : keptIn(row);
  return [
    ...(row.kind === 'cluster' ? clusterKeysOf(row.entry) : []),
    ...(operation
      ? ([
          'eks.hasOperations',
          ...capabilitiesOf(operation).map((can) => `eks.operation.${can}` as const),
        ] as const)
      : []),
  ];
}

function clusterKeysOf(entry: ClusterEntry): readonly ContextKey[] {
  return [
    'eks.hasClusters',
    ...(isAttached(entry) ? [] : (['eks.hasEksClusters'] as const)),
    entry.enabled ? 'eks.hasEnabledClusters' : 'eks.hasDisabledClusters',
  ];
}
