import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import { environmentNames } from '../../../src/core/cluster/environment-names';
import { followDeployment } from '../../../src/core/deploy/follow';
import { readRecord } from '../../../src/core/deploy/record';
import type { DeployPorts, DeployProgress, DeployRequest } from '../../../src/core/deploy/request';
import { runDeployment } from '../../../src/core/deploy/run';
import { DeployedCluster } from '../../fakes/deployed-cluster';
import { SkippingClock } from '../../fakes/skipping-clock';

const PROJECT = { name: 'shop', origin: 'https://git.example/shop.git' };
const { namespace } = environmentNames(PROJECT, 'production');
const REQUEST: DeployRequest = {
  ...{ project: PROJECT, environment: 'production', namespace, settings: {}, by: 'ann' },
  ...{ exposure: { kind: 'forward' }, deployer: { kind: 'built-in' } },
  commit: { sha: 'a1b2c3d', ref: 'main', isDirty: false },
};
const never = new AbortController().signal;

describe('An environment to which a colleague deploys', () => {
  let cluster: DeployedCluster;
  let clock: SkippingClock;
  let progress: string[];
  const run = (ports: DeployPorts) => ({
    ...{ ports, signal: never },
    report: ({ step, waitingFor }: DeployProgress) => progress.push(waitingFor || step),
  });
  const states = async () =>
    (await readRecord(cluster.kubernetes, REQUEST, never)).map(({ by, state }) => `${by} ${state}`);

  beforeEach(() => {
    cluster = new DeployedCluster(namespace);
    clock = new SkippingClock();
    progress = [];
  });

  /** Starts a deployment by Ann, which builds until it is released. */
  async function building() {
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const ports = cluster.ports(clock, 'first');
    let begun = () => {};
    const began = new Promise<void>((resolve) => (begun = resolve));
    const makeImage: DeployPorts['makeImage'] = async (enter, earlier, signal) => {
      begun();
      await Promise.race([released, aborted(signal)]);
      return ports.makeImage(enter, earlier, signal);
    };
    const end = runDeployment(REQUEST, run({ ...ports, makeImage }));
    end.catch(() => undefined);
    await began;
    return { end, release };
  }

  it('is deployed to after that, on request', async () => {
    const { end, release } = await building();
    const second = runDeployment(
      { ...REQUEST, by: 'ben' },
      { ...run(cluster.ports(clock, 'second')), ifLocked: 'wait' },
    );
    await clock.sleep(5_000, never);
    deepStrictEqual(new Set(progress), new Set(['Waiting until ann has deployed']));
    release();
    strictEqual((await end).number, 1);
    strictEqual((await second).number, 2);
    deepStrictEqual(await states(), ['ben succeeded', 'ann succeeded']);
  });

  it('is taken over on request, and the colleague’s deployment ends', async () => {
    const { end } = await building();
    const second = { ...run(cluster.ports(clock, 'second')), ifLocked: 'take-over' as const };
    strictEqual((await runDeployment({ ...REQUEST, by: 'ben' }, second)).number, 1);
    await rejects(end, { code: 'deployment-taken-over' });
    deepStrictEqual(await states(), ['ben succeeded']);
  });

  it('is watched until that deployment has ended', async () => {
    const { end, release } = await building();
    const watching = followDeployment({ ...REQUEST, by: 'ben' }, run(cluster.ports(clock, 'second')));
    await clock.sleep(5_000, never);
    release();
    await end;
    strictEqual((await watching)?.state, 'succeeded');
  });

  it('is watched until a deployment is finished whose window was closed', async () => {
    const killed = runDeployment(REQUEST, run(cluster.ports(clock, 'first', 12)));
    await rejects(killed, { message: 'killed' });
    deepStrictEqual(await states(), ['ann running']);
    const entry = await followDeployment({ ...REQUEST, by: 'ben' }, run(cluster.ports(clock, 'second')));
    strictEqual(entry?.state, 'succeeded');
  });

  it('does not keep a deployment in progress that was replaced by a later one', async () => {
    await rejects(runDeployment(REQUEST, run(cluster.ports(clock, 'first', 12))), { message: 'killed' });
    const second = { ...run(cluster.ports(clock, 'second')), ifLocked: 'take-over' as const };
    await runDeployment({ ...REQUEST, by: 'ben' }, second);
    deepStrictEqual(await states(), ['ben succeeded', 'ann superseded']);
  });
});

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });
}
