import type { ClusterEntry } from './entry';
import { resolveCluster, type LevelClusters, type LeveledCluster } from './resolve-cluster';

/**
 * The clusters that are switched off and would otherwise serve an environment: none where one that is switched on would
 * come first, several where their scopes match it equally well.
 * @param levels nearest first
 */
export function disabledClustersFor(
  environment: string | undefined,
  levels: readonly LevelClusters[],
): readonly LeveledCluster[] {
  const originals = new Map</* switched on */ ClusterEntry, ClusterEntry>();
  const asEnabled = (entry: ClusterEntry): ClusterEntry => {
    const on = { ...entry, enabled: true };
    originals.set(on, entry);
    return on;
  };
  const all = levels.map(({ level, entries }) => ({ level, entries: entries.map(asEnabled) }));
  const resolution = resolveCluster(environment, all);
  switch (resolution.kind) {
    case 'none':
      return [];
    case 'cluster':
      return disabledAmong([resolution.cluster], originals);
    case 'ambiguous':
      return disabledAmong(resolution.clusters, originals);
  }
}

function disabledAmong(
  clusters: readonly LeveledCluster[],
  configured: ReadonlyMap<ClusterEntry, ClusterEntry>,
): readonly LeveledCluster[] {
  return clusters.flatMap(({ level, entry }) => {
    const own = configured.get(entry);
    return own && !own.enabled ? [{ level, entry: own }] : [];
  });
}
