import { inBackground } from '../../../src/core/background';
import { readPod } from '../../../src/core/environments/objects/pod';
import { FollowedLog } from '../../../src/core/environments/streams/followed-log';
import { LogChannel } from '../../../src/ui/environments/log-channel';
import { createStreams } from '../../../src/kube/streams';
import { systemClock } from '../../../src/ui/clock';
import { connectionsTo } from '../../fakes/network';
import { median, type BenchOptions, type Row } from '../row';
import { heap } from './heap';
import { kubectlFor, type Kubectl } from './kubectl';
import { startServer, type ServerProcess } from './server-process';

const KEYS = 100;
const MEGABYTES = 50;
const NAMESPACE = 'default';

/** What is typed into a pod and what it logs, through our streams and through kubectl, on the same server. */
export async function podStreams({ runs }: BenchOptions): Promise<readonly Row[]> {
  const server = await startServer('running-pods-server');
  const kubectl = await kubectlFor(server.served);
  try {
    await server.ask('web runs:1');
    await server.ask(`log chatty:${MEGABYTES}`);
    const ours: Followed[] = [];
    const theirs: number[] = [];
    const [keys, kubectlKeys]: [number[], number[]] = [[], []];
    for (let run = 0; run < runs; run++) {
      keys.push(await echo(server));
      kubectlKeys.push(await kubectlEcho(kubectl));
    }
    for (let run = 0; run < Math.min(runs, 3); run++) {
      ours.push(await followed(server));
      theirs.push(await kubectlLogs(kubectl));
    }
    return [
      {
        ...{ name: `shell: a key comes back, median of ${KEYS}`, unit: 'ms', value: median(keys) },
        comparedWith: { name: 'kubectl exec', value: median(kubectlKeys) },
      },
      {
        ...{ name: `logs: ${MEGABYTES} MB followed`, unit: 'ms' },
        value: median(ours.map(({ ms }) => ms)),
        comparedWith: { name: 'kubectl logs -f', value: median(theirs) },
      },
      {
        ...{ name: `logs: memory after ${MEGABYTES} MB`, unit: 'MB' },
        value: median(ours.map(({ heapGrowth }) => heapGrowth)),
        comparedWith: { name: 'the log', value: MEGABYTES },
      },
    ];
  } finally {
    await kubectl.dispose();
    server.stop();
  }
}

async function echo(server: ServerProcess): Promise<number> {
  const streams = createStreams(connectionsTo).streams(server.target);
  const container = { namespace: NAMESPACE, pod: 'web', container: 'web' };
  const ended = new AbortController();
  const shell = await streams.exec(container, ['cat'], 'pipes', ended.signal);
  const events = shell.events[Symbol.asyncIterator]();
  const time = await timeOfKeys(async (key) => {
    await shell.write(Buffer.from(key));
    await events.next();
  });
  shell.close();
  ended.abort();
  return time;
}

async function kubectlEcho(kubectl: Kubectl): Promise<number> {
  const shell = kubectl.start('exec', '-i', 'web', '--', 'cat');
  const { stdin, stdout } = shell;
  if (!stdin || !stdout) throw new Error('kubectl has no pipes.');
  const time = await timeOfKeys(
    (key) =>
      new Promise((resolve) => {
        stdout.once('data', () => resolve());
        stdin.write(key);
      }),
  );
  shell.kill();
  return time;
}

async function timeOfKeys(type: (key: string) => Promise<void>): Promise<number> {
  await type('x');
  const times: number[] = [];
  for (let key = 0; key < KEYS; key++) {
    const begun = performance.now();
    await type('x');
    times.push(performance.now() - begun);
  }
  return median(times);
}

interface Followed {
  readonly ms: number;
  readonly heapGrowth: number;
}

/** Until all lines would be shown; how VS Code shows them is not ours. */
async function followed({ target }: ServerProcess): Promise<Followed> {
  const [running] = WEB_POD?.containers ?? [];
  if (!running) throw new Error('There is no container.');
  const streams = createStreams(connectionsTo).streams(target);
  const ended = new AbortController();
  const before = heap();
  const begun = performance.now();
  await new Promise<void>((resolve) => {
    let characters = 0;
    const channel = new LogChannel(UNUSED);
    const sink = {
      lines(lines: readonly string[]) {
        channel.lines(lines);
        for (const line of lines) characters += line.length;
        if (characters >= MEGABYTES * 1_000_000) resolve();
      },
      note: () => undefined,
    };
    const start = (run: () => Promise<void>) => inBackground(run, fail);
    new FollowedLog({ streams, clock: systemClock, sink, start }, LOG, 10_000_000, ended.signal).update(
      running,
    );
  });
  const ms = performance.now() - begun;
  const heapGrowth = heap() - before;
  ended.abort();
  return { ms, heapGrowth };
}

async function kubectlLogs(kubectl: Kubectl): Promise<number> {
  const begun = performance.now();
  const logs = kubectl.start('logs', '-f', 'log');
  await new Promise<void>((resolve) => {
    let bytes = 0;
    logs.stdout?.on('data', (data: Buffer) => {
      bytes += data.length;
      if (bytes >= MEGABYTES * 1_000_000) resolve();
    });
  });
  logs.kill();
  return performance.now() - begun;
}

const LOG = { namespace: NAMESPACE, pod: 'log', container: 'web' };
/** What VS Code does with the text is not ours. */
const UNUSED = {
  ...{ append: () => undefined, replace: () => undefined, clear: () => undefined },
  ...{ show: () => undefined, dispose: () => undefined },
};
const WEB_POD = readPod({
  metadata: { name: 'log', namespace: NAMESPACE, uid: 'log' },
  spec: { containers: [{ name: 'web' }] },
  status: { containerStatuses: [{ name: 'web', restartCount: 0, state: { running: {} } }] },
});

function fail(error: unknown): never {
  throw error;
}
