import { clusterId, type ClusterEntry } from './entry';
import { groupedBy, PatternIndex } from './pattern-index';
import { covers, overlap, specificity } from './environment-scope';
import { levelsOf, type LevelClusters } from './resolve-cluster';
import { isSameLevel, type Level } from './target';

/** What the other clusters leave of a cluster's environment scope. */
export type ScopeConflict =
  | { readonly kind: 'none' }
  | { readonly kind: 'disabled' }
  /** Another cluster of the level has some of its environments with equal right. */
  | { readonly kind: 'ambiguous'; readonly other: ClusterEntry }
  /** A nearer level has a cluster for every environment of its scope. */
  | { readonly kind: 'shadowed'; readonly by: ClusterEntry };

/**
 * Looks at the scopes of a window, where there may be thousands: each level is gone through once.
 * @param levels all of them, nearest first
 * @param folders URIs of the folders that are open: a cluster is shadowed only where it is in each
 */
export function scopeConflicts(
  levels: readonly LevelClusters[],
  folders: readonly string[],
): (entry: ClusterEntry, level: Level) => ScopeConflict {
  const scopes = levels.map((level) => new LevelScopes(level));
  return (entry, level) => {
    if (!entry.enabled) return { kind: 'disabled' };
    const own = scopes.find((candidate) => candidate.level === level || isSameLevel(candidate.level, level));
    const other = own?.conflictingWith(entry);
    if (!own || other) return other ? { kind: 'ambiguous', other } : { kind: 'none' };
    const shadows = (level.kind === 'folder' ? [level.folder] : folders).map((folder) =>
      shadowedBy(entry, own, levelsOf(folder, scopes)),
    );
    const [by] = shadows;
    const isShadowed = by && shadows.every((shadow) => shadow !== undefined);
    return isShadowed ? { kind: 'shadowed', by } : { kind: 'none' };
  };
}

function shadowedBy(entry: ClusterEntry, own: LevelScopes, scopes: readonly LevelScopes[]) {
  const nearer = scopes.slice(0, scopes.indexOf(own)).map((candidate) => candidate.coveredBy(entry));
  return nearer.find((cover) => cover !== undefined);
}

/** The clusters of a level that are switched on, by their scopes. */
class LevelScopes implements LevelClusters {
  readonly level: Level;
  readonly entries: readonly ClusterEntry[];
  private readonly byScope: ReadonlyMap<string, readonly ClusterEntry[]>;
  private readonly patterns: PatternIndex;

  constructor({ level, entries }: LevelClusters) {
    this.level = level;
    this.entries = entries.filter(({ enabled }) => enabled);
    this.byScope = groupedBy(this.entries, ({ environmentScope }) => environmentScope);
    this.patterns = new PatternIndex(
      this.entries.filter(({ environmentScope }) => specificity(environmentScope) === 'pattern'),
    );
  }

  conflictingWith(entry: ClusterEntry): ClusterEntry | undefined {
    const { environmentScope: scope } = entry;
    const isOther = (candidate: ClusterEntry) => clusterId(candidate) !== clusterId(entry);
    const same = this.byScope.get(scope)?.find(isOther);
    if (same || specificity(scope) !== 'pattern') return same;
    for (const candidate of this.patterns.candidatesFor(scope)) {
      if (isOther(candidate) && overlap(candidate.environmentScope, scope)) return candidate;
    }
    return undefined;
  }

  coveredBy({ environmentScope: scope }: ClusterEntry): ClusterEntry | undefined {
    const certain = this.byScope.get(scope)?.[0] ?? this.byScope.get('*')?.[0];
    if (certain) return certain;
    for (const candidate of this.patterns.candidatesFor(scope)) {
      if (covers(candidate.environmentScope, scope)) return candidate;
    }
    return undefined;
  }
}
