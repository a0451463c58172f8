import type { ServerResponse } from 'node:http';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { readPod } from '../../src/core/environments/objects/pod';
import type { ClusterWatcher } from '../../src/core/ports/watch';
import { createWatches } from '../../src/kube/watcher';
import { connectionsTo } from '../fakes/network';
import { SocketServer } from '../unit/kube/socket-server';
import { median, type BenchOptions, type Row } from './row';

const KIND = { api: 'api/v1', resource: 'pods', read: readPod };
const POLL_MS = 10_000;
const PODS = 2_000;
const CHANGES = 1_000;
const BATCHES = 50;

/** How soon a change in a cluster is known, and what thousands of pods cost. */
export async function environments({ runs }: BenchOptions): Promise<readonly Row[]> {
  const server = await SocketServer.start([]);
  const api = new PodApi(server);
  try {
    const watcher = () => createWatches(connectionsTo, fail).watcher(server.target);
    return [
      {
        ...{ name: 'environments: change in the cluster known', unit: 'ms' },
        value: await noticed(watcher(), api, runs),
        comparedWith: { name: 'poll every 10 s, on average', value: POLL_MS / 2 },
      },
      {
        ...{ name: `environments: ${PODS} pods listed`, unit: 'ms', value: await listed(watcher(), api) },
        comparedWith: { name: 'read as one answer', value: await inOneAnswer(server) },
      },
      {
        ...{ name: `environments: longest block, ${CHANGES} changes/s`, unit: 'ms' },
        value: await longestBlock(watcher(), api),
        comparedWith: { name: 'allowed', value: 50 },
      },
    ];
  } finally {
    await server.close();
  }
}

/** Answers with pods as large as real ones. */
class PodApi {
  pods = 0;
  private watcher: ServerResponse | undefined;

  constructor(server: SocketServer) {
    server.onRequest = (response, { searchParams }) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      if (searchParams.has('watch')) {
        this.watcher = response;
        response.flushHeaders();
        return;
      }
      const from = Number(searchParams.get('continue') ?? 0);
      const end = Math.min(this.pods, from + Number(searchParams.get('limit') ?? this.pods));
      const items = Array.from({ length: end - from }, (_, index) => pod(from + index));
      const metadata = { resourceVersion: '1', continue: end < this.pods ? String(end) : undefined };
      response.end(JSON.stringify({ metadata, items }));
    };
  }

  change(index: number): void {
    this.watcher?.write(`${JSON.stringify({ type: 'MODIFIED', object: pod(index) })}\n`);
  }
}

async function noticed(watcher: ClusterWatcher, api: PodApi, runs: number): Promise<number> {
  const times: number[] = [];
  let changed: () => void = () => undefined;
  const watch = watcher.watch(KIND, 'shop', () => changed());
  while (watch.state.kind !== 'current') await setTimeout(10);
  for (let run = 0; run < runs; run++) {
    await setTimeout(200);
    const known = new Promise<void>((resolve) => (changed = resolve));
    const begun = performance.now();
    api.change(run);
    await known;
    times.push(performance.now() - begun);
  }
  watch.dispose();
  return median(times);
}

async function listed(watcher: ClusterWatcher, api: PodApi): Promise<number> {
  api.pods = PODS;
  const begun = performance.now();
  await new Promise<void>((resolve) => {
    const watch = watcher.watch(KIND, 'shop', () => {
      if (watch.state.kind !== 'current') return;
      watch.dispose();
      resolve();
    });
  });
  return performance.now() - begun;
}

async function inOneAnswer({ target }: SocketServer): Promise<number> {
  const begun = performance.now();
  const connections = connectionsTo(Buffer.from(target.certificateAuthority, 'base64').toString());
  const url = new URL('/api/v1/namespaces/shop/pods', target.endpoint);
  const opened = await connections.stream({ method: 'GET', url, headers: {} }, new AbortController().signal);
  if (opened.kind !== 'open') throw new Error('The list was refused.');
  const parts: Uint8Array[] = [];
  for await (const part of opened.connection.body) parts.push(part);
  JSON.parse(Buffer.concat(parts).toString());
  return performance.now() - begun;
}

async function longestBlock(watcher: ClusterWatcher, api: PodApi): Promise<number> {
  const watch = watcher.watch(KIND, 'shop', () => undefined);
  while (watch.state.kind !== 'current') await setTimeout(10);
  await setTimeout(100);
  let longest = 0;
  for (let batch = 0; batch < BATCHES; batch++) {
    for (let index = 0; index < CHANGES / BATCHES; index++) api.change(index);
    let last = performance.now();
    for (const end = last + 1_000 / BATCHES; last < end;) {
      await setImmediate();
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }
  }
  watch.dispose();
  return longest;
}

function pod(index: number): object {
  const condition = { type: 'Ready', status: 'True', lastTransitionTime: '2026-11-30T10:00:00Z' };
  const fields = Object.fromEntries(
    Array.from({ length: 60 }, (_, field) => [`f:field-${field}`, { '.': {}, 'k:{"type":"Ready"}': {} }]),
  );
  return {
    metadata: {
      name: `pod-${index}`,
      namespace: 'shop',
      uid: String(index),
      managedFields: [{ fieldsV1: fields }],
    },
    spec: { containers: [{ name: 'web', image: 'registry.example/web:1' }] },
    status: { phase: 'Running', conditions: [condition] },
  };
}

function fail(error: unknown): never {
  throw error;
}
