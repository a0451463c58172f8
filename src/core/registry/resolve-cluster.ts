import type { ClusterEntry } from './entry';
import { matches, specificity } from './environment-scope';
import type { Level } from './target';

/** One level's clusters. */
export interface LevelClusters {
  readonly level: Level;
  readonly entries: readonly ClusterEntry[];
}

export interface LeveledCluster {
  readonly level: Level;
  readonly entry: ClusterEntry;
}

export type Resolution =
  | { readonly kind: 'cluster'; readonly cluster: LeveledCluster }
  /** Equally close and equally specific: to choose one would be to toss a coin. */
  | { readonly kind: 'ambiguous'; readonly clusters: readonly LeveledCluster[] }
  | { readonly kind: 'none' };

const SPECIFICITIES = ['exact', 'pattern', 'any'] as const;

/**
 * Which cluster an environment is deployed to, by the original's precedence: the nearest level that has any cluster for
 * it, and there an exact scope before a pattern before `*`. Clusters that are switched off do not count.
 * @param environment `undefined`: none is named, and only clusters for every environment serve that
 * @param levels nearest first
 */
export function resolveCluster(
  environment: string | undefined,
  levels: readonly LevelClusters[],
): Resolution {
  const serves = ({ enabled, environmentScope: scope }: ClusterEntry) =>
    enabled && (environment === undefined ? specificity(scope) === 'any' : matches(scope, environment));
  for (const { level, entries } of levels) {
    const candidates = entries.filter(serves);
    for (const rank of SPECIFICITIES) {
      const clusters = candidates
        .filter(({ environmentScope }) => specificity(environmentScope) === rank)
        .map((entry) => ({ level, entry }));
      const [cluster] = clusters;
      if (cluster)
        return clusters.length === 1 ? { kind: 'cluster', cluster } : { kind: 'ambiguous', clusters };
    }
  }
  return { kind: 'none' };
}

/**
 * The levels that count for a folder: its own, its workspace's, the user's.
 * @param folder its URI; `undefined` where none is open
 */
export function levelsOf<L extends LevelClusters>(
  folder: string | undefined,
  levels: readonly L[],
): readonly L[] {
  return levels.filter(({ level }) => level.kind !== 'folder' || level.folder === folder);
}
