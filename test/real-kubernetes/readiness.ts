import { request } from 'node:https';
import { json, text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import type { RealCluster } from './programs';

const DEADLINE_MS = 180_000;
const LOOK_AGAIN_MS = 100;

/** Signs that a part works: a path, and what its answer says then. */
const SIGNS = {
  server: { '/readyz': () => true },
  // Controllers make the first, and fill the second from the roles that it is put together from.
  controllers: {
    '/api/v1/namespaces/default/serviceaccounts/default': () => true,
    '/api/v1/namespaces/kube-system/serviceaccounts/default': () => true,
    '/apis/rbac.authorization.k8s.io/v1/clusterroles/admin': (answer: unknown) =>
      ((answer as { rules?: unknown[] | null }).rules ?? []).length > 0,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, (answer: unknown) => boolean>>>>;

/** Resolves once that part of the cluster works. @throws Error after three minutes */
export async function untilReady(cluster: RealCluster, part: keyof typeof SIGNS): Promise<void> {
  const deadline = performance.now() + DEADLINE_MS;
  for (const [path, isReady] of Object.entries(SIGNS[part])) {
    while (!(await says(cluster, path, isReady))) {
      if (performance.now() > deadline) throw new Error(`${path} did not become ready.`);
      await setTimeout(LOOK_AGAIN_MS);
    }
  }
}

function says(
  { endpoint, ca, adminToken }: RealCluster,
  path: string,
  isReady: (answer: unknown) => boolean,
): Promise<boolean> {
  return new Promise((resolve) => {
    const headers = { authorization: `Bearer ${adminToken}` };
    const outgoing = request(new URL(path, endpoint), { ca, headers, agent: false }, (answer) => {
      const isJson = answer.headers['content-type'] === 'application/json';
      (isJson ? json(answer) : text(answer)).then(
        (body) => resolve(answer.statusCode === 200 && isReady(body)),
        () => resolve(false),
      );
    });
    outgoing.on('error', () => resolve(false)).end();
  });
}
