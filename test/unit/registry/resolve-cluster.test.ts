import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { ClusterEntry } from '../../../src/core/registry/entry';
import { scopeConflicts } from '../../../src/core/registry/scope-conflict';
import { levelsOf, resolveCluster, type LevelClusters } from '../../../src/core/registry/resolve-cluster';
import type { Level } from '../../../src/core/registry/target';
import { ATTACHED, ENTRY } from '../../fakes/entry';

const APP: Level = { kind: 'folder', folder: 'file:///app', name: 'app' };
const DOCS: Level = { kind: 'folder', folder: 'file:///docs', name: 'docs' };
const WORKSPACE: Level = { kind: 'workspace', workspace: 'file:///all.code-workspace' };
const USER: Level = { kind: 'user' };

/** A cluster called like its scope. */
function cluster(environmentScope: string, more: Partial<ClusterEntry> = {}): ClusterEntry {
  return { ...ENTRY, name: environmentScope, environmentScope, ...more };
}

function at(level: Level, ...entries: ClusterEntry[]): LevelClusters {
  return { level, entries };
}

/** The level and name of the cluster that serves it, as one text. */
function serves(environment: string | undefined, ...levels: LevelClusters[]): string {
  const serving = resolveCluster(environment, levels);
  switch (serving.kind) {
    case 'none':
      return 'none';
    case 'ambiguous':
      return `tie of ${serving.clusters.map(({ entry }) => entry.name).join(' and ')}`;
    case 'cluster':
      return `${serving.cluster.level.kind}: ${serving.cluster.entry.name}`;
  }
}

// Acceptance case H of the original: spec/models/concerns/deployment_platform_spec.rb, restated. Its project is our
// folder, its groups are our workspace, its instance is our user. It has nested groups, and management projects that
// come first; VS Code has one workspace above a folder and nothing like the latter. Its feature flag is our Restricted
// Mode, in which no level is read at all.
describe('Which cluster serves an environment (H)', () => {
  it('the one whose scope is exactly it', () =>
    strictEqual(serves('production', at(APP, cluster('*'), cluster('production'))), 'folder: production'));

  it('the one whose pattern matches it', () =>
    strictEqual(serves('review/name', at(APP, cluster('*'), cluster('review/*'))), 'folder: review/*'));

  it('the default one where no other scope matches', () =>
    strictEqual(serves('test', at(APP, cluster('*'), cluster('review/*'))), 'folder: *'));

  it('none, where a scope is not matched and there is no default', () =>
    strictEqual(serves('test', at(APP, cluster('review/*'))), 'none'));

  it('takes an underscore for itself', () => {
    strictEqual(serves('foo/bar', at(APP, cluster('*'), cluster('foo_bar/*'))), 'folder: *');
    strictEqual(serves('foo_bar/x', at(APP, cluster('*'), cluster('foo_bar/*'))), 'folder: foo_bar/*');
  });

  it('takes a percent sign for itself', () =>
    strictEqual(serves('foo/bar', at(APP, cluster('*'), cluster('foo%bar/*'))), 'folder: *'));

  it('the exact one rather than a pattern', () => {
    const entries = [cluster('*'), cluster('review/*'), cluster('review/name')];
    strictEqual(serves('review/name', at(APP, ...entries)), 'folder: review/name');
    strictEqual(serves('review/name', at(APP, ...entries.toReversed())), 'folder: review/name');
  });

  it('either of two, each with its own environments', () => {
    const levels = at(APP, cluster('staging/*'), cluster('test/*'));
    strictEqual(serves('staging/1', levels), 'folder: staging/*');
    strictEqual(serves('test/1', levels), 'folder: test/*');
  });

  it('the folder’s rather than the workspace’s', () =>
    strictEqual(serves('production', at(APP, cluster('*')), at(WORKSPACE, cluster('*'))), 'folder: *'));

  it('the workspace’s where the folder has none, and the user’s last', () => {
    strictEqual(serves('x', at(APP), at(WORKSPACE, cluster('*')), at(USER, cluster('*'))), 'workspace: *');
    strictEqual(serves('x', at(APP), at(WORKSPACE), at(USER, cluster('*'))), 'user: *');
  });

  it('a pattern that is nearer rather than an exact scope that is farther', () => {
    const levels = [at(APP, cluster('review/*')), at(WORKSPACE, cluster('review/name'))];
    strictEqual(serves('review/name', ...levels), 'folder: review/*');
  });

  it('the next one where the nearest is switched off', () => {
    const off = cluster('*', { enabled: false });
    strictEqual(serves('x', at(APP, off), at(WORKSPACE, off), at(USER, cluster('*'))), 'user: *');
    strictEqual(serves('x', at(APP, off)), 'none');
  });

  it('none where there is none at all', () => strictEqual(serves('production'), 'none'));

  it('only a default one where no environment is named', () => {
    strictEqual(serves(undefined, at(APP, cluster('production')), at(USER, cluster('*'))), 'user: *');
    strictEqual(serves(undefined, at(APP, cluster('production'))), 'none');
  });

  it('neither of two with equal right, never one by chance', () => {
    const two = [cluster('review/*'), cluster('*/one')];
    strictEqual(serves('review/one', at(APP, ...two)), 'tie of review/* and */one');
    strictEqual(
      serves('review/one', at(APP, cluster('a*', { environmentScope: '*' }), cluster('*'))),
      'tie of a* and *',
    );
  });

  it('an attached one like any other', () =>
    strictEqual(serves('x', at(APP, ATTACHED)), 'folder: on-premises'));

  it('none of another folder’s', () => {
    const levels = [at(APP, cluster('*')), at(DOCS, cluster('docs')), at(WORKSPACE), at(USER)];
    deepStrictEqual(
      levelsOf(DOCS.folder, levels).map(({ level }) => level),
      [DOCS, WORKSPACE, USER],
    );
    strictEqual(serves('x', ...levelsOf(DOCS.folder, levels)), 'none');
  });
});

