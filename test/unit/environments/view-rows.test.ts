import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { groupEnvironments } from '../../../src/core/environments/grouping/group';
import type { EnvironmentRow } from '../../../src/core/environments/environment-rows';
import { overviewOf } from '../../../src/core/environments/overview';
import type { ServingView } from '../../../src/core/environments/project-environments';
import { failingIn, viewRows } from '../../../src/core/environments/view-rows';
import { UserError } from '../../../src/core/errors/user-error';
import { KubernetesError } from '../../../src/core/ports/kubernetes';
import { clusterId } from '../../../src/core/registry/entry';
import { ENTRY } from '../../fakes/entry';
import { crashLoop, deployment, index, NONE_READY, NOW, pod, replicaSet } from './recorded';

const STOPPED = [
  deployment({ replicas: 0, updatedReplicas: 0, readyReplicas: 0, availableReplicas: 0 }, { replicas: 0 }),
];
const FAILING = [deployment(NONE_READY), replicaSet(), pod({ state: crashLoop({}) })];

function watching(
  environments: Readonly<Record<string, readonly unknown[]>>,
  parts: Partial<ServingView> = {},
) {
  const overviews = Object.entries(environments).flatMap(([environment, objects]) => {
    const found = index(objects);
    const shown = { name: 'shop', environment, shows: { kind: 'everything' }, known: [] } as const;
    return groupEnvironments(shown, found).map((group) => ({
      ...overviewOf(group, found, { now: NOW }),
      ...{ cluster: ENTRY, refused: [] },
    }));
  });
  return { entry: ENTRY, kind: 'watching', isLoaded: true, overviews, troubles: [], ...parts } as ServingView;
}

const project = (clusters: readonly ServingView[], name = 'app') => ({
  ...{ folder: `file:///${name}`, name, problems: [], clusters },
});
const texts = (rows: readonly EnvironmentRow[]) => rows.map(({ kind, label }) => `${kind} ${label}`);

describe('The rows of the view Environments', () => {
  it('are none where a welcome says more', () => {
    deepStrictEqual(
      [viewRows([]), viewRows([project([])]), viewRows([project([watching({})])])],
      [[], [], []],
    );
    deepStrictEqual(viewRows([project([], 'a'), project([], 'b')]), []);
  });

  it('are the environments, then folders, then what is stopped', () => {
    const clusters = [watching({ staging: STOPPED, 'review/a': [deployment()], production: [deployment()] })];
    deepStrictEqual(texts(viewRows([project(clusters)])), [
      'environment production',
      'folder review/',
      'folder stopped/',
    ]);
  });

  it('are under their folder where several are open', () => {
    const rows = viewRows([project([watching({ production: [deployment()] })], 'a'), project([], 'b')]);
    deepStrictEqual(texts(rows), ['project a', 'project b']);
    deepStrictEqual(
      rows.map(({ children }) => texts(children)),
      [['environment production'], ['nothing No cluster serves this folder.']],
    );
  });

  it('say which cluster is asked for the first time', () => {
    const rows = viewRows([project([{ entry: ENTRY, kind: 'connecting' }])]);
    deepStrictEqual(texts(rows), ['loading Loading from cluster demo']);
  });

  it('say why a cluster cannot be asked, and ask it again', () => {
    const error = new UserError(
      'cluster-unreachable',
      'The cluster does not answer.',
      'Look whether it runs.',
    );
    const [row] = viewRows([project([{ entry: ENTRY, kind: 'failed', error }])]);
    deepStrictEqual([row?.kind, row?.label, row?.retry], ['error', 'Cluster demo', clusterId(ENTRY)]);
    strictEqual(row?.sentence, 'Cluster demo: The cluster does not answer. Look whether it runs.');
  });

  it('keep what was seen of a cluster that no longer answers', () => {
    const error = new KubernetesError('unreachable', 'connect ETIMEDOUT');
    const trouble = { kind: 'outdated', resource: 'pods', namespace: 'shop', error } as const;
    const rows = viewRows([project([watching({ production: [deployment()] }, { troubles: [trouble] })])]);
    deepStrictEqual(texts(rows), ['error Cluster demo', 'environment production']);
    match(rows[0]?.description ?? '', /^Not up to date\. /);
  });

  it('say what may not be listed where nothing is found for that', () => {
    const error = new KubernetesError('forbidden', 'no');
    const trouble = { kind: 'refused', resource: 'deployments', error } as const;
    const [row] = viewRows([project([watching({}, { troubles: [trouble] })])]);
    match(
      row?.description ?? '',
      /^You are not allowed to list deployments in all namespaces of cluster demo\.$/,
    );
    deepStrictEqual(
      texts(viewRows([project([watching({ production: [deployment()] }, { troubles: [trouble] })])])),
      ['environment production'],
    );
  });

  it('have IDs of their own', () => {
    const clusters = [watching({ stopped: [deployment()], 'stopped/a': [deployment()], b: STOPPED })];
    const all = (rows: readonly EnvironmentRow[]): readonly string[] =>
      rows.flatMap(({ id, children }) => [id, ...all(children)]);
    const ids = all(viewRows([project(clusters, 'a'), project(clusters, 'b')]));
    strictEqual(new Set(ids).size, ids.length);
  });

  it('count those that fail', () => {
    strictEqual(failingIn([project([watching({ production: FAILING, staging: [deployment()] })])]), 1);
  });
});
