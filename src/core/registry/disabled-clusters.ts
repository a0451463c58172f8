import type { ClusterEntry } from './entry';
import { servingCluster, type LevelClusters, type LeveledCluster } from './resolve-cluster';

/**
 * The clusters that are switched off and would otherwise serve an environment: none where one that is switched on would
 * come first, several where their scopes match it equally well.
 * @param levels nearest first
 */
export function switchedOffFor(
  environment: string | undefined,
  levels: readonly LevelClusters[],
): readonly LeveledCluster[] {
  const configured = new Map</* switched on */ ClusterEntry, ClusterEntry>();
  const switchedOn = (entry: ClusterEntry): ClusterEntry => {
    const on = { ...entry, enabled: true };
    configured.set(on, entry);
    return on;
  };
  const all = levels.map(({ level, entries }) => ({ level, entries: entries.map(switchedOn) }));
  const serving = servingCluster(environment, all);
  switch (serving.kind) {
    case 'none':
      return [];
    case 'cluster':
      return off([serving.cluster], configured);
    case 'tie':
      return off(serving.clusters, configured);
  }
}

function off(
  clusters: readonly LeveledCluster[],
  configured: ReadonlyMap<ClusterEntry, ClusterEntry>,
): readonly LeveledCluster[] {
  return clusters.flatMap(({ level, entry }) => {
    const own = configured.get(entry);
    return own && !own.enabled ? [{ level, entry: own }] : [];
  });
}
