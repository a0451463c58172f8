import { deepEqual, equal } from 'node:assert/strict';
import { fieldsAt, listAt, type Fields } from '../../../sandbox/kubernetes/objects';
import { container, PODS, WorkloadCluster } from './workload-cluster';

describe('The simulated scheduler', () => {
  let cluster: WorkloadCluster;
  afterEach(() => cluster.stop());

  const run = (spec: Fields, resources: Fields = {}): Promise<Fields> =>
    cluster.create(PODS, {
      metadata: { name: 'one' },
      spec: { containers: [container('runs:1', { resources })], ...spec },
    });
  const why = async (): Promise<unknown> => {
    const { status } = await cluster.pod();
    const scheduled = listAt(status, 'conditions').find(({ type }) => type === 'PodScheduled') ?? {};
    deepEqual([scheduled.status, scheduled.reason], ['False', 'Unschedulable']);
    equal((await cluster.events('one'))[0], `Warning FailedScheduling: ${String(scheduled.message)}`);
    return scheduled.message;
  };
  const RULED_OUT =
    'no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.';

  it('finds no node where there is none, and takes the first that comes', async () => {
    cluster = await WorkloadCluster.start(0);
    await run({});
    equal(await why(), 'no nodes available to schedule pods');
    cluster.cluster.api.addNode('late', { ready: true, labels: {}, taints: [] });
    await cluster.pass(3);
    equal((await cluster.pod()).status.phase, 'Running');
  });

  it('waits for a node to be ready', async () => {
    cluster = await WorkloadCluster.start(0);
    cluster.cluster.api.addNode('new', { ready: false, labels: {}, taints: [] });
    await run({});
    equal(
      await why(),
      `0/1 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/not-ready: }. ${RULED_OUT}`,
    );
    cluster.cluster.api.setNodeReady('new');
    await cluster.pass(3);
    equal((await cluster.pod()).status.phase, 'Running');
  });

  it('says what nodes lack', async () => {
    cluster = await WorkloadCluster.start(2);
    await run({}, { requests: { cpu: '4', memory: '64Mi' } });
    equal(
      await why(),
      '0/2 nodes are available: 2 Insufficient cpu. no new claims to deallocate, preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.',
    );
  });

  it('heeds selectors and taints', async () => {
    cluster = await WorkloadCluster.start(1);
    await run({ nodeSelector: { disk: 'fast' } });
    equal(
      await why(),
      `0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. ${RULED_OUT}`,
    );
  });

  it('spreads pods over nodes', async () => {
    cluster = await WorkloadCluster.start(2);
    for (const name of ['one', 'two'])
      await cluster.create(PODS, { metadata: { name }, spec: { containers: [container('runs:1')] } });
    const nodes = (await cluster.pods()).map((pod) => fieldsAt(pod, 'spec').nodeName);
    equal(new Set(nodes).size, 2);
  });
});

describe('The simulated storage of a cluster', () => {
  let cluster: WorkloadCluster;
  beforeEach(async () => (cluster = await WorkloadCluster.start()));
  afterEach(() => cluster.stop());

  const CLAIMS = '/api/v1/namespaces/default/persistentvolumeclaims';
  const claim = (spec: Fields = {}): Promise<Fields> =>
    cluster.create(CLAIMS, {
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '8Gi' } }, ...spec },
    });
  const use = (): Promise<Fields> =>
    cluster.create(PODS, {
      metadata: { name: 'one' },
      spec: {
        containers: [container('runs:1')],
        volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
      },
    });
  const phase = async (): Promise<unknown> => fieldsAt(await cluster.read(`${CLAIMS}/data`), 'status').phase;

  it('waits for a class where there is no default one', async () => {
    await claim();
    deepEqual(await cluster.events('data'), [
      'Normal FailedBinding: no persistent volumes available for this claim and no storage class is set',
    ]);
    await use();
    equal(
      (await cluster.events('one'))[0],
      'Warning FailedScheduling: 0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
    );
  });

  it('makes a volume when the first pod that wants it has a node, and its driver is there', async () => {
    await claim({ storageClassName: 'gp2' });
    equal(
      (await cluster.events('data'))[0],
      'Normal WaitForFirstConsumer: waiting for first consumer to be created before binding',
    );
    await use();
    await cluster.pass(5);
    equal(await phase(), 'Pending');
    equal((await cluster.pod()).status.phase, 'Pending');
    cluster.cluster.api.addDriver('ebs.csi.aws.com');
    await cluster.pass(5);
    deepEqual([await phase(), (await cluster.pod()).status.phase], ['Bound', 'Running']);
  });
});
