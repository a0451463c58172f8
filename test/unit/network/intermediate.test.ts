import { deepStrictEqual, rejects } from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { toUserError } from '../../../src/core/errors/to-user-error';
import { createKubernetes } from '../../../src/kube/index';
import { createNetwork } from '../../../src/network/index';
import { issue, type Issued } from '../add-cluster/certificates';

const never = new AbortController().signal;

/** As kubectl does it: the named authority is trusted, also if another issued it. */
describe('The authority of a cluster that another authority has issued', () => {
  let server: Server;
  let root: Issued;
  let intermediate: Issued;
  let other: Issued;

  before(async () => {
    root = await issue('root');
    intermediate = await issue('intermediate', { by: root });
    other = await issue('other', { by: root });
    const leaf = await issue('server', { by: intermediate, isAuthority: false, ip: '127.0.0.1' });
    const key = await webcrypto.subtle.exportKey('pkcs8', leaf.keys.privateKey);
    const body = Buffer.from(key).toString('base64').replace(/.{64}/g, '$&\n');
    server = createServer(
      {
        cert: leaf.pem + intermediate.pem,
        key: `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----\n`,
      },
      (_, response) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ kind: 'NodeList', apiVersion: 'v1', metadata: {}, items: [] }));
      },
    );
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  async function nodes(authority: string): Promise<unknown> {
    const { toCluster } = await createNetwork({
      proxySettings: () => ({ kind: 'off' }),
      machine: { env: {}, home: '/nowhere' },
      readFile: () => Promise.reject(new Error('There is none.')),
      log: () => undefined,
    });
    const target = {
      endpoint: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
      certificateAuthority: Buffer.from(authority).toString('base64'),
      token: () => Promise.resolve('t'),
    };
    return createKubernetes(toCluster).connect(target).nodes(never);
  }

  it('is enough alone, without its issuer', async () => {
    deepStrictEqual(await nodes(intermediate.pem), []);
  });

  it('is as good as its root, and as both', async () => {
    deepStrictEqual(await nodes(root.pem), []);
    deepStrictEqual(await nodes(`${intermediate.pem}${root.pem}`), []);
  });

  it('vouches for what it has issued itself alone', async () => {
    await rejects(nodes(other.pem), (error) => toUserError(error).code === 'issuer-unknown');
  });
});
