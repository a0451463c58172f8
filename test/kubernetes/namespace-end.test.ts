import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { waitForDeletion } from '../../src/core/cluster/namespace-deletion';
import type { KubernetesApi } from '../../src/core/ports/kubernetes';
import { TestCluster } from './cluster';

const never = new AbortController().signal;
const NAME = 'eks-clusters-held';
const NAMESPACE = { apiVersion: 'v1', kind: 'Namespace', name: NAME };
const HELD = { apiVersion: 'v1', kind: 'ConfigMap', name: 'held', namespace: NAME };

// Not on the simulated API: its namespaces end at once, or are held without a word why.
describe('A namespace that a real cluster ends', () => {
  let cluster: TestCluster;
  let api: KubernetesApi;
  let looks: number;
  /** Ten minutes are over after a hundred looks. */
  const clock = {
    now: () => looks * 6_000,
    sleep: (_ms: number, signal: AbortSignal) => (looks++, setTimeout(200, undefined, { signal })),
  };

  beforeEach(async () => {
    looks = 0;
    cluster = await TestCluster.take();
    api = cluster.api;
  });
  afterEach(() => cluster.release());

  it('says what holds it, and goes once that lets go', async () => {
    const { apiVersion, kind } = HELD;
    await api.apply({ apiVersion, kind: NAMESPACE.kind, metadata: { name: NAME } }, never);
    const metadata = { name: HELD.name, namespace: NAME, finalizers: ['example.com/hold'] };
    await api.apply({ apiVersion, kind, metadata }, never);
    await api.delete(NAMESPACE, never);
    deepStrictEqual(await waitForDeletion(NAME, api, clock, never), {
      kind: 'stuck',
      by: 'Some resources are remaining: configmaps. has 1 resource instances; Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances',
    });
    const headers = { 'content-type': 'application/merge-patch+json' };
    const path = `/api/v1/namespaces/${NAME}/configmaps/held`;
    const body = { metadata: { finalizers: null } };
    strictEqual((await cluster.send({ method: 'PATCH', path, headers, body })).status, 200);
    looks = 0;
    deepStrictEqual(await waitForDeletion(NAME, api, clock, never), { kind: 'deleted' });
  });
});
