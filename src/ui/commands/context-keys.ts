import { isAttached, type ClusterEntry } from '../../core/registry/entry';
import { keptIn, type Row } from '../../core/tree/rows';
import { capabilitiesOf } from '../operation-capabilities';
import { ROW_CONTEXT_KEYS, type RowContextKey } from './context-key';

/** Keeps VS Code's context keys in step with the rows of the view, whether or not the view is seen. */
export class ContextKeys {
  private set: ReadonlySet<RowContextKey> | undefined;

  constructor(private readonly setContext: (key: RowContextKey, value: boolean) => void) {}

  /** Sets the keys that changed; at first all, since keys survive a restart of the extension host. */
  update(rows: readonly Row[]): void {
    const now = new Set(rows.flatMap(keysOf));
    for (const key of ROW_CONTEXT_KEYS)
      if (this.set?.has(key) !== now.has(key)) this.setContext(key, now.has(key));
    this.set = now;
  }
}

function keysOf(row: Row): readonly RowContextKey[] {
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

function clusterKeysOf(entry: ClusterEntry): readonly RowContextKey[] {
  return [
    'eks.hasClusters',
    ...(isAttached(entry) ? [] : (['eks.hasEksClusters'] as const)),
    entry.enabled ? 'eks.hasEnabledClusters' : 'eks.hasDisabledClusters',
  ];
}
