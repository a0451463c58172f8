import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import https, { type RequestOptions } from 'node:https';
import { createAws } from '../../../src/aws/index';
import { toUserError } from '../../../src/core/errors/to-user-error';
import { createKubernetes } from '../../../src/kube/index';
import { startForeignServer, type ForeignServer } from '../../fakes/foreign-server';
import { toAws, toCluster } from '../../fakes/network';
import { whileNodeTakesAnyCertificate } from '../../fakes/node-variable';
import { issueCertificates } from '../../sandbox/kubernetes/certificates';
import { STATIC_KEY, withAws } from '../aws/environment';

const never = new AbortController().signal;

/**
 * What VS Code does to a request where `http.proxySupport` is `override`: of the agent it keeps the authorities. The host
 * suite sees that with VS Code's own code.
 */
function replacingAgents(request: typeof https.request): typeof https.request {
  return ((url: URL, options: RequestOptions, ...rest: []) => {
    const { agent, ...kept } = options;
    const ca = agent instanceof https.Agent ? agent.options.ca : undefined;
    return request(url, { ...kept, ca }, ...rest);
  }) as typeof https.request;
}

describe('NODE_TLS_REJECT_UNAUTHORIZED=0', () => {
  let server: ForeignServer;
  let foreignAuthority: string;
  before(async () => {
    server = await startForeignServer({ tls: true, host: '127.0.0.2' });
    foreignAuthority = (await issueCertificates(Date.now())).ca;
  });
  after(() => server.close());

  const target = () => ({
    endpoint: server.url.origin,
    certificateAuthority: Buffer.from(foreignAuthority).toString('base64'),
    token: () => Promise.resolve('t0ken'),
  });
  const callNobodyTrusted = {
    'a cluster': () => createKubernetes(toCluster).connect(target()).nodes(never),
    AWS: () => {
      const variables = { ...STATIC_KEY, AWS_ENDPOINT_URL: server.url.origin };
      const query = { base: { kind: 'default' }, region: 'eu-central-1' } as const;
      return withAws({ variables }, () =>
        createAws({ send: toAws, log: () => undefined }).callerIdentity(query, never),
      );
    },
  };

  const { request } = https;
  for (const [how, patched] of [
    ['as Node sends', request],
    ['as VS Code sends', replacingAgents(request)],
  ] as const)
    describe(`has no say in where credentials are sent, ${how}`, () => {
      before(() => void (https.request = patched));
      after(() => void (https.request = request));
      beforeEach(() => void ((server.authorizations as unknown[]).length = 0));

      for (const [whom, callThem] of Object.entries(callNobodyTrusted))
        it(`by a call to ${whom}`, () =>
          whileNodeTakesAnyCertificate(async () => {
            await rejects(callThem(), (error) => toUserError(error).code === 'issuer-unknown');
            deepStrictEqual(server.authorizations, []);
          }));

      it('by the look at what is at an API URL', () =>
        whileNodeTakesAnyCertificate(async () => {
          const probe = await createKubernetes(toCluster).probe(target(), never);
          strictEqual(probe.kind, 'unreachable');
          deepStrictEqual(server.authorizations, []);
        }));

      it('though Node itself would send them there', () =>
        whileNodeTakesAnyCertificate(async () => {
          const agent = new https.Agent({ ca: foreignAuthority });
          const headers = { authorization: 'Bearer t0ken' };
          await new Promise((resolve, reject) =>
            https.request(server.url, { agent, headers }, resolve).on('error', reject).end(),
          );
          deepStrictEqual(server.authorizations, ['Bearer t0ken']);
        }));
    });
});
