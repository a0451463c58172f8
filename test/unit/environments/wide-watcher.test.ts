import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { WideWatcher } from '../../../src/core/environments/wide-watcher';
import { KubernetesError } from '../../../src/core/ports/kubernetes';
import type { WatchedKind } from '../../../src/core/ports/watch';
import { FakeWatcher } from '../../fakes/watcher';

const PODS: WatchedKind<object> = { api: 'api/v1', resource: 'pods', read: (object) => object as object };
const podIn = (namespace: string, name: string) => ({ metadata: { namespace, name } });
const [one, two, other] = [podIn('one', 'a'), podIn('two', 'b'), podIn('other', 'c')];
const refused = (kind: KubernetesError['kind']) =>
  ({ kind: 'refused', error: new KubernetesError(kind, 'no') }) as const;

describe('Watches of many namespaces', () => {
  let cluster: FakeWatcher;
  let wide: WideWatcher;
  let told: string[];
  const look = (namespace: string) => wide.watch(PODS, namespace, () => told.push(namespace));

  beforeEach(() => {
    [cluster, told] = [new FakeWatcher(), []];
    wide = new WideWatcher(cluster);
  });

  it('are one of the whole cluster, in which each has its own', () => {
    cluster.set('pods', [one, two, other]);
    const watches = [look('one'), look('two'), look('none')];
    deepStrictEqual(cluster.paths, ['pods']);
    deepStrictEqual(
      watches.map(({ state }) => state),
      [[one], [two], []].map((objects) => ({ kind: 'current', objects })),
    );
  });

  it('are told only of their own changes', () => {
    cluster.set('pods', [one, two]);
    look('one');
    look('two');
    cluster.set('pods', [one, podIn('two', 'new')]);
    cluster.set('pods', [one, podIn('other', 'new')]);
    deepStrictEqual(told, ['two', 'two']);
  });

  it('become outdated together, and current again', () => {
    cluster.set('pods', [one]);
    const watch = look('one');
    const error = new Error('gone');
    cluster.set('pods', { kind: 'outdated', objects: [], error });
    deepStrictEqual(watch.state, { kind: 'outdated', objects: [], error });
    cluster.set('pods', [one]);
    deepStrictEqual(watch.state, { kind: 'current', objects: [one] });
    strictEqual(told.length, 2);
  });

  it('are one each where the whole cluster may not be listed', () => {
    cluster.set('pods in one', [one]);
    const before = look('one');
    cluster.set('pods', refused('forbidden'));
    const after = look('two');
    deepStrictEqual(cluster.paths, ['pods in one', 'pods in two']);
    deepStrictEqual(before.state, { kind: 'current', objects: [one] });
    deepStrictEqual(after.state, { kind: 'current', objects: [] });
    before.retry();
    deepStrictEqual(cluster.retried, ['pods in one']);
    before.dispose();
    after.dispose();
    deepStrictEqual(cluster.paths, []);
  });

  it('are refused together where that is not because of the cluster’s namespaces', () => {
    const watch = look('one');
    cluster.set('pods', refused('not-found'));
    strictEqual(watch.state.kind, 'refused');
    deepStrictEqual(cluster.paths, ['pods']);
    watch.retry();
    deepStrictEqual(cluster.retried, ['pods']);
  });

  it('end with the last of them, and may begin again', () => {
    const [first, second] = [look('one'), look('two')];
    first.dispose();
    first.dispose();
    deepStrictEqual(cluster.paths, ['pods']);
    second.dispose();
    deepStrictEqual(cluster.paths, []);
    cluster.set('pods', [one]);
    deepStrictEqual(look('one').state, { kind: 'current', objects: [one] });
  });

  it('leave what is in no namespace as it is', () => {
    cluster.set('nodes', [{ name: 'n' }]);
    const nodes = wide.watch({ ...PODS, resource: 'nodes' }, undefined, () => undefined);
    deepStrictEqual(nodes.state, { kind: 'current', objects: [{ name: 'n' }] });
  });
});
