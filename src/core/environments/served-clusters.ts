import { clusterId, type ClusterEntry } from '../registry/entry';
import { levelsOf, resolveCluster, type LevelClusters } from '../registry/resolve-cluster';
import { scopeConflicts } from '../registry/scope-conflict';
import type { NamedNamespace } from './deploy-settings';

/** A cluster that serves a folder, with the namespaces in it that the folder's settings name. */
export interface ServingCluster {
  readonly entry: ClusterEntry;
  readonly named: readonly NamedNamespace[];
}

/**
 * The clusters that serve any environment of a folder, each once, nearest level first.
 * @param levels all of the window, nearest first
 * @param folder its URI
 */
export function clustersServing(
  folder: string,
  levels: readonly LevelClusters[],
  named: readonly NamedNamespace[],
): readonly ServingCluster[] {
  const own = levelsOf(folder, levels);
  const conflictOf = scopeConflicts(own, [folder]);
  const found = new Map<string, ClusterEntry>();
  for (const { level, entries } of own)
    for (const entry of entries) {
      const { kind } = conflictOf(entry, level);
      const id = clusterId(entry);
      if (kind !== 'disabled' && kind !== 'shadowed' && !found.has(id)) found.set(id, entry);
    }
  const placed = named.map((each) => ({ each, ids: servingIds(each.environment, own) }));
  return [...found].map(([id, entry]) => ({
    entry,
    named: placed.filter(({ ids }) => ids.includes(id)).map(({ each }) => each),
  }));
}

/** Of several with equal right, all: the namespace is in one of them. */
function servingIds(environment: string, levels: readonly LevelClusters[]): readonly string[] {
  const resolution = resolveCluster(environment, levels);
  switch (resolution.kind) {
    case 'cluster':
      return [clusterId(resolution.cluster.entry)];
    case 'ambiguous':
      return resolution.clusters.map(({ entry }) => clusterId(entry));
    case 'none':
      return [];
  }
}
