import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { environmentNames, type Project } from '../../../src/core/cluster/environment-names';
import { ClusterEnvironments } from '../../../src/core/environments/cluster-environments';
import { KubernetesError } from '../../../src/core/ports/kubernetes';
import type { ClusterEntry } from '../../../src/core/registry/entry';
import { ENTRY } from '../../fakes/entry';
import { FakeStreams } from '../../fakes/cluster-streams';
import { FakeWatcher } from '../../fakes/watcher';
import { crashLoop, deployment, NONE_READY, NOW, pod, replicaSet } from './recorded';

const PROJECT: Project = { name: 'shop', origin: 'https://gitlab.example/group/shop.git' };
const OTHER: Project = { name: 'shop', origin: 'https://gitlab.example/other/shop.git' };

const namespaceFor = (project: Project, environment?: string) => ({
  metadata: {
    name: environmentNames(project, environment).namespace,
    labels: { 'app.kubernetes.io/managed-by': 'eks-clusters', 'eks-clusters/app': 'shop' },
    ...(environment === undefined ? {} : { annotations: { 'eks-clusters/environment': environment } }),
  },
});
const production = environmentNames(PROJECT, 'production').namespace;
const gitlab = (app: string) => ({
  annotations: { 'app.gitlab.com/app': app, 'app.gitlab.com/env': 'staging' },
});

