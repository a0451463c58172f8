import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { environmentNames } from '../../../src/core/cluster/environment-names';
import { readRecord, unpackObjects } from '../../../src/core/deploy/record';
import type { DeployPorts, DeployRequest } from '../../../src/core/deploy/request';
import { finishDeployment, rollBack, runDeployment } from '../../../src/core/deploy/run';
import type { KubernetesObject } from '../../../src/core/ports/kubernetes';
import { findSecrets } from '../../secrets/find-secrets';
import { DeployedCluster } from '../../fakes/deployed-cluster';
import { SkippingClock } from '../../fakes/skipping-clock';

const PROJECT = { name: 'shop', origin: 'https://git.example/shop.git' };
const { namespace } = environmentNames(PROJECT, 'production');
const FIRST: DeployRequest = {
  ...{ project: PROJECT, environment: 'production', namespace, by: 'ann' },
  settings: { postgres: true, autoscale: { min: 1, max: 2 } },
  ...{ exposure: { kind: 'public', subnets: [] }, deployer: { kind: 'built-in' } },
  commit: { sha: 'a1b2c3d', ref: 'main', isDirty: false },
};
/** It has no autoscaler any more. */
const SECOND: DeployRequest = {
  ...FIRST,
  settings: { postgres: true },
  commit: { sha: 'd4e5f6a', ref: 'main', isDirty: false },
};
const never = new AbortController().signal;

describe('An editor that is killed while it deploys', () => {
  let clock: SkippingClock;
  const run = (ports: DeployPorts) => ({ ports, signal: never, report: () => undefined });
  const stored = () => Promise.resolve(true);

  /** A cluster in which the first deployment runs. */
  async function deployedOnce(): Promise<DeployedCluster> {
    const cluster = new DeployedCluster(namespace);
    cluster.kubernetes.classes = [{ name: 'gp3', isDefault: true }];
    await runDeployment(FIRST, run(cluster.ports(clock, 'earlier')));
    return cluster;
  }

  beforeEach(() => {
    clock = new SkippingClock();
  });

  const acts = {
    'a deployment with a database that has less than the one before': (ports: DeployPorts) =>
      runDeployment(SECOND, run(ports)),
    'a roll-back': (ports: DeployPorts) => rollBack(FIRST, 1, run(ports), stored),
  } as const;
  for (const [name, act] of Object.entries(acts))
    it(`leaves what another window makes the same of, at any step of ${name}`, async () => {
      const calm = await deployedOnce();
      await act(calm.ports(clock, 'first'));
      const undisturbed = comparable(calm.contents);
      let killed = 0;
      for (let isOver = false; !isOver; killed++) {
        const cluster = await deployedOnce();
        isOver = await act(cluster.ports(clock, 'first', killed)).then(
          () => true,
          () => false,
        );
        await clock.sleep(61_000, never);
        const ports = cluster.ports(clock, 'second');
        await finishDeployment({ ...FIRST, by: 'ben' }, run(ports));
        // What had not reached the cluster is lost, and is deployed again.
        if ((await readRecord(cluster.kubernetes, FIRST, never)).length === 1) await act(ports);
        deepStrictEqual(comparable(cluster.contents), undisturbed, `killed after ${killed} calls`);
      }
      ok(killed > 20);
    });

  it('finds no secret of the database outside of Secrets', async () => {
    const cluster = await deployedOnce();
    const password = Buffer.alloc(24, 7).toString('base64url');
    const texts = (objects: readonly KubernetesObject[]) =>
      new Map(objects.map((object) => [`${object.kind} ${object.metadata.name}`, JSON.stringify(object)]));
    const recorded = (await readRecord(cluster.kubernetes, FIRST, never)).flatMap(({ objects = '' }) =>
      unpackObjects(objects),
    );
    strictEqual(recorded.length > 0, true);
    deepStrictEqual(findSecrets([password], texts(recorded)), []);
    deepStrictEqual(findSecrets([password], texts(cluster.contents)), ['Secret production-postgresql']);
  });
});

/** The lock of the dead is over, and times differ. */
function comparable(objects: readonly KubernetesObject[]): unknown {
  return objects
    .filter(({ kind }) => kind !== 'Lease')
    .map((object) =>
      object.kind === 'ConfigMap'
        ? Object.values(object['data'] as Readonly<Record<string, string>>).map((json) => ({
            ...(JSON.parse(json) as object),
            ...{ startedAt: 0, endedAt: 0 },
          }))
        : object,
    );
}
