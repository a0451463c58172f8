import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { environmentNames } from '../../../src/core/cluster/environment-names';
import { SocketServer } from '../../unit/kube/socket-server';
import { deploymentIn, namespaceOf, podIn, PROJECT, replicaSetIn } from './many-objects';
import { serve } from './server-process';

/** A cluster on another continent. */
const LATENCY_MS = 100;
const BATCHES = 50;

interface Stored {
  readonly namespace: string;
  readonly json: string;
}

/** A cluster with as many pods as it is told, as large as real ones, which change as often as it is told. */
async function main(): Promise<void> {
  const server = await SocketServer.start([]);
  let objects: Readonly<Record<string, readonly Stored[]>> = {};
  let calls = 0;
  const watchers = new Map</* kind */ string, Set<{ namespace: string; response: ServerResponse }>>();

  server.onRequest = (response, url) => {
    calls++;
    void answer(response, url);
  };
  const answer = async (response: ServerResponse, { pathname, searchParams }: URL) => {
    const [, namespace = '', kind = ''] = /(?:namespaces\/([^/]+)\/)?([a-z]+)$/.exec(pathname) ?? [];
    await setTimeout(LATENCY_MS);
    response.writeHead(200, { 'content-type': 'application/json' });
    if (searchParams.has('watch')) {
      const all = watchers.get(kind) ?? new Set();
      watchers.set(kind, all.add({ namespace, response }));
      response.flushHeaders();
      return;
    }
    const found = (objects[kind] ?? []).filter((each) => namespace === '' || each.namespace === namespace);
    const from = Number(searchParams.get('continue') ?? 0);
    const end = Math.min(found.length, from + Number(searchParams.get('limit') ?? found.length));
    const metadata = { resourceVersion: '1', continue: end < found.length ? String(end) : undefined };
    const items = found.slice(from, end).map(({ json }) => json);
    response.end(`{"metadata":${JSON.stringify(metadata)},"items":[${items.join(',')}]}`);
  };
  const send = (kind: string, type: string, { namespace, json }: Stored) => {
    for (const watcher of watchers.get(kind) ?? [])
      if (watcher.namespace === '' || watcher.namespace === namespace)
        watcher.response.write(`{"type":"${type}","object":${json}}\n`);
  };

  const commands: Readonly<Record<string, (a: number, b: number) => unknown>> = {
    /** So many pods in so many environments. */
    fill(pods, environments) {
      objects = filled(pods, environments);
    },
    /** One environment's rollout is over, or begins. @returns nothing */
    change(ready) {
      const namespace = environmentNames(PROJECT, 'review/0').namespace;
      send('deployments', 'MODIFIED', stored(namespace, deploymentIn(namespace, ready)));
    },
    /** So many changes of pods in a second. */
    async storm(changes) {
      const pods = objects['pods'] ?? [];
      for (let batch = 0; batch < BATCHES; batch++) {
        for (let index = 0; index < changes / BATCHES; index++)
          send(
            'pods',
            'MODIFIED',
            pods[(batch * BATCHES + index) % pods.length] ?? { namespace: '', json: '' },
          );
        await setTimeout(1_000 / BATCHES);
      }
    },
    calls: () => calls,
  };
  const { endpoint, certificateAuthority } = server.target;
  serve({ endpoint, certificateAuthority, token: 't' }, (message) => {
    const [name = '', first, second] = message.split(' ');
    return commands[name]?.(Number(first), Number(second));
  });
}

function filled(pods: number, environments: number): Readonly<Record<string, readonly Stored[]>> {
  const names = Array.from({ length: environments }, (_, index) => `review/${index}`);
  const places = names.map((name) => environmentNames(PROJECT, name).namespace);
  const each = pods / environments;
  return {
    namespaces: names.map((name) => stored('', namespaceOf(name))),
    deployments: places.map((namespace) => stored(namespace, deploymentIn(namespace, each))),
    replicasets: places.map((namespace) => stored(namespace, replicaSetIn(namespace, each))),
    pods: places.flatMap((namespace) =>
      Array.from({ length: each }, (_, index) => stored(namespace, podIn(namespace, index))),
    ),
  };
}

function stored(namespace: string, object: object): Stored {
  return { namespace, json: JSON.stringify(object) };
}

void main();
