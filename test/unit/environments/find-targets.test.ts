import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { contentsOf, type EnvironmentTarget } from '../../../src/core/environments/environment-target';
import {
  nearestTarget,
  overviewsOf,
  targetsIn,
  targetsWithin,
} from '../../../src/core/environments/find-targets';
import { groupEnvironments } from '../../../src/core/environments/grouping/group';
import { overviewOf } from '../../../src/core/environments/overview';
import { ENTRY } from '../../fakes/entry';
import { deployment, index, NOW, pod, replicaSet } from './recorded';

const found = index([deployment(), replicaSet(), pod(), pod({ name: 'web-v1-b' })]);
const shown = { name: 'shop', environment: 'production', shows: { kind: 'everything' }, known: [] } as const;
const overviews = groupEnvironments(shown, found).map((group) => ({
  ...overviewOf(group, found, { now: NOW }),
  ...{ cluster: ENTRY, refused: [] },
}));
const projects = [
  {
    ...{ folder: 'file:///app', name: 'app', problems: [] },
    clusters: [{ entry: ENTRY, kind: 'watching', isLoaded: true, overviews, troubles: [] } as const],
  },
];
const place = { folder: 'file:///app', cluster: ENTRY, namespace: 'shop', environment: 'production' };
const environment: EnvironmentTarget = { ...place, kind: 'environment' };
const app: EnvironmentTarget = { ...place, kind: 'app', app: 'web' };
const names = (targets: readonly EnvironmentTarget[]) =>
  targets.map((target) => (target.kind === 'pod' ? target.pod.name : target.kind));

describe('The target of a command', () => {
  it('is its row, or the nearest one above that the command acts on', () => {
    const [first] = targetsIn(projects, ['pod']);
    strictEqual(first && nearestTarget(first, ['pod', 'app']), first);
    deepStrictEqual(first && nearestTarget(first, ['app', 'environment']), app);
    deepStrictEqual(nearestTarget(app, ['environment']), environment);
    strictEqual(nearestTarget(environment, ['app', 'pod']), undefined);
  });

  it('is one of those within its row otherwise', () => {
    deepStrictEqual(targetsWithin(environment, projects, ['app']), [app]);
    deepStrictEqual(names(targetsWithin(app, projects, ['pod'])), ['web-v1-a', 'web-v1-b']);
    deepStrictEqual(targetsWithin({ ...environment, environment: 'gone' }, projects, ['app']), []);
  });

  it('is one of all from the palette: environments before what is in them', () => {
    deepStrictEqual(targetsIn(projects, ['environment', 'app', 'pod']), [environment]);
    deepStrictEqual(targetsIn(projects, ['app', 'pod']), [app]);
  });

  it('is gone with its object', () => {
    const all = overviewsOf(projects);
    strictEqual(contentsOf(environment, all)?.pods.length, 2);
    strictEqual(
      contentsOf({ ...place, kind: 'pod', app: 'web', pod: { name: 'x', uid: 'x' } }, all),
      undefined,
    );
    strictEqual(contentsOf({ ...environment, namespace: 'other' }, all), undefined);
  });
});
