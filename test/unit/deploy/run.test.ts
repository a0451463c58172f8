import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import { environmentNames } from '../../../src/core/cluster/environment-names';
import { readRecord } from '../../../src/core/deploy/record';
import type { DeployPorts, DeployRequest } from '../../../src/core/deploy/request';
import { changeExposure, finishDeployment, rollBack, runDeployment } from '../../../src/core/deploy/run';
import type { KubernetesObject } from '../../../src/core/ports/kubernetes';
import { CONFLICT, DeployedCluster } from '../../fakes/deployed-cluster';
import { SkippingClock } from '../../fakes/skipping-clock';

const PROJECT = { name: 'shop', origin: 'https://git.example/shop.git' };
const { namespace } = environmentNames(PROJECT, 'production');
const REQUEST: DeployRequest = {
  ...{ project: PROJECT, environment: 'production', namespace, settings: {}, by: 'ann' },
  ...{ exposure: { kind: 'forward' }, deployer: { kind: 'built-in' } },
  commit: { sha: 'a1b2c3d', ref: 'main', isDirty: false },
};
const never = new AbortController().signal;

describe('A deployment', () => {
  let cluster: DeployedCluster;
  let clock: SkippingClock;
  let steps: string[];

  beforeEach(() => {
    cluster = new DeployedCluster(namespace);
    clock = new SkippingClock();
    steps = [];
  });

  const run = (ports: DeployPorts, signal = never) => ({
    ...{ ports, signal },
    report: ({ step }: { step: string }) => {
      if (steps.at(-1) !== step) steps.push(step);
    },
  });
  const deploy = (request: Partial<DeployRequest> = {}, ports = cluster.ports(clock, 'first')) =>
    runDeployment({ ...REQUEST, ...request }, run(ports));
  const record = () => readRecord(cluster.kubernetes, REQUEST, never);
  const running = async () => {
    const found = await cluster.kubernetes.list({ apiVersion: 'apps/v1', kind: 'Deployment' });
    return found[0]?.metadata.annotations?.['eks-clusters/deployment'];
  };

  it('brings the image into the cluster, and is recorded', async () => {
    deepStrictEqual(await deploy(), { kind: 'succeeded', number: 1, addresses: [] });
    deepStrictEqual(steps, ['apply', 'roll-out', 'address']);
    const [entry, ...others] = await record();
    const { number, state, by, commit, ref } = entry ?? {};
    deepStrictEqual(
      { number, state, by, commit, ref },
      {
        ...{ number: 1, state: 'succeeded', by: 'ann', commit: 'a1b2c3d', ref: 'main' },
      },
    );
    deepStrictEqual(others, []);
    deepStrictEqual(await kinds('Lease'), []);
  });

  const kinds = (kind: string) => cluster.kubernetes.list({ apiVersion: '', kind });

  it('that crashes is told as soon as it is certain, with what still serves', async () => {
    await deploy();
    cluster.fate = 'crashing';
    cluster.serving = 2;
    const before = clock.now();
    const outcome = await deploy();
    ok(clock.now() - before < 10_000);
    ok(outcome.kind === 'failed');
    deepStrictEqual([outcome.number, outcome.stillServing, outcome.failure.code], [2, 1, 'crash']);
    deepStrictEqual(
      (await record()).map(({ state }) => state),
      ['failed', 'succeeded'],
    );
  });

  it('that nothing says anything about is given up after a while', async () => {
    cluster.fate = 'starting';
    const outcome = await deploy();
    ok(outcome.kind === 'failed');
    strictEqual(outcome.failure.code, 'rollout-deadline');
  });

  it('is refused while somebody else deploys, and not once they are gone for a minute', async () => {
    let release = () => {};
    const waiting = new Promise<void>((resolve) => (release = resolve));
    const ports = cluster.ports(clock, 'first');
    const makeImage: DeployPorts['makeImage'] = async (enter, earlier, signal) => {
      enter('build');
      await waiting;
      return ports.makeImage(enter, earlier, signal);
    };
    const first = deploy({}, { ...ports, makeImage });
    await new Promise((resolve) => setImmediate(resolve));
    await rejects(deploy({ by: 'ben' }, cluster.ports(clock, 'second')), { code: 'deployment-running' });
    release();
    await first;
    strictEqual((await deploy({ by: 'ben' }, cluster.ports(clock, 'second'))).number, 2);
  });

  it('is not alone when two begin at the same moment', async () => {
    const ends = await Promise.allSettled([deploy(), deploy({ by: 'ben' }, cluster.ports(clock, 'second'))]);
    deepStrictEqual(ends.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
    strictEqual((await record()).length, 1);
  });

  it('that is cancelled says so, and leaves no lock', async () => {
    cluster.fate = 'starting';
    const stop = new AbortController();
    const ports = cluster.ports(clock, 'first');
    const watched = {
      ...run(ports, stop.signal),
      report: ({ step }: { step: string }) => step === 'roll-out' && stop.abort(),
    };
    await rejects(runDeployment(REQUEST, watched), { name: 'AbortError' });
    deepStrictEqual(
      (await record()).map(({ state }) => state),
      ['cancelled'],
    );
    deepStrictEqual(await kinds('Lease'), []);
  });

  it('tells which field somebody else manages', async () => {
    cluster.kubernetes.faults.push(CONFLICT);
    await rejects(deploy(), { code: 'apply-conflict', message: /kubectl-edit.*\.spec\.replicas/ });
    deepStrictEqual(
      (await record()).map(({ state, failure }) => [state, failure?.code]),
      [['failed', 'apply-conflict']],
    );
  });

  it('is rolled back to exactly what ran, as a new deployment', async () => {
    await deploy({
      settings: { port: 1, command: ['first'] },
      exposure: { kind: 'public', subnets: ['subnet-1'] },
    });
    const first = await specs();
    await deploy({ settings: { command: ['second'] } });
    const outcome = await rollBack(REQUEST, 1, run(cluster.ports(clock, 'first')), () =>
      Promise.resolve(true),
    );
    strictEqual(outcome.number, 3);
    deepStrictEqual(await specs(), first);
    strictEqual(await running(), '3');
    strictEqual((await record())[0]?.rolledBackTo, 1);
  });

  it('is not rolled back to an image that the registry has no longer', async () => {
    await deploy();
    await deploy({ commit: { sha: 'd4e5f6a', ref: 'main', isDirty: false } });
    const asked: string[] = [];
    const gone = (image: string) => {
      asked.push(image);
      return Promise.resolve(false);
    };
    const ports = cluster.ports(clock, 'first');
    await rejects(rollBack(REQUEST, 1, run(ports), gone), { code: 'image-gone', message: /deployment 1 / });
    deepStrictEqual(asked, [(await record())[1]?.image]);
    strictEqual(await running(), '2');
    strictEqual((await record()).length, 2);
  });

  it('is reached in another way, with the same image and settings', async () => {
    await deploy({ settings: { command: ['first'] } });
    const port = run(cluster.ports(clock, 'first'));
    await changeExposure(REQUEST, { kind: 'internal', subnets: ['subnet-1'] }, port);
    const [service] = await kinds('Service');
    match(JSON.stringify(service), /subnet-1.*"type":"LoadBalancer"/);
    match(JSON.stringify(await kinds('Deployment')), /first/);
    await changeExposure(
      REQUEST,
      { kind: 'domain', host: 'shop.example.com', ingressClass: 'alb', controller: 'auto-mode' },
      port,
    );
    match(JSON.stringify(await kinds('Service')), /"type":"ClusterIP"/);
    strictEqual((await kinds('Ingress')).length, 1);
    await changeExposure(REQUEST, { kind: 'forward' }, port);
    const left = [await kinds('Service'), await kinds('Ingress')];
    deepStrictEqual(left.flat().length, 1);
    ok(!JSON.stringify(left).includes('load-balancer'));
  });

  it('is not reached in another way before there is one, nor where the folder says how', async () => {
    const port = run(cluster.ports(clock, 'first'));
    await rejects(changeExposure(REQUEST, { kind: 'forward' }, port), { code: 'nothing-to-expose' });
    const pod =
      '{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {template: {spec: {containers: [{name: a, image: IMAGE}]}}}}';
    await deploy({ deployer: { kind: 'manifests', documents: [pod] } });
    await rejects(changeExposure(REQUEST, { kind: 'forward' }, port), { code: 'exposure-foreign' });
  });

  it('takes away what an earlier one had and it has not', async () => {
    await deploy({ settings: { autoscale: { min: 1, max: 2 } } });
    strictEqual((await kinds('HorizontalPodAutoscaler')).length, 1);
    await deploy();
    strictEqual((await kinds('HorizontalPodAutoscaler')).length, 0);
    strictEqual((await kinds('Deployment')).length, 1);
  });

  it('leaves the number of pods to an autoscaler of somebody else', async () => {
    const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'production' };
    await cluster.kubernetes.create({
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'theirs', namespace },
      spec: { scaleTargetRef },
    });
    await deploy();
    const [deployment] = await kinds('Deployment');
    ok(!JSON.stringify(deployment).includes('replicas'));
    strictEqual((await kinds('HorizontalPodAutoscaler')).length, 1);
  });

  it('leaves an environment of another project that shares the namespace alone', async () => {
    await deploy();
    const project = { ...PROJECT, origin: 'https://git.example/other.git' };
    await rejects(deploy({ project }), { code: 'object-foreign' });
    strictEqual(await running(), '1');
  });

  it('killed at any step is finished by another window, as if nothing had happened', async () => {
    await deploy();
    const undisturbed = withoutTimes(cluster.contents);
    let isOver = false;
    for (let answered = 0; !isOver; answered++) {
      cluster = new DeployedCluster(namespace);
      isOver = await deploy({}, cluster.ports(clock, 'first', answered)).then(
        () => true,
        () => false,
      );
      await clock.sleep(61_000, never);
      const ports = cluster.ports(clock, 'second');
      const finished = await finishDeployment({ ...REQUEST, by: 'ben' }, run(ports));
      if (!finished && (await record()).length === 0) await deploy({}, ports);
      deepStrictEqual(withoutTimes(cluster.contents), undisturbed, `killed after ${answered} calls`);
    }
  });

  const specs = async () => {
    const found = await Promise.all(['Deployment', 'Service'].map(kinds));
    return JSON.stringify(found.flat().map((object) => object['spec'])).replaceAll(
      /"eks-clusters\/deployment":"\d+"/g,
      '',
    );
  };
});

/** The lock of the dead is over, and times differ. */
function withoutTimes(objects: readonly KubernetesObject[]): unknown {
  return objects
    .filter(({ kind }) => kind !== 'Lease')
    .map(({ kind, metadata, spec, data }) => ({
      ...{ kind, metadata, spec },
      entries: Object.values((data ?? {}) as Record<string, string>).map((json) => ({
        ...(JSON.parse(json) as object),
        ...{ startedAt: 0, endedAt: 0 },
      })),
    }));
}
