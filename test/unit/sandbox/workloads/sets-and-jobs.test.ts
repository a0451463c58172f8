import { deepEqual, equal } from 'node:assert/strict';
import { fieldsAt, listAt, type Fields } from '../../../sandbox/kubernetes/objects';
import { container, deployment, DEPLOYMENTS, PODS, WorkloadCluster } from './workload-cluster';

const JOBS = '/apis/batch/v1/namespaces/default/jobs';
const SETS = '/apis/apps/v1/namespaces/default/statefulsets';

describe('Other workloads of a simulated cluster', () => {
  let cluster: WorkloadCluster;
  beforeEach(async () => (cluster = await WorkloadCluster.start()));
  afterEach(() => cluster.stop());

  const names = async (): Promise<unknown> =>
    (await cluster.pods()).map((pod) => fieldsAt(pod, 'metadata').name).toSorted();
  const conditions = async (path: string): Promise<readonly unknown[]> =>
    listAt(fieldsAt(await cluster.read(path), 'status'), 'conditions').map(({ type, reason }) => [
      type,
      reason,
    ]);

  describe('a StatefulSet', () => {
    const set = (outcome: string, spec: Fields = {}): Fields => {
      const { metadata, spec: made } = deployment(outcome) as { metadata: Fields; spec: Fields };
      return { metadata, spec: { ...made, serviceName: 'web', replicas: 2, ...spec } };
    };

    it('begins its pods one after the other, and ends them in reverse', async () => {
      await cluster.create(SETS, set('runs:1'));
      deepEqual(await names(), ['web-0']);
      await cluster.pass(3);
      deepEqual(await names(), ['web-0', 'web-1']);
      await cluster.pass(3);
      const { replicas, readyReplicas, currentRevision, updateRevision } = fieldsAt(
        await cluster.read(`${SETS}/web`),
        'status',
      );
      deepEqual([replicas, readyReplicas, currentRevision], [2, 2, updateRevision]);
      await cluster.change(`${SETS}/web`, { spec: { replicas: 1 } });
      await cluster.pass(3);
      deepEqual(await names(), ['web-0']);
    });

    it('changes its pods from the last to the first', async () => {
      await cluster.create(SETS, set('runs:1'));
      await cluster.pass(8);
      const image = 'registry.example/sandbox/runs:2';
      await cluster.change(`${SETS}/web`, {
        spec: { template: { spec: { containers: [container('runs:2')] } } },
      });
      const status = fieldsAt(await cluster.read(`${SETS}/web`), 'status');
      equal(status.currentRevision === status.updateRevision, false);
      await cluster.pass(20);
      const images = (await cluster.pods()).map(
        (pod) => listAt(fieldsAt(pod, 'spec'), 'containers')[0]?.image,
      );
      deepEqual(images, [image, image]);
      const after = fieldsAt(await cluster.read(`${SETS}/web`), 'status');
      equal(after.currentRevision, after.updateRevision);
    });
  });

  describe('a Job', () => {
    const job = (outcome: string, spec: Fields = {}): Fields => ({
      metadata: { name: 'once' },
      spec: { template: { spec: { restartPolicy: 'Never', containers: [container(outcome)] } }, ...spec },
    });

    it('is complete when its pod has succeeded', async () => {
      await cluster.create(JOBS, job('done'));
      await cluster.pass(4);
      deepEqual(await conditions(`${JOBS}/once`), [
        ['SuccessCriteriaMet', 'CompletionsReached'],
        ['Complete', 'CompletionsReached'],
      ]);
      equal((await cluster.pod()).status.phase, 'Succeeded');
    });

    it('fails after so many attempts, with longer and longer breaks', async () => {
      await cluster.create(JOBS, job('crash:4', { backoffLimit: 1 }));
      await cluster.pass(5);
      equal((await cluster.pods()).length, 1);
      await cluster.pass(20);
      equal((await cluster.pods()).length, 2);
      deepEqual(await conditions(`${JOBS}/once`), [
        ['FailureTarget', 'BackoffLimitExceeded'],
        ['Failed', 'BackoffLimitExceeded'],
      ]);
    });

    it('fails at its deadline', async () => {
      await cluster.create(JOBS, job('runs:1', { activeDeadlineSeconds: 30 }));
      await cluster.pass(40);
      deepEqual((await conditions(`${JOBS}/once`)).at(-1), ['Failed', 'DeadlineExceeded']);
    });
  });

  it('is scaled, and seen as a Scale', async () => {
    await cluster.create(DEPLOYMENTS, deployment('runs:1'));
    const scale = `${DEPLOYMENTS}/web/scale`;
    await cluster.change(scale, { spec: { replicas: 3 } });
    await cluster.pass(4);
    const { kind, spec, status } = await cluster.read(scale);
    deepEqual([kind, spec, status], ['Scale', { replicas: 3 }, { replicas: 3, selector: 'app=web' }]);
  });

  it('does not evict a pod that its budget needs', async () => {
    await cluster.create(DEPLOYMENTS, deployment('runs:1'));
    await cluster.create('/apis/policy/v1/namespaces/default/poddisruptionbudgets', {
      metadata: { name: 'web' },
      spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } },
    });
    await cluster.pass(4);
    const { pod } = await cluster.pod();
    const name = String(fieldsAt(pod, 'metadata').name);
    const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name } };
    const call = { method: 'POST', body: eviction } as const;
    equal((await cluster.cluster.call(`${PODS}/${name}/eviction`, call)).code, 429);
    await cluster.cluster.call('/apis/policy/v1/namespaces/default/poddisruptionbudgets/web', {
      method: 'DELETE',
    });
    equal((await cluster.cluster.call(`${PODS}/${name}/eviction`, call)).code, 201);
  });
});