describe('The environments of a project in a cluster', () => {
  let watcher: FakeWatcher;
  let streams: FakeStreams;
  let changes: number;
  let now: number;
  const look = (entry: ClusterEntry = ENTRY, named: { environment: string; namespace: string }[] = []) =>
    new ClusterEnvironments({
      ...{ watcher, entry, named, project: PROJECT, streams: () => Promise.resolve(streams) },
      clock: { now: () => now },
      changed: () => changes++,
    });
  const namesIn = (environments: ClusterEnvironments) =>
    environments.view.overviews.map(({ group }) => group.name);

  beforeEach(() => {
    watcher = new FakeWatcher();
    streams = new FakeStreams();
    changes = 0;
    now = NOW;
  });

  it('are in the namespaces that were made for it, and in no other project’s', () => {
    watcher.set('namespaces', [namespaceFor(PROJECT, 'production'), namespaceFor(OTHER, 'production')]);
    watcher.set(`deployments in ${production}`, [deployment()]);
    const environments = look();
    deepStrictEqual(namesIn(environments), ['production']);
    ok(!watcher.paths.includes(`pods in ${environmentNames(OTHER, 'production').namespace}`));
  });

  it('appear with a namespace that is made, and go with it', () => {
    const environments = look();
    deepStrictEqual(namesIn(environments), []);
    watcher.set(`deployments in ${production}`, [deployment()]);
    watcher.set('namespaces', [namespaceFor(PROJECT, 'production')]);
    deepStrictEqual(namesIn(environments), ['production']);
    watcher.set('namespaces', []);
    deepStrictEqual(namesIn(environments), []);
    ok(!watcher.paths.includes(`pods in ${production}`));
    strictEqual(changes, 2);
  });

  it('are in a namespace that the settings name, with all that runs there', () => {
    watcher.set('deployments in team', [deployment()]);
    const environments = look({ ...ENTRY, managed: false }, [{ environment: 'staging', namespace: 'team' }]);
    deepStrictEqual(namesIn(environments), ['staging']);
    ok(!watcher.paths.includes('namespaces'));
  });

  it('are watched with the whole cluster where their namespaces are many, with the same result', () => {
    const named = Array.from({ length: 9 }, (_, index) => ({
      ...{ environment: `review/${index}`, namespace: `review-${index}` },
    }));
    const inNamespace = ({ namespace }: { namespace: string }) => deployment({}, {}, { namespace });
    watcher.set('deployments', named.map(inNamespace));
    const environments = look(ENTRY, named);
    deepStrictEqual(
      namesIn(environments),
      named.map(({ environment }) => environment),
    );
    ok(!watcher.paths.some((path) => path.includes(' in ')));
    environments.dispose();
    strictEqual(watcher.paths.length, 0);
    for (const each of named.slice(1)) watcher.set(`deployments in ${each.namespace}`, [inNamespace(each)]);
    deepStrictEqual(namesIn(look(ENTRY, named.slice(1))).length, 8);
    ok(watcher.paths.includes('pods in review-1'));
    ok(!watcher.paths.includes('pods'));
  });

  it('are told apart by what runs in a namespace that a pattern is for', () => {
    watcher.set('deployments in team', [deployment()]);
    deepStrictEqual(namesIn(look(ENTRY, [{ environment: 'review/*', namespace: 'team' }])), ['web']);
  });

  it('are what GitLab deployed for it elsewhere, and nothing else there', () => {
    const other = deployment({}, {}, { name: 'other', uid: 'other', ...gitlab('other-shop') });
    const own = deployment({}, {}, gitlab('group-shop'));
    watcher.set('deployments', [own, other]);
    watcher.set('deployments in shop', [own, other]);
    const environments = look();
    const [overview, ...rest] = environments.view.overviews;
    deepStrictEqual([overview?.group.name, rest], ['staging', []]);
    deepStrictEqual(
      overview?.apps.map(({ app }) => app.workloads.map(({ name }) => name)),
      [['web']],
    );
  });

  it('explain a crash with the log of the container, which is read once for each restart', async () => {
    const crash = (restarts: number) => pod({ state: crashLoop({}, restarts) });
    streams.onLog = ({ bytes }) => {
      bytes.push(Buffer.from('Starting\nError: DATABASE_URL is not set\n'));
      bytes.finish();
    };
    watcher.set('deployments in team', [deployment()]);
    watcher.set('replicasets in team', [replicaSet()]);
    watcher.set('pods in team', [crash(2)]);
    const environments = look(ENTRY, [{ environment: 'staging', namespace: 'team' }]);
    const linesNow = () => {
      const state = environments.view.overviews[0]?.state;
      return state && 'failure' in state ? state.failure?.lines : undefined;
    };
    deepStrictEqual(linesNow(), []);
    const before = changes;
    while (changes === before) await setImmediate();
    deepStrictEqual(linesNow(), ['Starting', 'Error: DATABASE_URL is not set']);
    watcher.set('pods in team', [crash(2)]);
    linesNow();
    const read = () => streams.logs.map(({ options }) => options);
    const previous = { tailLines: 50, previous: true };
    deepStrictEqual(read(), [previous]);
    watcher.set('pods in team', [crash(3)]);
    linesNow();
    while (read().length < 2) await setImmediate();
    deepStrictEqual(read(), [previous, previous]);
  });

  it('explain a crash without its log where logs are forbidden', async () => {
    streams.refusals.push(new KubernetesError('forbidden', 'no'));
    watcher.set('deployments in team', [deployment(NONE_READY)]);
    watcher.set('replicasets in team', [replicaSet()]);
    watcher.set('pods in team', [pod({ state: crashLoop({}) })]);
    const environments = look(ENTRY, [{ environment: 'staging', namespace: 'team' }]);
    const stateNow = () => environments.view.overviews[0]?.state;
    strictEqual(stateNow()?.kind, 'failing');
    while (streams.refusals.length > 0) await setImmediate();
    strictEqual(stateNow()?.kind, 'failing');
  });

  it('are loaded once every kind was answered for', () => {
    watcher.set('deployments in team', [deployment()]);
    watcher.set('pods in team', { kind: 'loading' });
    const environments = look(ENTRY, [{ environment: 'staging', namespace: 'team' }]);
    deepStrictEqual([environments.view.isLoaded, namesIn(environments)], [false, []]);
    watcher.set('pods in team', []);
    deepStrictEqual([environments.view.isLoaded, namesIn(environments)], [true, ['staging']]);
  });

  it('say which kinds may not be listed, and show the rest', () => {
    const error = new KubernetesError('forbidden', 'no');
    watcher.set('deployments in team', [deployment()]);
    watcher.set('services in team', { kind: 'refused', error });
    const { overviews, troubles } = look(ENTRY, [{ environment: 'staging', namespace: 'team' }]).view;
    deepStrictEqual(overviews[0]?.refused, ['services']);
    deepStrictEqual(troubles, [{ kind: 'refused', resource: 'services', namespace: 'team', error }]);
  });

  it('do without a kind that the cluster does not know', () => {
    watcher.set('deployments in team', [deployment()]);
    const error = new KubernetesError('not-found', 'the server could not find the requested resource');
    watcher.set('endpointslices in team', { kind: 'refused', error });
    deepStrictEqual(look(ENTRY, [{ environment: 'staging', namespace: 'team' }]).view.troubles, []);
  });

  it('fail by time alone, where that is what makes a failure certain', () => {
    watcher.set('deployments in team', [deployment(NONE_READY)]);
    watcher.set('replicasets in team', [replicaSet()]);
    watcher.set('pods in team', [pod({ state: crashLoop({}) })]);
    const environments = look(ENTRY, [{ environment: 'staging', namespace: 'team' }]);
    strictEqual(environments.view.overviews[0]?.state.kind, 'failing');
    ok(environments.reevaluate());
  });

  it('are not looked at again while all is well', () => {
    watcher.set('deployments in team', [deployment()]);
    const environments = look(ENTRY, [{ environment: 'staging', namespace: 'team' }]);
    deepStrictEqual(
      environments.view.overviews.map(({ state }) => state.kind),
      ['healthy'],
    );
    ok(!environments.reevaluate());
  });

  it('are not watched once they are disposed', () => {
    watcher.set('namespaces', [namespaceFor(PROJECT, 'production')]);
    look().dispose();
    deepStrictEqual(watcher.paths, []);
  });
});
