import type { Asker, Scene } from './probes/probe';
import { send, type Answer, type Server } from './send';
import { setTimeout } from 'node:timers/promises';

/** A server that is compared with another one. */
export interface Compared extends Server {
  adminToken(): string;
  limitedToken(): string;
}

const DEADLINE_MS = 30_000;
const LOOK_AGAIN_MS = 50;

/** Plays a scene on a server, in a new namespace. @returns the answers by probe, in order */
export async function play(scene: Scene, server: Compared): Promise<ReadonlyMap<string, Answer>> {
  const namespace = `compared-${scene.name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;
  await openNamespace(namespace, server);
  const answers = new Map<string, Answer>();
  const earlier = (probe: string) => (answers.get(probe)?.body ?? {}) as Readonly<Record<string, unknown>>;
  for (const [name, probe] of Object.entries(scene.probes(namespace))) {
    const { as = 'admin', ...ask } = typeof probe === 'function' ? probe(earlier) : probe;
    answers.set(name, await send(server, { ...ask, token: tokenOf(as, server) }));
  }
  return answers;
}

/** A namespace has its account and the cluster's authority a moment after it was made: lists would come without them. */
async function openNamespace(name: string, server: Compared): Promise<void> {
  const token = server.adminToken();
  const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
  await send(server, { method: 'POST', path: '/api/v1/namespaces', token, body });
  const deadline = performance.now() + DEADLINE_MS;
  for (const content of ['serviceaccounts/default', 'configmaps/kube-root-ca.crt'])
    while ((await send(server, { path: `/api/v1/namespaces/${name}/${content}`, token })).status !== 200) {
      if (performance.now() > deadline) throw new Error(`${content} did not come into ${name}.`);
      await setTimeout(LOOK_AGAIN_MS);
    }
}

function tokenOf(asker: Asker, server: Compared): string | undefined {
  switch (asker) {
    case 'admin':
      return server.adminToken();
    case 'limited':
      return server.limitedToken();
    case 'forged':
      return 'a-forged-token';
    case 'anonymous':
      return undefined;
  }
}
