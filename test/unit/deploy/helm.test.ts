import { deepStrictEqual, ok, rejects, strictEqual, throws } from 'node:assert/strict';
import { environmentNames } from '../../../src/core/cluster/environment-names';
import { imageValues } from '../../../src/core/deploy/helm/image-values';
import { readRecord } from '../../../src/core/deploy/record';
import type { DeployRequest } from '../../../src/core/deploy/request';
import { finishDeployment, rollBack, runDeployment } from '../../../src/core/deploy/run';
import { stopEnvironment } from '../../../src/core/deploy/stop';
import { helmFailure } from '../../../src/core/deploy/tool-errors';
import type { KubernetesObject } from '../../../src/core/ports/kubernetes';
import { DeployedCluster } from '../../fakes/deployed-cluster';
import type { FakeHelm } from '../../fakes/helm';
import { SkippingClock } from '../../fakes/skipping-clock';

const PROJECT = { name: 'shop', origin: 'https://git.example/shop.git' };
const { namespace } = environmentNames(PROJECT, 'production');
const REQUEST: DeployRequest = {
  ...{ project: PROJECT, environment: 'production', namespace, settings: {}, by: 'ann' },
  exposure: { kind: 'forward' },
  deployer: {
    ...{ kind: 'helm', chart: '/work/chart', valuesFiles: ['/work/chart/values-prod.yaml'] },
    defaults: 'image: {repository: nginx, tag: ""}',
  },
  commit: { sha: 'a1b2c3d', ref: 'main', isDirty: false },
};
const never = new AbortController().signal;
const deployment = (version: string): KubernetesObject => ({
  ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'production-shop' } },
  spec: { replicas: 1, template: { spec: { containers: [{ name: 'web', image: version }] } } },
});

const unknown = () => Promise.resolve(undefined);

describe('A chart', () => {
  let cluster: DeployedCluster;
  let clock: SkippingClock;
  let helm: FakeHelm;

  beforeEach(() => {
    cluster = new DeployedCluster(namespace);
    clock = new SkippingClock();
    helm = cluster.helm(clock);
    helm.objects = [deployment('1')];
  });

  const run = (holder = 'first', answers = Infinity) => ({
    ports: cluster.ports(clock, holder, answers, helm),
    ...{ report: () => undefined, signal: never },
  });
  const record = () => readRecord(cluster.kubernetes, REQUEST, never);
  const running = async () => {
    const [found] = await cluster.kubernetes.list({ apiVersion: 'apps/v1', kind: 'Deployment' });
    return found;
  };

  it('is upgraded by Helm with the image, and what it made is watched, recorded and marked', async () => {
    deepStrictEqual(await runDeployment(REQUEST, run()), { kind: 'succeeded', number: 1, addresses: [] });
    const [upgrade] = helm.upgrades;
    ok(upgrade);
    const { name, chart, valuesFiles, values } = upgrade;
    deepStrictEqual([name, chart, valuesFiles.length], ['production', '/work/chart', 1]);
    deepStrictEqual(Object.keys(values), ['image.repository', 'image.tag']);
    const [entry] = await record();
    deepStrictEqual([entry?.state, entry?.deployer, entry?.revision], ['succeeded', 'helm', 1]);
    const labels = (await running())?.metadata.labels;
    strictEqual(labels?.['eks-clusters/env'], 'production');
    strictEqual(labels['app.kubernetes.io/managed-by'], undefined);
  });

  it('that crashes is explained as any other deployment', async () => {
    await runDeployment(REQUEST, run());
    cluster.fate = 'crashing';
    cluster.serving = 1;
    const outcome = await runDeployment(REQUEST, run());
    ok(outcome.kind === 'failed');
    deepStrictEqual([outcome.failure.code, outcome.stillServing], ['crash', 1]);
  });

  it('is rolled back by Helm, and started again after it was stopped', async () => {
    await runDeployment(REQUEST, run());
    helm.objects = [deployment('2')];
    await runDeployment(REQUEST, run());
    const outcome = await rollBack(REQUEST, 1, run(), unknown);
    strictEqual(outcome.number, 3);
    deepStrictEqual((await running())?.['spec'], deployment('1')['spec']);
    strictEqual((await record())[0]?.revision, 3);
    await stopEnvironment(REQUEST, run().ports, never);
    strictEqual(await running(), undefined);
    await rollBack(REQUEST, 3, run(), unknown);
    deepStrictEqual((await running())?.['spec'], deployment('1')['spec']);
  });

  it('that Helm was interrupted in is repaired by the next deployment of ours at once', async () => {
    await runDeployment(REQUEST, run());
    helm.fate = 'is killed';
    await rejects(runDeployment(REQUEST, run()), /killed/);
    helm.fate = 'succeeds';
    strictEqual((await runDeployment(REQUEST, run())).kind, 'succeeded');
    deepStrictEqual(
      (await record()).map(({ state }) => state),
      ['succeeded', 'failed', 'succeeded'],
    );
    const statuses = (await cluster.kubernetes.list({ apiVersion: 'v1', kind: 'Secret' })).map(
      ({ metadata }) => metadata.labels?.['status'],
    );
    deepStrictEqual(statuses, ['deployed', 'failed', 'deployed']);
  });

  it('that somebody else upgrades at the moment is left alone, for as long as that may take', async () => {
    helm.fate = 'is killed';
    await rejects(helm.upgrade({ name: 'production', namespace, chart: '', valuesFiles: [], values: {} }));
    helm.fate = 'succeeds';
    await rejects(runDeployment(REQUEST, run()), { code: 'release-pending' });
    await clock.sleep(5 * 60_000, never);
    strictEqual((await runDeployment(REQUEST, run())).kind, 'succeeded');
  });

  it('deployed by a window that is killed at any step can be deployed again, and is finished where Helm was done', async () => {
    let isOver = false;
    for (let answered = 0; !isOver; answered++) {
      cluster = new DeployedCluster(namespace);
      helm = cluster.helm(clock);
      helm.objects = [deployment('1')];
      isOver = await runDeployment(REQUEST, run('first', answered)).then(
        () => true,
        () => false,
      );
      await clock.sleep(61_000, never);
      const finished = await finishDeployment({ ...REQUEST, by: 'ben' }, run('second'));
      if (finished?.kind !== 'succeeded' && !isOver) await runDeployment(REQUEST, run('second'));
      const [latest] = await record();
      strictEqual(latest?.state, 'succeeded', `killed after ${answered} calls`);
      strictEqual(
        (await running())?.metadata.annotations?.['eks-clusters/deployment'],
        String(latest.number),
      );
      strictEqual((await running())?.metadata.annotations?.['eks-clusters/deployed-by'], 'ann');
    }
  });

  it('takes the place of generated objects', async () => {
    await runDeployment({ ...REQUEST, deployer: { kind: 'built-in' } }, run());
    await runDeployment(REQUEST, run());
    const names = cluster.contents.filter(({ kind }) => ['Deployment', 'Service'].includes(kind));
    deepStrictEqual(
      names.map(({ metadata }) => metadata.name),
      ['production-shop'],
    );
  });
});

