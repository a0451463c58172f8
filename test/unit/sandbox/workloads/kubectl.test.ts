import { equal, match, rejects } from 'node:assert/strict';
import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import type { SimulatedClock } from '../../../sandbox/clock';
import { startRunningCluster, type TestCluster } from '../kubernetes-cluster';
import { deployment } from './workload-cluster';

const run = promisify(execFile);

describe('Pods of a simulated cluster, used with kubectl', () => {
  let cluster: TestCluster<SimulatedClock>;
  let folder: string;

  before(async function () {
    if (spawnSync('kubectl', ['version', '--client']).error) return this.skip();
    cluster = await startRunningCluster(20);
    cluster.api.addNode('ip-10-0-1-7.ec2.internal', { ready: true, taints: [], labels: {} });
    cluster.api.installMetrics();
    folder = await mkdtemp(join(tmpdir(), 'eks-kubectl-'));
    const { endpoint, caData } = cluster.api;
    const config = {
      ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'demo' },
      clusters: [{ name: 'demo', cluster: { server: endpoint, 'certificate-authority-data': caData } }],
      users: [{ name: 'me', user: { token: cluster.adminToken() } }],
      contexts: [{ name: 'demo', context: { cluster: 'demo', user: 'me' } }],
    };
    await writeFile(join(folder, 'kubeconfig'), JSON.stringify(config), { mode: 0o600 });
    const web = { apiVersion: 'apps/v1', kind: 'Deployment', ...deployment('runs:1', { replicas: 2 }) };
    await writeFile(join(folder, 'web.json'), JSON.stringify(web));
  });

  after(async () => {
    // Neither exists where kubectl does not.
    await (cluster as TestCluster<SimulatedClock> | undefined)?.stop();
    if ((folder as string | undefined) !== undefined) await rm(folder, { recursive: true });
  });

  const environment = (): NodeJS.ProcessEnv => ({
    ...{ PATH: process.env.PATH, HOME: folder, KUBECONFIG: join(folder, 'kubeconfig') },
  });
  const kubectl = async (...words: string[]): Promise<string> =>
    (await run('kubectl', words, { env: environment(), cwd: folder })).stdout.trim();

  it('roll out', async () => {
    await kubectl('apply', '-f', 'web.json');
    match(await kubectl('rollout', 'status', 'deployment/web', '--timeout=20s'), /successfully rolled out$/);
  });

  it('tell their logs', async () => {
    equal(await kubectl('logs', 'deployment/web'), 'Listening on port 8080');
  });

  it('run commands, and tell how they ended', async () => {
    equal(await kubectl('exec', 'deployment/web', '--', 'echo', 'hello'), 'hello');
    await rejects(kubectl('exec', 'deployment/web', '--', 'sh', '-c', 'exit 4'), { code: 4 });
  });

  it('tell what they use', async () => {
    match(await kubectl('top', 'pods'), /^NAME +CPU\(cores\) +MEMORY\(bytes\)\s+web-\S+ +\d+m +\d+Mi/);
    match(await kubectl('top', 'nodes'), /ip-10-0-1-7\.ec2\.internal +\d+m +\d+% +\d+Mi +\d+%/);
  });

  it('are described with their events', async () => {
    match(await kubectl('describe', 'pods'), /Started +\S+ +kubelet +Started container web/);
  });

  it('are scaled and restarted', async () => {
    const before = (await kubectl('get', 'pods', '-o', 'name')).split('\n');
    await kubectl('scale', 'deployment/web', '--replicas=1');
    await kubectl('rollout', 'restart', 'deployment/web');
    match(await kubectl('rollout', 'status', 'deployment/web', '--timeout=20s'), /successfully rolled out$/);
    // Until then kubectl may choose one that is about to end for what follows.
    await kubectl('wait', '--for=delete', ...before, '--timeout=20s');
  });

  it('are looked into by a container beside theirs', async () => {
    const pod = (await kubectl('get', 'pods', '-o', 'name')).split('\n').at(-1) ?? '';
    await kubectl('debug', pod, '--image=busybox', '--container=debugger', '--', 'sh');
    const image = '{.spec.ephemeralContainers[0].image}';
    equal(await kubectl('get', pod, '-o', `jsonpath=${image}`), 'busybox');
  });

  it('are reached through a port of this machine', async function () {
    // kubectl starts slowly where many tests share a processor.
    this.timeout(60_000);
    const forwarding = spawn('kubectl', ['port-forward', 'deployment/web', ':8080'], {
      env: environment(),
      cwd: folder,
    });
    try {
      const [line] = (await once(forwarding.stdout, 'data')) as [Buffer];
      const [, port] = /127\.0\.0\.1:(\d+) -> 8080/.exec(line.toString()) ?? [];
      for (let round = 0; round < 2; round++) match(await fetched(Number(port)), /^Hello from web-/);
    } finally {
      forwarding.kill();
      await once(forwarding, 'exit');
    }
  });
});

function fetched(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, agent: false }, (answer) => {
      text(answer).then(resolve, reject);
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}
