import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict';
import { environmentNames } from '../../../src/core/cluster/environment-names';
import { asEnvironmentAccount } from '../../../src/core/deploy/environment-account';
import { deleteEnvironment, environmentObjects } from '../../../src/core/deploy/delete-environment';
import { readRecord, recordedEnvironments } from '../../../src/core/deploy/record';
import type { DeployRequest } from '../../../src/core/deploy/request';
import { rollBack, runDeployment } from '../../../src/core/deploy/run';
import { startable, stopEnvironment, stoppedObjects } from '../../../src/core/deploy/stop';
import { changeVariable } from '../../../src/core/deploy/variables';
import { KubernetesError, type KubernetesTarget } from '../../../src/core/ports/kubernetes';
import { DeployedCluster } from '../../fakes/deployed-cluster';
import { SkippingClock } from '../../fakes/skipping-clock';

const PROJECT = { name: 'shop', origin: 'https://git.example/shop.git' };
const { namespace, serviceAccount } = environmentNames(PROJECT, 'production');
const REQUEST: DeployRequest = {
  ...{ project: PROJECT, environment: 'production', namespace, by: 'ann' },
  settings: { postgres: true, autoscale: { min: 1, max: 2 } },
  ...{ exposure: { kind: 'public', subnets: [] }, deployer: { kind: 'built-in' } },
  commit: { sha: 'a1b2c3d', ref: 'main', isDirty: false },
};
const never = new AbortController().signal;

describe('An environment that is stopped', () => {
  let cluster: DeployedCluster;
  let clock: SkippingClock;
  const run = () => ({ ports: cluster.ports(clock, 'first'), report: () => undefined, signal: never });
  const names = () => cluster.contents.map(({ kind, metadata }) => `${kind} ${metadata.name}`);

  beforeEach(async () => {
    cluster = new DeployedCluster(namespace);
    clock = new SkippingClock();
    cluster.kubernetes.classes = [{ name: 'gp3', isDefault: true }];
    await runDeployment(REQUEST, run());
  });

  it('loses what runs and costs, and keeps its data, its variables and its history', async () => {
    const { ports } = run();
    const going = await stoppedObjects(REQUEST, ports, never);
    deepStrictEqual(going.map(({ kind }) => kind).toSorted(), [
      'Deployment',
      'HorizontalPodAutoscaler',
      'Service',
    ]);
    await stopEnvironment(REQUEST, ports, never);
    deepStrictEqual(names(), [
      'ConfigMap production-deployments',
      'Secret production-postgresql',
      'Service production-postgresql',
      'StatefulSet production-postgresql',
    ]);
  });

  it('is found by its record, and started as it was', async () => {
    const before = names();
    await stopEnvironment(REQUEST, run().ports, never);
    const [found] = await recordedEnvironments(cluster.kubernetes, PROJECT, never);
    strictEqual(found?.environment, 'production');
    const last = startable(found.entries);
    ok(last);
    await rollBack(REQUEST, last.number, run(), () => Promise.resolve(true));
    deepStrictEqual(names(), before);
    strictEqual((await readRecord(cluster.kubernetes, REQUEST, never))[0]?.state, 'succeeded');
  });

  it('is not found by another project', async () => {
    const other = { ...PROJECT, origin: 'https://git.example/other.git' };
    deepStrictEqual(await recordedEnvironments(cluster.kubernetes, other, never), []);
  });
});

describe('An environment that is deleted', () => {
  it('leaves nothing of itself, and what others have in its namespace', async () => {
    const cluster = new DeployedCluster(namespace);
    const ports = cluster.ports(new SkippingClock(), 'first');
    cluster.kubernetes.classes = [{ name: 'gp3', isDefault: true }];
    await runDeployment(REQUEST, { ports, report: () => undefined, signal: never });
    await changeVariable(REQUEST, { name: 'TOKEN', value: 'of great value' }, ports.cluster, never);
    const foreign = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'theirs', namespace } };
    await cluster.kubernetes.apply(foreign);
    const going = await environmentObjects(REQUEST, ports, never);
    strictEqual(going.at(-1)?.metadata.name, 'production-deployments');
    await deleteEnvironment(REQUEST, ports, never);
    deepStrictEqual(
      cluster.contents.map(({ metadata }) => metadata.name),
      ['theirs'],
    );
  });
});

describe('The account of an environment', () => {
  const target: KubernetesTarget = {
    ...{ endpoint: 'https://cluster.example', certificateAuthority: 'Q0E=' },
    token: () => Promise.resolve('of the extension'),
  };
  const place = { project: PROJECT, environment: 'production', namespace };
  const managed = { namespacePerEnvironment: true };

  it('is acted as in a managed cluster, with a token that is renewed before it ends', async () => {
    const asked: string[] = [];
    const clock = { time: 0, now: () => clock.time };
    const api = {
      serviceAccountToken: ({ name }: { name: string }) => Promise.resolve(`token ${asked.push(name)}`),
    };
    const own = await asEnvironmentAccount(target, api, { place, managed }, clock, never);
    strictEqual(await own.token(), 'token 1');
    clock.time = 46 * 60_000;
    strictEqual(await own.token(), 'token 2');
    own.renewToken?.();
    strictEqual(await own.token(), 'token 3');
    deepStrictEqual(new Set(asked), new Set([serviceAccount]));
  });

  it('is not where the extension did not create the namespace, or the account is gone', async () => {
    const gone = {
      serviceAccountToken: () =>
        Promise.reject(new KubernetesError('not-found', 'There is no such account.')),
    };
    const unasked = { serviceAccountToken: () => Promise.reject(new Error('asked')) };
    const clock = { now: () => 0 };
    strictEqual(await asEnvironmentAccount(target, gone, { place, managed }, clock, never), target);
    strictEqual(await asEnvironmentAccount(target, unasked, { place }, clock, never), target);
    const named = { ...place, namespace: 'named-in-the-settings' };
    strictEqual(await asEnvironmentAccount(target, unasked, { place: named, managed }, clock, never), target);
    const unreachable = {
      serviceAccountToken: () => Promise.reject(new KubernetesError('unreachable', 'no')),
    };
    await rejects(asEnvironmentAccount(target, unreachable, { place, managed }, clock, never), {
      kind: 'unreachable',
    });
  });
});