describe('What the others leave of a scope', () => {
  const finding = (entry: ClusterEntry, level: Level, levels: readonly LevelClusters[]) => {
    const found = scopeConflicts(levels, [APP.folder, DOCS.folder])(entry, level);
    switch (found.kind) {
      case 'ambiguous':
        return `tie with ${found.other.name}`;
      case 'shadowed':
        return `shadowed by ${found.by.name}`;
      case 'none':
      case 'disabled':
        return found.kind;
    }
  };

  it('all of it, where scopes are apart, or of different right', () => {
    const entries = [cluster('*'), cluster('review/*'), cluster('review/one')];
    for (const entry of entries) strictEqual(finding(entry, APP, [at(APP, ...entries)]), 'none');
  });

  it('a tie, where one environment could be either’s', () => {
    const [a, b] = [cluster('review/*'), cluster('*/one')];
    strictEqual(finding(a, APP, [at(APP, a, b)]), 'tie with */one');
    strictEqual(finding(b, APP, [at(APP, a, b)]), 'tie with review/*');
    strictEqual(finding(a, APP, [at(APP, a, { ...b, enabled: false })]), 'none');
  });

  it('nothing, where a nearer level has all of its environments in every folder', () => {
    const [near, far] = [cluster('*'), cluster('production')];
    const levels = [at(APP, near), at(DOCS), at(USER, far)];
    strictEqual(finding(far, USER, levels), 'none');
    strictEqual(finding(far, USER, [at(APP, near), at(DOCS, near), at(USER, far)]), 'shadowed by *');
    strictEqual(finding(far, USER, [at(APP), at(DOCS), at(WORKSPACE, near), at(USER, far)]), 'shadowed by *');
  });

  it('nothing to be said of one that is off', () =>
    strictEqual(finding(cluster('*', { enabled: false }), APP, [at(APP, cluster('*'))]), 'disabled'));
});