describe('The image of a chart', () => {
  const hash = 'a'.repeat(64);
  const digest = `sha256:${hash}`;
  const values = (text: string, reference = `reg.example:5000/x/shop@${digest}`) =>
    imageValues(text, 'shop', { reference });

  it('is its repository and tag', () => {
    const text = 'image:\n  repository: nginx\n  tag: ""\n  pullPolicy: IfNotPresent\n';
    deepStrictEqual(values(text), {
      'image.repository': 'reg.example:5000/x/shop@sha256',
      'image.tag': hash,
    });
    deepStrictEqual(values(text, 'reg.example:5000/x/shop:1.2'), {
      'image.repository': 'reg.example:5000/x/shop',
      'image.tag': '1.2',
    });
  });

  it('is its digest, where the chart has one, and its registry', () =>
    deepStrictEqual(values('image: {registry: docker.io, repository: a/b, tag: "1", digest: ""}'), {
      'image.registry': 'reg.example:5000',
      'image.repository': 'x/shop',
      'image.digest': digest,
    }));

  it('is a text, or where the values have one further down', () => {
    deepStrictEqual(values('image: nginx'), { image: `reg.example:5000/x/shop@${digest}` });
    const several =
      'a.b: {image: {repository: ghcr.io/x/shop, tag: "1"}}\nproxy: {image: {repository: envoy, tag: "1"}}';
    deepStrictEqual(Object.keys(values(several)), ['a\\.b.image.repository', 'a\\.b.image.tag']);
  });

  it('is missed where the chart has none, and told from values that cannot be read', () => {
    throws(() => values('replicas: 1'), { code: 'chart-without-image' });
    throws(() => values(''), { code: 'chart-without-image' });
    throws(() => values('a: ['), { code: 'chart-invalid' });
  });
});

/** As Helm 3.19.5 says them. */
const SAID = {
  'chart-invalid':
    'Error: UPGRADE FAILED: template: shop/templates/deployment.yaml:5:18: executing "shop/templates/deployment.yaml" at <include "shop.x" .>: error calling include: template: no template "shop.x" associated with template "gotpl"',
  'chart-dependencies':
    'Error: An error occurred while checking for chart dependencies. You may need to run `helm dependency build` to fetch missing dependencies: found in Chart.yaml, but missing in charts/ directory: redis',
  'release-foreign':
    'Error: Unable to continue with install: Service "production" in namespace "a" exists and cannot be imported into the current release: invalid ownership metadata; label validation error: missing key "app.kubernetes.io/managed-by": must be set to "Helm"',
  'release-hook-failed':
    'Error: UPGRADE FAILED: pre-upgrade hooks failed: 1 error occurred:\n\t* job migrate failed: BackoffLimitExceeded\n\n',
  'helm-failed': 'Error: UPGRADE FAILED: deployments.apps is forbidden: User "x" cannot create resource',
};

describe('A failure of Helm', () => {
  for (const [code, said] of Object.entries(SAID))
    it(`is told in one sentence: ${code}`, () => {
      const error = helmFailure(`WARNING: group-readable\n${said}`);
      strictEqual('code' in error && error.code, code);
      ok(/^\P{C}{1,600}[.!?]$/u.test(error.message), error.message);
      ok(!/FAILED|WARNING|Error:/.test(error.message), error.message);
    });
});
