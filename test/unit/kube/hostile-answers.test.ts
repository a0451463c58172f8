import { deepStrictEqual, match, rejects, strictEqual } from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { toUserError } from '../../../src/core/errors/to-user-error';
import {
  KubernetesError,
  type KubernetesApi,
  type KubernetesTarget,
} from '../../../src/core/ports/kubernetes';
import { createKubernetes } from '../../../src/kube/index';
import { startForeignServer, type ForeignServer } from '../../fakes/foreign-server';
import { toCluster } from '../../fakes/network';

const never = new AbortController().signal;
const LISTS: Readonly<Record<string, (api: KubernetesApi, signal: AbortSignal) => Promise<unknown>>> = {
  nodes: (api, signal) => api.nodes(signal),
  'storage classes': (api, signal) => api.storageClasses(signal),
  services: (api, signal) => api.loadBalancers(signal),
  volumes: (api, signal) => api.volumes(signal),
  'objects of any kind': (api, signal) => api.list({ apiVersion: 'v1', kind: 'Namespace' }, signal),
};
const KINDS = {
  kind: 'APIResourceList',
  resources: [{ name: 'namespaces', kind: 'Namespace', namespaced: false }],
};

describe('A server that answers as no cluster does', () => {
  let server: ForeignServer;
  let other: ForeignServer;
  let pages: number;
  before(async () => {
    [server, other] = await Promise.all([startForeignServer(), startForeignServer()]);
  });
  after(() => Promise.all([server.close(), other.close()]));
  beforeEach(() => void (pages = 0));

  const target = (): KubernetesTarget => ({
    endpoint: server.url.origin,
    certificateAuthority: Buffer.from(server.authority).toString('base64'),
    token: () => Promise.resolve('t0ken'),
  });
  const api = () => createKubernetes(toCluster).connect(target());
  const json =
    (body: unknown, status = 200): RequestListener =>
    (_, response) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  /** @param next what the next page is asked for with */
  const lists =
    (next: () => string, items: readonly unknown[] = []): RequestListener =>
    (request, response) => {
      if (request.url === '/api/v1') {
        json(KINDS)(request, response);
        return;
      }
      pages++;
      const kind = 'NamespaceList'; // the client looks at it where it is not told what comes
      json({ apiVersion: 'v1', kind, metadata: { continue: next() }, items })(request, response);
    };
  const failureOf = (asked: Promise<unknown>) =>
    asked.then(
      () => ({ code: 'none', message: '' }),
      (error: unknown) => toUserError(error),
    );

  for (const [what, list] of Object.entries(LISTS)) {
    it(`is asked for no page twice: ${what}`, async () => {
      server.answer = lists(() => 'same');
      strictEqual((await failureOf(list(api(), never))).code, 'list-endless');
      strictEqual(pages, 2);
    });

    it(`is asked for a bounded number of items: ${what}`, async () => {
      server.answer = lists(() => `${pages}`, Array(5_000).fill({ metadata: { name: 'n' } }));
      strictEqual((await failureOf(list(api(), never))).code, 'list-endless');
      strictEqual(pages, 10);
    });
  }

  it('is asked for no more pages once they are not needed', async () => {
    const stop = new AbortController();
    const reason = new Error('collapsed');
    server.answer = lists(() => {
      if (pages === 3) stop.abort(reason);
      return `${pages}`;
    });
    await rejects(api().nodes(stop.signal), reason);
    strictEqual(pages, 3);
  });

  it('may send 32 MB in all pages of a list, and no more', async () => {
    const annotations = { long: 'x'.repeat(7 * 1024 ** 2) };
    server.answer = lists(() => `${pages}`, [{ metadata: { name: 'n', annotations } }]);
    match((await failureOf(api().nodes(never))).message, /cannot be used: it is larger than/);
    strictEqual(pages, 5);
  });

  for (const location of ['/elsewhere', () => other.url.href])
    it('gets the token nowhere else by a redirect', async () => {
      const to = typeof location === 'string' ? location : location();
      server.answer = (_, response) => void response.writeHead(307, { location: to }).end();
      for (const ask of [() => api().version(never), () => api().nodes(never)]) {
        const { code, message } = await failureOf(ask());
        strictEqual(code, 'answer-redirected');
        match(message, /redirects to 127\.0\.0\.1:\d+\. Credentials are not sent there\./);
      }
      const probe = await createKubernetes(toCluster).probe(target(), never);
      deepStrictEqual(probe.kind === 'unusable' && probe.fault.kind, 'redirect');
      deepStrictEqual(other.authorizations, []);
    });

  it('is not called a bug of ours when it answers with a page, or with half an answer', async () => {
    const answers: Record<string, RequestListener> = {
      page: (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hi</h1>'),
      half: (_, response) =>
        void response.writeHead(200, { 'content-type': 'application/json' }).end('{"a":'),
    };
    for (const answer of Object.values(answers)) {
      server.answer = answer;
      const { code, message } = await failureOf(api().version(never));
      strictEqual(code, 'answer-unusable');
      match(message, /it comes from a different kind of server\.$/);
    }
  });

  it('has its words shortened to a line of the log, in the error and in what the log tells of it', async () => {
    server.answer = json({ kind: 'Status', message: 'x'.repeat(50_000) }, 403);
    const failure: unknown = await api()
      .version(never)
      .catch((error: unknown) => error);
    strictEqual(failure instanceof KubernetesError && failure.message.length, 32_000);
    // What is made of it for the user, and not the client's own error, which quotes the whole answer.
    const { message, cause } = toUserError(failure);
    strictEqual(message.length < 32_200, true);
    strictEqual(cause, undefined);
  });

  it('ends at once when the answer is not needed any more, also while a token is made', async () => {
    const stop = new AbortController();
    const reason = new Error('collapsed');
    const token = () => (stop.abort(reason), new Promise<string>(() => undefined));
    await rejects(
      createKubernetes(toCluster)
        .connect({ ...target(), token })
        .version(stop.signal),
      reason,
    );
  });
});
