import { deepStrictEqual, match, rejects, strictEqual } from 'node:assert/strict';
import type { KubernetesTarget } from '../../../src/core/ports/kubernetes';
import type { ClusterStreams, ContainerProcess } from '../../../src/core/ports/streams';
import { createStreams } from '../../../src/kube/streams';
import { connectionsTo } from '../../fakes/network';
import { container, PODS, WorkloadCluster } from '../sandbox/workloads/workload-cluster';

const never = new AbortController().signal;
const one = { namespace: 'default', pod: 'one', container: 'web' };

describe('Streams into pods of a cluster', () => {
  let cluster: WorkloadCluster;
  let streams: ClusterStreams;

  beforeEach(async () => {
    cluster = await WorkloadCluster.start();
    const { endpoint, caData: certificateAuthority } = cluster.cluster.api;
    const target: KubernetesTarget = {
      ...{ endpoint, certificateAuthority },
      token: () => Promise.resolve(cluster.cluster.adminToken()),
    };
    streams = createStreams(connectionsTo).streams(target);
  });
  afterEach(() => cluster.stop());

  async function run(outcome: string): Promise<void> {
    await cluster.create(PODS, { metadata: { name: 'one' }, spec: { containers: [container(outcome)] } });
    await cluster.pass(4);
  }

  /** What it writes, and its end. */
  async function follow(process: ContainerProcess): Promise<readonly unknown[]> {
    let [output, end]: [string, unknown] = ['', undefined];
    for await (const event of process.events)
      if (event.kind === 'output') output += Buffer.from(event.data).toString();
      else end = event;
    return [output, end];
  }

  it('run a command and know its exit code', async () => {
    await run('runs:1');
    const process = await streams.exec(one, ['sh', '-c', 'echo hello; exit 3'], 'pipes', never);
    await process.endInput();
    deepStrictEqual(await follow(process), ['hello\n', { kind: 'exited', code: 3 }]);
  });

  it('are a terminal with a size, into which one types', async () => {
    await run('runs:1');
    const process = await streams.exec(one, ['sh'], 'terminal', never);
    await process.resize({ columns: 100, rows: 30 });
    await process.write(Buffer.from('stty size\rexit 7\r'));
    deepStrictEqual(await follow(process), [
      '$ stty size\r\n30 100\r\n$ exit 7\r\n',
      { kind: 'exited', code: 7 },
    ]);
  });

  it('say that an image has no bash', async () => {
    await run('runs:1');
    const [, end] = await follow(await streams.exec(one, ['bash'], 'terminal', never));
    match((end as { message: string }).message, /exec: "bash": executable file not found/);
  });

  it('read the log of a container, or say why there is none', async () => {
    await run('done');
    const parts: Uint8Array[] = [];
    for await (const part of await streams.log(one, {}, never)) parts.push(part);
    strictEqual(Buffer.concat(parts).toString(), 'Done\n');
    await rejects(streams.log({ ...one, pod: 'other' }, {}, never), /pods "other" not found/);
  });
});
