import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import type { ClusterEntry } from '../../../src/core/registry/entry';
import type { LevelClusters } from '../../../src/core/registry/resolve-cluster';
import { disabledClustersFor } from '../../../src/core/registry/disabled-clusters';
import { disabledFirstText, warnNoCluster } from '../../../src/ui/commands/no-cluster-found';
import type { Action } from '../../../src/ui/notify';
import { ENTRY } from '../../fakes/entry';

const USER = { kind: 'user' } as const;
const FOLDER = { kind: 'folder', folder: 'file:///app', name: 'app' } as const;

const off = (name: string, environmentScope: string): ClusterEntry => ({
  ...{ ...ENTRY, name, environmentScope, enabled: false },
});
const on = (name: string, environmentScope: string): ClusterEntry => ({
  ...off(name, environmentScope),
  enabled: true,
});
const user = (...entries: ClusterEntry[]): LevelClusters => ({ level: USER, entries });

/** What is said, what is offered with it, and what is changed once the first offer is taken. */
async function told(...levels: LevelClusters[]) {
  const said: string[] = [];
  const changed: string[] = [];
  let offers: readonly Action[] = [];
  warnNoCluster('production', levels, {
    notifier: {
      info: (text) => said.push(text),
      warning: (text, ...actions) => {
        said.push([text].flat().join(' '));
        offers = actions;
      },
    },
    workspace: {
      change: (level, { name }, change) => {
        changed.push(`${level.kind} ${name} ${JSON.stringify(change)}`);
        return Promise.resolve();
      },
    },
  });
  await offers[0]?.run();
  return { said, changed, offers: offers.map(({ title }) => title) };
}

describe('Where no cluster serves an environment', () => {
  it('and no scope matches it, that is said', async () => {
    const { said, offers } = await told(user(on('shop', 'staging')));
    deepStrictEqual(
      [said, offers],
      [['No cluster serves the environment production here: no scope matches it.'], []],
    );
  });

  it('because the only one is disabled, that is said, and it can be enabled', async () => {
    const { said, changed, offers } = await told(user(off('shop', '*')));
    deepStrictEqual(said, [
      'No cluster here serves the environment production: the scope * of shop matches it, but shop is disabled.',
      'Cluster shop is enabled.',
    ]);
    deepStrictEqual([changed, offers], [['user shop {"enabled":true}'], ['Enable']]);
  });

  it('because several are disabled that match it equally well, each can be enabled', async () => {
    const { said, offers } = await told(user(off('shop', 'prod*'), off('store', '*tion')));
    match(said[0] ?? '', /disabled: shop \(prod\*\), store \(\*tion\)\.$/);
    deepStrictEqual(offers, ['Enable shop', 'Enable store']);
  });
});

describe('A disabled cluster', () => {
  it('is told of where it would come first, by closeness or by scope', () => {
    const nearer = { level: FOLDER, entries: [off('near', '*')] };
    match(
      disabledFirstText('production', [nearer, user(on('far', 'production'))]) ?? '',
      /^near, with the scope \*/,
    );
    match(
      disabledFirstText('production', [user(on('any', '*'), off('exact', 'production'))]) ?? '',
      /^exact/,
    );
  });

  it('is not told of where another would serve the environment in any case', () => {
    strictEqual(
      disabledFirstText('production', [user(on('exact', 'production'), off('any', '*'))]),
      undefined,
    );
  });

  it('is itself, as it is configured', () => {
    const entry = off('shop', '*');
    deepStrictEqual(disabledClustersFor(undefined, [user(entry)]), [{ level: USER, entry }]);
  });
});
