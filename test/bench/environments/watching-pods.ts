import { setImmediate, setTimeout } from 'node:timers/promises';
import { readPod } from '../../../src/core/environments/objects/pod';
import { createWatches } from '../../../src/kube/watcher';
import { connectionsTo } from '../../fakes/network';
import { median, type BenchOptions, type Row } from '../row';
import { heap } from './heap';
import { environmentsIn, isLoading, look } from './looking';
import { startServer, type ServerProcess } from './server-process';

const PODS_KIND = { api: 'api/v1', resource: 'pods', read: readPod };
const POLL_MS = 10_000;
const KINDS = 13;
const [PODS, ENVIRONMENTS] = [2_000, 50];
const MANY_PODS = 5_000;
const CHANGES = 1_000;
const IDLE_MS = 10_000;

/** What the view of environments costs, from the cluster's answers to the rows, with a cluster 100 ms away. */
export async function watchingPods({ runs }: BenchOptions): Promise<readonly Row[]> {
  const server = await startServer('many-pods-server');
  try {
    await server.ask('fill 40 1');
    const shown = await changeShown(server, runs);
    const idle = await callsAMinute(server);
    await server.ask(`fill ${PODS} ${ENVIRONMENTS}`);
    const paints: number[] = [];
    const calls: number[] = [];
    const answers: number[] = [];
    for (let run = 0; run < Math.min(runs, 5); run++) {
      paints.push(await firstPaint(server));
      calls.push(await slowestCall(server));
      answers.push(await oneAnswer(server));
    }
    const block = await longestBlock(server);
    await server.ask(`fill ${MANY_PODS} ${ENVIRONMENTS}`);
    return [
      {
        ...{ name: 'environments: change in the cluster shown', unit: 'ms', value: shown },
        comparedWith: { name: 'poll every 10 s, on average', value: POLL_MS / 2 },
      },
      {
        ...{ name: 'environments: calls while nothing changes', unit: 'calls/min', value: idle },
        comparedWith: { name: 'poll every 10 s', value: (KINDS * 60_000) / POLL_MS },
      },
      {
        ...{ name: `environments: ${PODS} pods in ${ENVIRONMENTS}, first paint`, unit: 'ms' },
        value: median(paints),
        comparedWith: { name: 'its slowest call alone', value: median(calls) },
      },
      {
        ...{ name: `environments: ${PODS} pods listed`, unit: 'ms', value: median(calls) },
        comparedWith: { name: 'read as one answer', value: median(answers) },
      },
      {
        ...{ name: `environments: longest block, ${CHANGES} changes/s`, unit: 'ms', value: block },
        comparedWith: { name: 'goal', value: 50 },
      },
      {
        ...{ name: `environments: memory of ${MANY_PODS} pods`, unit: 'MB' },
        ...(await memory(server)),
      },
    ];
  } finally {
    server.stop();
  }
}

/** From the change in the cluster to the row that says so. */
async function changeShown(server: ServerProcess, runs: number): Promise<number> {
  const looking = look(server);
  await looking.until((rows) => !isLoading(rows) && environmentsIn(rows).length === 1);
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    await setTimeout(200);
    const before = environmentsIn(looking.rows)[0]?.sentence;
    const begun = performance.now();
    await server.ask(`change ${run % 2 === 0 ? 0 : 40}`);
    await looking.until((rows) => environmentsIn(rows)[0]?.sentence !== before);
    times.push(performance.now() - begun);
  }
  looking.dispose();
  return median(times);
}

async function callsAMinute(server: ServerProcess): Promise<number> {
  const looking = look(server);
  await looking.until((rows) => !isLoading(rows) && environmentsIn(rows).length === 1);
  await setTimeout(1_000);
  const before = Number(await server.ask('calls'));
  await setTimeout(IDLE_MS);
  const calls = Number(await server.ask('calls')) - before;
  looking.dispose();
  return (calls * 60_000) / IDLE_MS;
}

async function firstPaint(server: ServerProcess): Promise<number> {
  const begun = performance.now();
  const looking = look(server);
  await looking.until((rows) => !isLoading(rows) && environmentsIn(rows).length === ENVIRONMENTS);
  const time = performance.now() - begun;
  looking.dispose();
  return time;
}

/** The list of the pods, which is by far the longest. */
async function slowestCall({ target }: ServerProcess): Promise<number> {
  const begun = performance.now();
  const watcher = createWatches(connectionsTo, fail).watcher(target);
  await new Promise<void>((resolve) => {
    const watch = watcher.watch(PODS_KIND, undefined, () => {
      if (watch.state.kind !== 'current') return;
      watch.dispose();
      resolve();
    });
  });
  return performance.now() - begun;
}

async function oneAnswer(server: ServerProcess): Promise<number> {
  const begun = performance.now();
  JSON.parse(await podList(server));
  return performance.now() - begun;
}

async function longestBlock(server: ServerProcess): Promise<number> {
  const looking = look(server);
  await looking.until((rows) => !isLoading(rows) && environmentsIn(rows).length === ENVIRONMENTS);
  await setTimeout(500);
  let isOver = false;
  const storm = server.ask(`storm ${CHANGES}`).then(() => (isOver = true));
  let longest = 0;
  let last = performance.now();
  while (!isOver) {
    await setImmediate();
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }
  await storm;
  looking.dispose();
  return longest;
}

/** What stays on the heap, beside the list itself. */
async function memory(server: ServerProcess): Promise<Pick<Row, 'value' | 'comparedWith'>> {
  const list = await podList(server);
  const before = heap();
  const looking = look(server);
  await looking.until((rows) => !isLoading(rows) && environmentsIn(rows).length === ENVIRONMENTS);
  const value = heap() - before;
  looking.dispose();
  return { value, comparedWith: { name: 'list of the pods as JSON', value: list.length / 1024 ** 2 } };
}

async function podList({ target }: ServerProcess): Promise<string> {
  const connections = connectionsTo(Buffer.from(target.certificateAuthority, 'base64').toString());
  const url = new URL('/api/v1/pods', target.endpoint);
  const opened = await connections.stream({ method: 'GET', url, headers: {} }, new AbortController().signal);
  if (opened.kind !== 'open') throw new Error('The list was refused.');
  const parts: Uint8Array[] = [];
  for await (const part of opened.connection.body) parts.push(part);
  return Buffer.concat(parts).toString();
}

function fail(error: unknown): never {
  throw error;
}
