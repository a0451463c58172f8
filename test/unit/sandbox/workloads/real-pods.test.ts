import { deepEqual, equal, match, rejects } from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { SimulatedClock } from '../../../sandbox/clock';
import { PodmanRuntime } from '../../../sandbox/kubernetes/kubelet/podman/podman-runtime';
import type { Fields } from '../../../sandbox/kubernetes/objects';
import { startRunningCluster, type TestCluster } from '../kubernetes-cluster';
import { buildImage, IMAGE, whyNoImage } from './local-image';

const run = promisify(execFile);
const why = whyNoImage();
if (why !== undefined) console.log(`Tests of real pods are skipped: ${why}.`);

(why === undefined ? describe : describe.skip)('Pods of an image that was built here', function () {
  this.timeout(60_000);
  let cluster: TestCluster<SimulatedClock>;
  let runtime: PodmanRuntime;
  let folder: string;
  let mountsBefore: readonly string[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'eks-real-pods-'));
    mountsBefore = await mounts();
    runtime = await PodmanRuntime.open(await buildImage(folder));
    cluster = await startRunningCluster(1, runtime);
    cluster.api.addNode('ip-10-0-1-7.ec2.internal', { ready: true, taints: [], labels: {} });
    const { endpoint, caData } = cluster.api;
    const config = {
      ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'demo' },
      clusters: [{ name: 'demo', cluster: { server: endpoint, 'certificate-authority-data': caData } }],
      users: [{ name: 'me', user: { token: cluster.adminToken() } }],
      contexts: [{ name: 'demo', context: { cluster: 'demo', user: 'me' } }],
    };
    await writeFile(join(folder, 'kubeconfig'), JSON.stringify(config), { mode: 0o600 });
  });

  after(async () => {
    await cluster.stop();
    await runtime.close();
    await rm(folder, { recursive: true });
    deepEqual(await mounts(), mountsBefore);
  });

  const options = () => ({
    env: { PATH: process.env.PATH, HOME: folder, KUBECONFIG: join(folder, 'kubeconfig') },
    cwd: folder,
  });
  const kubectl = async (...words: string[]): Promise<string> =>
    (await run('kubectl', words, options())).stdout.trim();

  async function apply(...objects: readonly Fields[]): Promise<void> {
    const list = { apiVersion: 'v1', kind: 'List', items: objects };
    await writeFile(join(folder, 'objects.json'), JSON.stringify(list));
    await kubectl('apply', '-f', 'objects.json');
  }

  /** Waits until a field of the pod matches. */
  function until(pod: string, path: string, value: string): Promise<string> {
    return kubectl('wait', `pod/${pod}`, `--for=jsonpath=${path}=${value}`, '--timeout=30s');
  }

  it('roll out, with their environment of Secrets and ConfigMaps', async () => {
    const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } };
    const keys = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'keys' } };
    await apply(
      { ...settings, data: { WHOM: 'Ann' } },
      { ...keys, stringData: { password: 'open sesame' } },
      deployment({
        env: [
          { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'keys', key: 'password' } } },
          { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
          { name: 'GREETING', value: 'hello $(WHOM) $$(WHOM)' },
        ],
        envFrom: [{ configMapRef: { name: 'settings' } }],
        readinessProbe: { httpGet: { port: 8080 } },
        livenessProbe: { exec: { command: ['sh', '-c', 'busybox test -f /www/index.html'] } },
      }),
    );
    match(await kubectl('rollout', 'status', 'deployment/web', '--timeout=30s'), /successfully rolled out$/);
    equal(await kubectl('logs', 'deployment/web'), 'Greeting with hello Ann $(WHOM)');
    const environment = await kubectl('exec', 'deployment/web', '--', 'busybox', 'env');
    match(environment, /^PASSWORD=open sesame$/m);
    match(environment, /^POD=web-/m);
  });

  it('run commands, and tell how they ended', async () => {
    equal(await kubectl('exec', 'deployment/web', '--', 'sh', '-c', 'echo hello'), 'hello');
    await rejects(kubectl('exec', 'deployment/web', '--', 'sh', '-c', 'exit 4'), { code: 4 });
    await rejects(
      kubectl('exec', 'deployment/web', '--', 'bash'),
      /exec: "bash": executable file not found in \$PATH/,
    );
  });

  it('have shells on a terminal of the size of the user’s', async () => {
    const shell = `stty cols 91 rows 33; exec kubectl exec -it deployment/web -- sh`;
    const child = spawn('script', ['-qefc', shell, '/dev/null'], {
      ...options(),
      env: { ...options().env, SHELL: '/bin/sh', TERM: 'xterm' },
    });
    let shown = '';
    const showsPrompt = new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        shown += chunk.toString();
        if (shown.includes('# ')) resolve();
      });
    });
    await showsPrompt;
    child.stdin.write('busybox stty size\nexit 5\n');
    equal((await once(child, 'close'))[0], 5);
    match(shown, /^33 91\r$/m);
  });

  it('answer on a forwarded port', async () => {
    const forward = spawn('kubectl', ['port-forward', 'deployment/web', ':8080'], options());
    try {
      const [first] = (await once(forward.stdout, 'data')) as [Buffer];
      const [, port = ''] = /127\.0\.0\.1:(\d+)/.exec(first.toString()) ?? [];
      const response = await fetch(`http://127.0.0.1:${port}/index.html`);
      equal(await response.text(), 'Hello from a real pod\n');
    } finally {
      forward.kill();
      await once(forward, 'close');
    }
  });

  it('are started again when they crash, and tell why', async () => {
    await apply(pod('crash', { args: ['sh', '-c', 'echo "no database" >&2; exit 3'] }));
    const last = '{.status.containerStatuses[0].lastState.terminated.exitCode}';
    await until('crash', last, '3');
    await until('crash', '{.status.containerStatuses[0].lastState.terminated.reason}', 'Error');
    equal(await kubectl('logs', 'crash', '--previous'), 'no database');
  });

  it('tell of a program that is not in the image', async () => {
    await apply(pod('absent', { command: ['/bin/server'] }));
    await until('absent', '{.status.containerStatuses[0].lastState.terminated.reason}', 'StartError');
    match(await kubectl('describe', 'pod', 'absent'), /`\/bin\/server` not found/);
  });

  it('are not ready while a probe fails, and say how', async () => {
    await apply(pod('deaf', { readinessProbe: { httpGet: { port: 81 }, periodSeconds: 1 } }));
    await until('deaf', '{.status.containerStatuses[0].started}', 'true');
    const why =
      /Readiness probe failed: Get "http:\/\/(10\.0\.128\.\d+:81)\/": dial tcp \1: connect: connection refused/;
    await eventually(() => kubectl('get', 'events', '-o', 'jsonpath={.items[*].message}'), why);
    equal(
      await kubectl('get', 'pod', 'deaf', '-o', 'jsonpath={.status.containerStatuses[0].ready}'),
      'false',
    );
  });

  it('do not start from an image that is not there and must not be pulled, or that no registry has', async () => {
    await apply(
      pod('never', { image: 'localhost/absent:1', imagePullPolicy: 'Never' }),
      pod('refused', { image: '127.0.0.1:9/absent:1' }),
    );
    const reason = '{.status.containerStatuses[0].state.waiting.reason}';
    await until('never', reason, 'ErrImageNeverPull');
    await until('refused', reason, 'ErrImagePull');
    match(await kubectl('describe', 'pod', 'refused'), /127\.0\.0\.1:9: connect: connection refused/);
  });

  it('end within their grace period, or by force', async () => {
    await kubectl('delete', 'pod', '--all', '--grace-period=1', '--timeout=30s');
    await kubectl('delete', 'deployment', 'web');
    await kubectl('wait', '--for=delete', 'pod', '--all', '--timeout=40s');
  });

  it('end with the process that ran them, even if it is killed', async () => {
    const module = new URL('../../../sandbox/kubernetes/kubelet/podman/space.ts', import.meta.url).pathname;
    const script = `
      import { Space } from ${JSON.stringify(module)};
      const space = await Space.open(${JSON.stringify(join(folder, 'images'))});
      await space.run(space.podman('run', '--detach', '--cgroups', 'disabled', '--ulimit', 'host', '--network', 'none', '${IMAGE}', 'sh', '-c', 'exec busybox sleep 4242'));
      console.log('runs');
    `;
    const file = join(folder, 'killed.mts');
    await writeFile(file, script);
    const child = spawn(process.execPath, ['--import', 'tsx', file]);
    await once(child.stdout, 'data');
    const asleep = async () => ((await processes()).includes('sleep\x004242') ? 'asleep' : 'gone');
    try {
      await eventually(asleep, /asleep/);
    } finally {
      child.kill('SIGKILL');
    }
    await eventually(asleep, /gone/);
    deepEqual(await mounts(), mountsBefore);
  });
});

function pod(name: string, container: Fields): Fields {
  return {
    ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name } },
    spec: { terminationGracePeriodSeconds: 1, containers: [{ name: 'web', image: IMAGE, ...container }] },
  };
}

function deployment(container: Fields): Fields {
  const labels = { app: 'web' };
  const { spec } = pod('web', container);
  return {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
  };
}

async function mounts(): Promise<readonly string[]> {
  return (await readFile('/proc/self/mounts', 'utf8')).split('\n').toSorted();
}

/** Asks again until the answer matches. */
async function eventually(ask: () => Promise<string>, pattern: RegExp): Promise<void> {
  while (!pattern.test(await ask())) await new Promise((resolve) => setImmediate(resolve));
}

/** The command lines of all processes. */
async function processes(): Promise<string> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => ''));
  return (await Promise.all(lines)).join('\n');
}
