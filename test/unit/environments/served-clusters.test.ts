import { deepStrictEqual } from 'node:assert/strict';
import { clustersServing } from '../../../src/core/environments/served-clusters';
import type { EksEntry } from '../../../src/core/registry/entry';
import type { Level } from '../../../src/core/registry/target';
import { ENTRY } from '../../fakes/entry';

const USER: Level = { kind: 'user' };
const FOLDER: Level = { kind: 'folder', folder: 'file:///app', name: 'app' };
const OTHER: Level = { kind: 'folder', folder: 'file:///other', name: 'other' };
const cluster = (name: string, environmentScope = '*', enabled = true): EksEntry => ({
  ...ENTRY,
  ...{ name, environmentScope, enabled },
});
const serving = (
  levels: readonly { readonly level: Level; readonly entries: readonly EksEntry[] }[],
  named: { environment: string; namespace: string }[] = [],
) =>
  clustersServing('file:///app', levels, named).map(({ entry, named }) => [
    entry.name,
    ...named.map(({ namespace }) => namespace),
  ]);

describe('The clusters that serve a folder', () => {
  it('are those of its own level and of the levels above, and not those of another folder', () => {
    const levels = [
      { level: FOLDER, entries: [cluster('own', 'review/*')] },
      { level: OTHER, entries: [cluster('other')] },
      { level: USER, entries: [cluster('mine')] },
    ];
    deepStrictEqual(serving(levels), [['own'], ['mine']]);
  });

  it('are none that are disabled, or that serve no environment of it', () => {
    const levels = [
      { level: FOLDER, entries: [cluster('own'), cluster('off', 'staging', false)] },
      { level: USER, entries: [cluster('shadowed')] },
    ];
    deepStrictEqual(serving(levels), [['own']]);
  });

  it('are each asked once, wherever they are configured', () => {
    const levels = [
      { level: FOLDER, entries: [cluster('own', 'review/*')] },
      { level: USER, entries: [cluster('own', '*')] },
    ];
    deepStrictEqual(serving(levels), [['own']]);
  });

  it('have the namespaces of the environments that they serve', () => {
    const levels = [{ level: USER, entries: [cluster('live', 'production'), cluster('all')] }];
    const named = [
      { environment: 'production', namespace: 'shop' },
      { environment: 'review/*', namespace: 'reviews' },
    ];
    deepStrictEqual(serving(levels, named), [
      ['live', 'shop'],
      ['all', 'reviews'],
    ]);
  });
});
