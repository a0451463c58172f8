import { deepStrictEqual, match, rejects, strictEqual } from 'node:assert/strict';
import { environmentNames } from '../../../src/core/cluster/environment-names';
import { applyObjects, deployedObjects, pruneObjects } from '../../../src/core/deploy/apply-objects';
import { builtInObjects } from '../../../src/core/deploy/built-in-objects';
import { withDeployLock } from '../../../src/core/deploy/lock';
import {
  readRecord,
  recordedEnvironments,
  writeEntry,
  type DeploymentEntry,
} from '../../../src/core/deploy/record';
import { ownLabels, selectorLabels } from '../../../src/core/deploy/labels';
import { migrationJob } from '../../../src/core/deploy/migration';
import { databaseObjects } from '../../../src/core/deploy/postgresql';
import type { DeployRequest, Exposure } from '../../../src/core/deploy/request';
import type { KubernetesApi } from '../../../src/core/ports/kubernetes';
import { SkippingClock } from '../../fakes/skipping-clock';
import { TestCluster } from '../../kubernetes/cluster';

const never = new AbortController().signal;
const PROJECT = { name: 'shop', origin: 'https://git.example/shop.git' };
const PLACE = { project: PROJECT, environment: 'review/login', namespace: 'default', by: 'ann' };
const REQUEST: DeployRequest = {
  ...PLACE,
  settings: {
    ...{ command: ['node', 'server.js'], probe: { path: '/health' } },
    resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
    autoscale: { min: 1, max: 3, cpu: 70 },
  },
  exposure: {
    ...{
      kind: 'domain',
      host: 'shop.example.com',
      ingressClass: 'alb',
      controller: 'load-balancer-controller',
    },
  },
  ...{ deployer: { kind: 'built-in' }, commit: { sha: 'a1b2c3d', ref: 'main', isDirty: true } },
};
const IMAGE = {
  reference: `registry.example/shop@sha256:${'a'.repeat(64)}`,
  architecture: 'arm64',
  port: 8080,
};
const objects = (number: number, request = REQUEST) => builtInObjects(request, IMAGE, number, 'hash');
const EXPOSURES: readonly Exposure[] = [
  REQUEST.exposure,
  { kind: 'forward' },
  { kind: 'internal', subnets: [] },
  { kind: 'public', subnets: ['subnet-1'] },
  {
    ...{ kind: 'domain', host: 'shop.example.com', ingressClass: 'alb', controller: 'auto-mode' },
    certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/a',
  },
];
const PLURALS = {
  Deployment: 'apis/apps/v1',
  StatefulSet: 'apis/apps/v1',
  Job: 'apis/batch/v1',
  Service: 'api/v1',
  Ingress: 'apis/networking.k8s.io/v1',
  HorizontalPodAutoscaler: 'apis/autoscaling/v2',
} as const;
const { environmentSlug: slug = '' } = environmentNames(PROJECT, PLACE.environment);

describe('A deployment on a cluster', () => {
  let cluster: TestCluster;
  let api: KubernetesApi;

  beforeEach(async () => {
    cluster = await TestCluster.take();
    api = cluster.api;
  });
  afterEach(() => cluster.release());

  it('has objects in which the API server knows every field', async () => {
    const labels = { ...ownLabels(PLACE), ...selectorLabels(PLACE, 'postgresql') };
    const database = databaseObjects({ namespace: 'default', slug, labels, image: 'postgres:17' });
    const [app] = objects(1);
    const job = app && migrationJob({ kind: 'migrate', command: ['a'], number: 1, deployment: app });
    const exposed = EXPOSURES.flatMap((exposure) => objects(1, { ...REQUEST, exposure }));
    for (const object of [...exposed, ...database, ...(job ? [job] : [])]) {
      const path = PLURALS[object.kind as keyof typeof PLURALS];
      const plural = `${object.kind.toLowerCase()}${object.kind === 'Ingress' ? 'es' : 's'}`;
      const { status, body } = await cluster.send({
        ...{ method: 'POST', body: object },
        path: `/${path}/namespaces/default/${plural}?dryRun=All&fieldValidation=Strict`,
        headers: { 'content-type': 'application/json' },
      });
      strictEqual(status, 201, JSON.stringify(body));
    }
  });

  it('is applied as often as wanted, and what it has no more goes', async () => {
    for (const number of [1, 2]) await applyObjects(api, objects(number), PLACE, never);
    const settings = { ...REQUEST.settings, autoscale: undefined };
    const next = objects(3, { ...REQUEST, settings, exposure: { kind: 'forward' } });
    await applyObjects(api, next, PLACE, never);
    await pruneObjects(api, next, objects(2), { ...PLACE, number: 3 }, never);
    const left = await deployedObjects(api, objects(2), PLACE, never);
    deepStrictEqual(left.map(({ kind }) => kind).toSorted(), ['Deployment', 'Service']);
  });

  it('leaves a field that another tool has set since, and says whose it is', async () => {
    await applyObjects(api, objects(1), PLACE, never);
    const path = `/apis/apps/v1/namespaces/default/deployments/${slug}?fieldManager=kubectl-edit`;
    const headers = { 'content-type': 'application/merge-patch+json' };
    const body = { spec: { progressDeadlineSeconds: 77 } };
    strictEqual((await cluster.send({ method: 'PATCH', path, headers, body })).status, 200);
    await rejects(applyObjects(api, objects(2), PLACE, never), {
      ...{ code: 'apply-conflict', message: /"kubectl-edit".*\.spec\.progressDeadlineSeconds/ },
    });
  });

  it('is recorded, also where two write at the same time', async () => {
    const entry = (number: number): DeploymentEntry => ({
      ...{ number, environment: PLACE.environment, commit: '', ref: '', isDirty: false, image: '' },
      ...{ deployer: 'built-in', by: 'ann', startedAt: 0, state: 'succeeded' },
    });
    const add = () => writeEntry(api, PLACE, ([latest]) => entry((latest?.number ?? 0) + 1), never);
    await Promise.all([add(), add(), add()]);
    deepStrictEqual(
      (await readRecord(api, PLACE, never)).map(({ number }) => number),
      [3, 2, 1],
    );
    const [found] = await recordedEnvironments(api, PROJECT, never);
    strictEqual(found?.environment, PLACE.environment);
  });

  it('is alone while it runs', async () => {
    const clock = new SkippingClock();
    const lock = (holder: string, use: () => Promise<void>) =>
      withDeployLock({ cluster: api, clock, holder }, PLACE, never, use);
    await lock('first', async () => {
      await rejects(
        lock('second', () => Promise.resolve()),
        { code: 'deployment-running', message: /^ann / },
      );
    });
    await lock('second', () => Promise.resolve());
    match(slug, /^review-login-/);
  });
});
