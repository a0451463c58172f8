import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
// As a whole, as in src/network.
import https from 'node:https';
import * as vscode from 'vscode';
import { toUserError } from '../../src/core/errors/to-user-error';
import { createKubernetes } from '../../src/kube/index';
import { startForeignServer, type ForeignServer } from '../fakes/foreign-server';
import { toCluster } from '../fakes/network';
import { whileNodeTakesAnyCertificate } from '../fakes/node-variable';
import { issueCertificates } from '../sandbox/kubernetes/certificates';

const never = new AbortController().signal;

/** On 127.0.0.2, for of requests to 127.0.0.1 VS Code leaves the agent as it is. */
describe('Certificates of clusters in VS Code, while Node takes any', () => {
  let server: ForeignServer;
  let authority: string;

  before(async () => {
    server = await startForeignServer({ tls: true, host: '127.0.0.2' });
    authority = (await issueCertificates(Date.now())).ca;
  });
  afterEach(() => use(undefined));
  after(() => server.close());

  const use = async (support: string | undefined) =>
    vscode.workspace
      .getConfiguration('http')
      .update('proxySupport', support, vscode.ConfigurationTarget.Global);

  for (const support of ['override', 'fallback', 'on', 'off'])
    it(`are checked where http.proxySupport is ${support}`, async () => {
      await use(support);
      const target = {
        endpoint: server.url.origin,
        certificateAuthority: Buffer.from(authority).toString('base64'),
        token: () => Promise.resolve('t0ken'),
      };
      await whileNodeTakesAnyCertificate(async () => {
        const kubernetes = createKubernetes(toCluster);
        const asked = kubernetes.connect(target).version(never);
        await rejects(asked, (error) => toUserError(error).code === 'issuer-unknown');
        strictEqual((await kubernetes.probe(target, never)).kind, 'unreachable');
        deepStrictEqual(server.authorizations, []);
      });
    });

  it('are not checked by VS Code’s agent, whatever the agent says that it replaces', async () => {
    await use('override');
    const agent = new https.Agent({ ca: authority, rejectUnauthorized: true });
    const headers = { authorization: 'Bearer t0ken' };
    await whileNodeTakesAnyCertificate(
      () =>
        new Promise<unknown>((resolve, reject) => {
          https.request(server.url, { agent, headers }, resolve).on('error', reject).end();
        }),
    );
    deepStrictEqual(server.authorizations, ['Bearer t0ken']);
  });
});
