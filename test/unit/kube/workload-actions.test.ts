import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import type { WorkloadActions } from '../../../src/core/ports/workloads';
import { createWorkloadActions } from '../../../src/kube/workload-actions';
import { connectionsTo } from '../../fakes/network';
import { CannedKubernetes } from './canned-kubernetes';

const never = new AbortController().signal;
const web = { kind: 'Deployment', namespace: 'shop', name: 'web' } as const;

describe('What is done with workloads', () => {
  let kubernetes: CannedKubernetes;
  let actions: WorkloadActions;

  beforeEach(async () => {
    kubernetes = await CannedKubernetes.start();
    kubernetes.answer = () => ({ json: {} });
    actions = createWorkloadActions(kubernetes.target(), connectionsTo);
  });
  afterEach(() => kubernetes.close());

  const sent = () =>
    kubernetes.requests.map(({ route, body, headers }) => [route, headers['content-type'], body]);

  it('is scaling', async () => {
    await actions.scale(web, 3, never);
    deepStrictEqual(sent(), [
      [
        'PATCH /apis/apps/v1/namespaces/shop/deployments/web/scale',
        'application/merge-patch+json',
        { spec: { replicas: 3 } },
      ],
    ]);
  });

  it('is restarting, as kubectl does it', async () => {
    await actions.restart({ ...web, kind: 'StatefulSet' }, '2026-12-01T00:00:00Z', never);
    const annotations = { 'kubectl.kubernetes.io/restartedAt': '2026-12-01T00:00:00Z' };
    deepStrictEqual(sent(), [
      [
        'PATCH /apis/apps/v1/namespaces/shop/statefulsets/web',
        'application/merge-patch+json',
        { spec: { template: { metadata: { annotations } } } },
      ],
    ]);
  });

  it('is adding a container to debug with', async () => {
    await actions.debug(
      { namespace: 'shop', pod: 'web-1' },
      { name: 'debug', image: 'busybox', target: 'web' },
      never,
    );
    const container = { name: 'debug', image: 'busybox', targetContainerName: 'web', stdin: true, tty: true };
    deepStrictEqual(sent(), [
      [
        'PATCH /api/v1/namespaces/shop/pods/web-1/ephemeralcontainers',
        'application/strategic-merge-patch+json',
        { spec: { ephemeralContainers: [container] } },
      ],
    ]);
  });

  it('is measuring pods, with all of their containers', async () => {
    const containers = [{ usage: { cpu: '250m', memory: '64Mi' } }, { usage: { cpu: '1', memory: '1Ki' } }];
    kubernetes.answer = () => ({ json: { items: [{ metadata: { name: 'web-1' }, containers }] } });
    deepStrictEqual(await actions.usage('shop', never), [
      { pod: 'web-1', cpu: 1.25, memory: 64 * 2 ** 20 + 1024 },
    ]);
  });

  it('measures every pod of a namespace that has thousands of them', async () => {
    const items = Array.from({ length: 5_000 }, (_none, index) => ({
      metadata: { name: `web-${index}` },
      containers: [{ usage: { cpu: '1m', memory: '1Mi' } }],
    }));
    kubernetes.answer = () => ({ json: { items } });
    strictEqual((await actions.usage('shop', never))?.at(-1)?.pod, 'web-4999');
  });

  it('knows a cluster without metrics-server', async () => {
    kubernetes.answer = () => ({
      status: 404,
      json: { message: 'the server could not find the requested resource' },
    });
    strictEqual(await actions.usage('shop', never), undefined);
  });

  it('fails in the words of the cluster', async () => {
    kubernetes.answer = () => ({
      status: 403,
      json: { message: 'deployments.apps "web" is forbidden', reason: 'Forbidden' },
    });
    await rejects(actions.scale(web, 1, never), /is forbidden/);
  });
});
