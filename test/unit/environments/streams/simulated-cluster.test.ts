import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { podsWithPort } from '../../../../src/core/environments/streams/ports';
import { readPod, type Pod } from '../../../../src/core/environments/objects/pod';
import { LogFollower } from '../../../../src/core/environments/streams/log-follower';
import { ReadyPods } from '../../../../src/core/environments/streams/ready-pods';
import { TerminalSession } from '../../../../src/core/environments/streams/terminal-session';
import type { KubernetesTarget } from '../../../../src/core/ports/kubernetes';
import type { ClusterStreams } from '../../../../src/core/ports/streams';
import type { Watch } from '../../../../src/core/ports/watch';
import { startForwarder, type Forwarder } from '../../../../src/kube/forwarder';
import { createStreams } from '../../../../src/kube/streams';
import { createWatches } from '../../../../src/kube/watcher';
import { FakeClock } from '../../../fakes/clock';
import { connectionsTo } from '../../../fakes/network';
import {
  container,
  DEPLOYMENTS,
  deployment,
  WorkloadCluster,
} from '../../sandbox/workloads/workload-cluster';

const PODS = { api: 'api/v1', resource: 'pods', read: readPod };
const rethrow = (error: unknown) => {
  throw error;
};

describe('An environment of a simulated cluster', () => {
  let cluster: WorkloadCluster;
  let streams: ClusterStreams;
  let watch: Watch<Pod>;
  let stop: AbortController;
  let changed: () => void;
  let wake: () => void;

  const pods = () => (watch.state.kind === 'current' ? watch.state.objects : []);
  /** Lets simulated time pass until it is so. */
  const until = async (isSo: () => boolean) => {
    while (!isSo()) {
      await cluster.pass(1);
      await Promise.race([new Promise<void>((woken) => (wake = woken)), new Promise(setImmediate)]);
    }
  };
  const rollOut = (image: string) =>
    cluster.change(`${DEPLOYMENTS}/web`, {
      spec: { template: { spec: { containers: [container(image)] } } },
    });

  beforeEach(async () => {
    cluster = await WorkloadCluster.start();
    const { endpoint, caData } = cluster.cluster.api;
    const target: KubernetesTarget = {
      endpoint,
      certificateAuthority: caData,
      token: () => Promise.resolve(cluster.cluster.adminToken()),
    };
    streams = createStreams(connectionsTo).streams(target);
    stop = new AbortController();
    [changed, wake] = [() => undefined, () => undefined];
    watch = createWatches(connectionsTo, rethrow)
      .watcher(target)
      .watch(PODS, 'default', () => {
        changed();
        wake();
      });
    await cluster.create(DEPLOYMENTS, deployment('runs:1'));
    await until(() => pods().some(({ containers }) => containers.some(({ isReady }) => isReady)));
  });
  afterEach(async () => {
    stop.abort();
    watch.dispose();
    await cluster.stop();
  });

  it('has its logs followed across a rollout', async () => {
    const shown: string[] = [];
    const add = (...lines: readonly string[]) => {
      shown.push(...lines);
      wake();
    };
    const sink = { lines: (lines: readonly string[]) => add(...lines), note: (text: string) => add(text) };
    const deps = { streams, clock: new FakeClock(), sink, report: rethrow };
    const follower = new LogFollower(deps, 'default', stop.signal);
    changed = () => follower.update(pods());
    changed();
    const old = pods()[0]?.name ?? '';
    await until(() => shown.length > 0);
    await rollOut('runs:2');
    await until(() => shown.includes(`Pod ${old} is gone.`));
    const names = () => new Set(shown.flatMap((line) => /^\[(\S+)\/web\] /.exec(line)?.[1] ?? []));
    await until(() => names().size > 1);
    ok(names().has(old));
  });

  it('is entered by a shell, in which commands are typed and whose exit code is told', async () => {
    let shown = '';
    const session = new TerminalSession({ columns: 100, rows: 30 }, (text) => {
      shown += text;
      if (shown.endsWith('$ ')) session.type(shown.includes('30 100') ? 'exit 7\r' : 'stty size\r');
    });
    const entered = { namespace: 'default', pod: pods()[0]?.name ?? '', container: 'web' };
    const end = await session.runShell(streams, entered, stop.signal);
    deepStrictEqual(end, { kind: 'exited', code: 7 });
    match(shown, /stty size\r\n30 100\r\n/);
  });

  it('is reached at the same local port before and after a rollout', async () => {
    const current = {
      get pods() {
        return podsWithPort(pods(), 8080);
      },
    };
    const ready = new ReadyPods(current, 'default', { sleep: () => new Promise(() => undefined) });
    changed = () => ready.changed();
    const forwarder: Forwarder = await startForwarder({
      streams,
      choosePod: () => ready.next(),
      port: 8080,
      failed: rethrow,
    });
    try {
      const get = async () => (await fetch(`http://127.0.0.1:${forwarder.localPort}/`)).status;
      strictEqual(await get(), 200);
      const old = pods()[0]?.name ?? '';
      await rollOut('runs:2');
      await until(() => pods().length === 1 && pods().every(({ name }) => name !== old));
      strictEqual(await get(), 200);
    } finally {
      forwarder.dispose();
    }
  });
});
