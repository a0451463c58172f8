import { deepEqual, equal, match } from 'node:assert/strict';
import { fieldsAt, listAt, type Fields } from '../../../sandbox/kubernetes/objects';
import { container, deployment, DEPLOYMENTS, PODS, WorkloadCluster } from './workload-cluster';

describe('The simulated kubelet', () => {
  let cluster: WorkloadCluster;
  beforeEach(async () => (cluster = await WorkloadCluster.start()));
  afterEach(() => cluster.stop());

  const run = (outcome: string, more: Fields = {}): Promise<Fields> =>
    cluster.create(DEPLOYMENTS, deployment(outcome, {}, more));
  const waiting = async (): Promise<Fields> =>
    fieldsAt(fieldsAt((await cluster.pod()).container, 'state'), 'waiting');

  it('pulls, creates and starts a container, which is then ready', async () => {
    await run('runs:1');
    equal((await waiting()).reason, 'ContainerCreating');
    await cluster.pass(3);
    const { pod, status, container: web } = await cluster.pod();
    deepEqual([status.phase, web.ready, web.restartCount], ['Running', true, 0]);
    match(String(status.podIP), /^10\.0\.128\.\d+$/);
    deepEqual(await cluster.events(String(fieldsAt(pod, 'metadata').name)), [
      `Normal Scheduled: Successfully assigned default/${String(fieldsAt(pod, 'metadata').name)} to ip-10-0-1-10.ec2.internal`,
      'Normal Pulling: Pulling image "registry.example/sandbox/runs:1"',
      'Normal Pulled: Successfully pulled image "registry.example/sandbox/runs:1" in 800ms (800ms including waiting). Image size: 12345678 bytes.',
      'Normal Created: Created container: web',
      'Normal Started: Started container web',
    ]);
    const ready = listAt(fieldsAt(await cluster.read(`${DEPLOYMENTS}/web`), 'status'), 'conditions');
    deepEqual(
      ready.map(({ type, status: is, reason }) => [type, is, reason]),
      [
        ['Progressing', 'True', 'NewReplicaSetAvailable'],
        ['Available', 'True', 'MinimumReplicasAvailable'],
      ],
    );
  });

  for (const [outcome, said] of [
    ['not-found', /: not found$/],
    ['denied', /403 Forbidden$/],
    ['wrong-platform', /no match for platform in manifest: not found$/],
    ['rate-limit', /429 Too Many Requests.*toomanyrequests/],
    ['registry-unreachable', /dial tcp .*: i\/o timeout$/],
  ] as const)
    it(`says why it does not get an image, and waits longer and longer: ${outcome}`, async () => {
      await run(outcome);
      await cluster.pass(1);
      equal((await waiting()).reason, 'ErrImagePull');
      match(String((await waiting()).message), said);
      await cluster.pass(3);
      equal((await waiting()).reason, 'ImagePullBackOff');
      match(String((await waiting()).message), said);
      const events = await cluster.events('web-');
      equal(events.filter((event) => /Failed: Failed to pull image/.test(event)).length, 1);
      equal(events.includes('Warning Failed: Error: ImagePullBackOff'), true);
    });

  it('starts a container that crashes again, at once first, then after 10, 20 and 40 seconds', async () => {
    await run('crash:3');
    await cluster.pass(4);
    const { container: crashed, status } = await cluster.pod();
    equal(status.phase, 'Running');
    equal(crashed.restartCount, 1);
    equal((await waiting()).reason, 'CrashLoopBackOff');
    match(
      String((await waiting()).message),
      /^back-off 10s restarting failed container=web pod=web-\S+_default\(\S+\)$/,
    );
    const last = fieldsAt(fieldsAt(crashed, 'lastState'), 'terminated');
    deepEqual([last.exitCode, last.reason], [3, 'Error']);
    await cluster.pass(12);
    equal((await cluster.pod()).container.restartCount, 2);
    match(String((await waiting()).message), /^back-off 20s/);
  });

  it('tells of a container that needed more memory than it may have', async () => {
    await run('out-of-memory');
    await cluster.pass(4);
    const last = fieldsAt(fieldsAt((await cluster.pod()).container, 'lastState'), 'terminated');
    deepEqual([last.exitCode, last.reason], [137, 'OOMKilled']);
  });

  it('tells of a command that is not in the image', async () => {
    await run('no-command');
    await cluster.pass(4);
    const last = fieldsAt(fieldsAt((await cluster.pod()).container, 'lastState'), 'terminated');
    deepEqual([last.exitCode, last.reason], [128, 'StartError']);
    match(String(last.message), /exec: "\/bin\/server": stat \/bin\/server: no such file/);
  });

  it('does not create a container whose Secret is missing, until it is there', async () => {
    const env = [{ name: 'URL', valueFrom: { secretKeyRef: { name: 'db', key: 'url' } } }];
    await run('runs:1', { env });
    await cluster.pass(3);
    deepEqual(await waiting(), { reason: 'CreateContainerConfigError', message: 'secret "db" not found' });
    await cluster.create('/api/v1/namespaces/default/secrets', {
      metadata: { name: 'db' },
      stringData: { user: 'me' },
    });
    await cluster.pass(11);
    equal((await waiting()).message, "couldn't find key url in Secret default/db");
    await cluster.change('/api/v1/namespaces/default/secrets/db', { stringData: { url: 'postgres://' } });
    await cluster.pass(11);
    equal((await cluster.pod()).status.phase, 'Running');
  });

  it('probes, and says how a probe fails', async () => {
    const probe = { httpGet: { port: 8080 }, periodSeconds: 1 };
    await run('listens-on:3000', { readinessProbe: probe });
    await cluster.pass(10);
    const { status, container: web } = await cluster.pod();
    deepEqual([status.phase, web.ready, web.restartCount], ['Running', false, 0]);
    equal((await cluster.events('web-')).filter((event) => /Unhealthy/.test(event)).length, 1);
    match(
      (await cluster.events('web-')).find((event) => /Unhealthy/.test(event)) ?? '',
      /Readiness probe failed: Get "http:\/\/\S+:8080\/": dial tcp \S+:8080: connect: connection refused$/,
    );
  });

  it('restarts what fails its liveness or its startup probe', async () => {
    const probe = { httpGet: { port: 8080 }, periodSeconds: 1, failureThreshold: 2 };
    await run('answers:500', { livenessProbe: probe });
    await cluster.pass(8);
    equal(Number((await cluster.pod()).container.restartCount) > 0, true);
    const events = await cluster.events('web-');
    equal(
      events.includes('Warning Unhealthy: Liveness probe failed: HTTP probe failed with statuscode: 500'),
      true,
    );
    equal(events.includes('Normal Killing: Container web failed liveness probe, will be restarted'), true);
  });

  it('runs init containers first, and says which has not succeeded', async () => {
    const init = { name: 'migrate', image: 'registry.example/sandbox/crash:2' };
    await cluster.create(PODS, {
      metadata: { name: 'one' },
      spec: { initContainers: [init], containers: [container('runs:1')] },
    });
    await cluster.pass(4);
    const { status, container: web } = await cluster.pod();
    equal(status.phase, 'Pending');
    equal(fieldsAt(fieldsAt(web, 'state'), 'waiting').reason, 'PodInitializing');
    const [migrate = {}] = listAt(status, 'initContainerStatuses');
    equal(fieldsAt(fieldsAt(migrate, 'state'), 'waiting').reason, 'CrashLoopBackOff');
    const initialized = listAt(status, 'conditions').find(({ type }) => type === 'Initialized');
    equal(initialized?.message, 'containers with incomplete status: [migrate]');
  });

  it('takes its time to end a pod, and removes it when its containers have ended', async () => {
    await cluster.create(PODS, {
      metadata: { name: 'one' },
      spec: { containers: [container('ignores-term')] },
    });
    await cluster.pass(3);
    await cluster.cluster.call(`${PODS}/one`, { method: 'DELETE' });
    await cluster.pass(29);
    equal((await cluster.pods()).length, 1);
    await cluster.pass(2);
    equal((await cluster.pods()).length, 0);
    equal((await cluster.events('one')).includes('Normal Killing: Stopping container web'), true);
  });
});
