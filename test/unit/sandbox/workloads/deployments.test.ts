import { deepEqual, equal, match } from 'node:assert/strict';
import { fieldsAt, listAt, textAt, type Fields } from '../../../sandbox/kubernetes/objects';
import { deployment, DEPLOYMENTS, WorkloadCluster } from './workload-cluster';

const WEB = `${DEPLOYMENTS}/web`;
const SETS = '/apis/apps/v1/namespaces/default/replicasets';

describe('The simulated deployment controller', () => {
  let cluster: WorkloadCluster;
  beforeEach(async () => (cluster = await WorkloadCluster.start()));
  afterEach(() => cluster.stop());

  const image = (outcome: string): Fields => ({
    spec: {
      template: { spec: { containers: [{ name: 'web', image: `registry.example/sandbox/${outcome}` }] } },
    },
  });
  const status = async (): Promise<Fields> => fieldsAt(await cluster.read(WEB), 'status');
  const condition = async (type: string): Promise<Fields> =>
    listAt(await status(), 'conditions').find((each) => each.type === type) ?? {};
  /** Wanted replicas by revision. */
  const sets = async (): Promise<Readonly<Record<string, unknown>>> =>
    Object.fromEntries(
      listAt(await cluster.read(SETS), 'items').map((set) => {
        const notes = fieldsAt(fieldsAt(set, 'metadata'), 'annotations');
        return [
          textAt(notes, 'deployment.kubernetes.io/revision') ?? '',
          fieldsAt(set, 'spec').replicas,
        ] as const;
      }),
    );

  it('makes a ReplicaSet with the hash of its template, and that its pods', async () => {
    await cluster.create(DEPLOYMENTS, deployment('runs:1', { replicas: 2 }));
    const [set = {}] = listAt(await cluster.read(SETS), 'items');
    const metadata = fieldsAt(set, 'metadata');
    const hash = textAt(fieldsAt(metadata, 'labels'), 'pod-template-hash') ?? '';
    equal(metadata.name, `web-${hash}`);
    const pods = await cluster.pods();
    equal(pods.length, 2);
    for (const pod of pods)
      match(String(fieldsAt(pod, 'metadata').name), new RegExp(`^web-${hash}-[a-z0-9]{5}$`));
    await cluster.pass(4);
    deepEqual(Object.fromEntries(Object.entries(await status()).filter(([name]) => name !== 'conditions')), {
      observedGeneration: 1,
      replicas: 2,
      updatedReplicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
    });
    equal((await condition('Progressing')).reason, 'NewReplicaSetAvailable');
    deepEqual(await cluster.events('web'), [
      `Normal ScalingReplicaSet: Scaled up replica set web-${hash} from 0 to 2`,
      ...(await cluster.events('web-')),
    ]);
  });

  it('rolls out pod by pod: never less than three quarters, never more than five quarters', async () => {
    await cluster.create(DEPLOYMENTS, deployment('runs:1', { replicas: 4 }));
    await cluster.pass(4);
    await cluster.change(WEB, image('runs:2'));
    deepEqual(await sets(), { 1: 3, 2: 2 });
    await cluster.pass(30);
    deepEqual(await sets(), { 1: 0, 2: 4 });
    equal((await cluster.pods()).length, 4);
    equal((await condition('Progressing')).reason, 'NewReplicaSetAvailable');
  });

  it('leaves old pods where new ones do not become ready, and says so at its deadline', async () => {
    await cluster.create(DEPLOYMENTS, deployment('runs:1', { replicas: 2, progressDeadlineSeconds: 60 }));
    await cluster.pass(4);
    await cluster.change(WEB, image('not-found'));
    await cluster.pass(30);
    equal((await condition('Progressing')).status, 'True');
    await cluster.pass(60);
    const late = await condition('Progressing');
    deepEqual([late.status, late.reason], ['False', 'ProgressDeadlineExceeded']);
    match(String(late.message), /^ReplicaSet "web-\w+" has timed out progressing\.$/);
    equal((await condition('Available')).status, 'True');
    deepEqual(await sets(), { 1: 2, 2: 1 });
    await cluster.change(WEB, image('runs:1'));
    await cluster.pass(10);
    deepEqual(await sets(), { 1: 0, 2: 0, 3: 2 });
    equal((await condition('Progressing')).reason, 'NewReplicaSetAvailable');
  });

  it('scales, and rests where it is paused', async () => {
    await cluster.create(DEPLOYMENTS, deployment('runs:1'));
    await cluster.pass(4);
    await cluster.change(WEB, { spec: { replicas: 3 } });
    await cluster.pass(4);
    equal((await cluster.pods()).length, 3);
    await cluster.change(WEB, { spec: { paused: true } });
    await cluster.change(WEB, image('runs:2'));
    deepEqual(await sets(), { 1: 3 });
    equal((await condition('Progressing')).reason, 'DeploymentPaused');
    await cluster.change(WEB, { spec: { paused: false, replicas: 0 } });
    await cluster.pass(5);
    equal((await cluster.pods()).length, 0);
  });

  it('lets all old pods end first where it recreates', async () => {
    await cluster.create(DEPLOYMENTS, deployment('runs:1', { strategy: { type: 'Recreate' } }));
    await cluster.pass(4);
    await cluster.change(WEB, image('runs:2'));
    deepEqual(await sets(), { 1: 0 });
    await cluster.pass(5);
    deepEqual(await sets(), { 1: 0, 2: 1 });
  });

  it('keeps as many old ReplicaSets as it is told', async () => {
    await cluster.create(DEPLOYMENTS, deployment('runs:1', { revisionHistoryLimit: 1 }));
    for (const tag of [2, 3, 4]) {
      await cluster.pass(5);
      await cluster.change(WEB, image(`runs:${tag}`));
    }
    await cluster.pass(5);
    deepEqual(await sets(), { 3: 0, 4: 1 });
  });

  it('takes its ReplicaSets and pods with it', async () => {
    await cluster.create(DEPLOYMENTS, deployment('runs:1'));
    await cluster.pass(4);
    await cluster.cluster.call(WEB, { method: 'DELETE' });
    await cluster.pass(4);
    deepEqual([await sets(), await cluster.pods()], [{}, []]);
  });
});
