import { deepStrictEqual, doesNotMatch, match, ok, rejects, strictEqual } from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createAws } from '../../../src/aws/index';
import { portError as awsPortError } from '../../../src/aws/errors';
import { toUserError } from '../../../src/core/errors/to-user-error';
import type { ProxySettings } from '../../../src/core/network/proxy';
import { readRegularFile } from '../../../src/files/read-regular-file';
import { createKubernetes } from '../../../src/kube/index';
import { portError as kubernetesPortError } from '../../../src/kube/errors';
import { createNetwork, type Network } from '../../../src/network/index';
import { FORBIDDEN_HOST, startProxy, type TestProxy } from '../../proxy/proxy';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { withAws } from '../aws/environment';
import { temporaryFolder } from '../files/temporary-folder';
import { EXTERNAL_ID } from '../sandbox/clients';
import { CannedKubernetes } from '../kube/canned-kubernetes';

const AWS = 'aws.sandbox.test';
const QUERY = { base: { kind: 'default' }, region: 'eu-central-1' } as const;
const never = new AbortController().signal;

describe('A network with a proxy that asks for a password and inspects TLS', () => {
  let sandbox: Sandbox;
  let proxy: TestProxy;
  let authority: string;
  const folder = temporaryFolder();

  before(async () => {
    sandbox = await startSandbox({
      externalId: EXTERNAL_ID,
      names: { origin: `https://${AWS}`, clusterHost: 'clusters.sandbox.test' },
    });
    proxy = await startProxy({ inspect: { host: AWS, port: () => Number(new URL(sandbox.url).port) } });
  });

  beforeEach(async () => {
    authority = join(folder(), 'authority.pem');
    await writeFile(authority, proxy.authority);
  });

  after(() => Promise.all([sandbox.stop(), proxy.close()]));

  const throughSettings = (url: string): ProxySettings => ({ kind: 'on', url, exceptions: [] });

  function network(proxySettings: () => ProxySettings, env: Record<string, string> = {}): Promise<Network> {
    return createNetwork({
      ...{ proxySettings, machine: { env: { AWS_CA_BUNDLE: authority, ...env }, home: '' } },
      ...{ readFile: readRegularFile, log: () => undefined },
    });
  }

  const whoAmI = ({ toAws }: Network, log: (line: string) => void = () => undefined) =>
    withAws({ variables: sandbox.env }, () => createAws({ log, send: toAws }).callerIdentity(QUERY, never));

  it('leads AWS’s calls through the proxy of the settings', async () => {
    const before = proxy.connects.length;
    const { accountId } = await whoAmI(await network(() => throughSettings(proxy.url)));
    strictEqual(accountId, '111111111111');
    deepStrictEqual(proxy.connects.slice(before), [`${AWS}:443`]);
  });

  it('leads them through the proxy of the environment', async () => {
    const { accountId } = await whoAmI(await network(() => throughSettings(''), { HTTPS_PROXY: proxy.url }));
    strictEqual(accountId, '111111111111');
  });

  it('leads the calls through it that the SDK makes for credentials', async () => {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...variables } = sandbox.env;
    const config = [
      `[profile role]\nrole_arn = ${sandbox.roleArn}\nexternal_id = ${EXTERNAL_ID}\nsource_profile = me`,
      `[profile me]\naws_access_key_id = ${AWS_ACCESS_KEY_ID}\naws_secret_access_key = ${AWS_SECRET_ACCESS_KEY}`,
    ].join('\n');
    const { toAws } = await network(() => throughSettings(proxy.url));
    const query = { base: { kind: 'profile', profile: 'role' }, region: 'eu-central-1' } as const;
    const aws = createAws({ log: () => undefined, send: toAws });
    const { arn } = await withAws({ variables, config }, () => aws.callerIdentity(query, never));
    match(arn, /assumed-role\/eks-provision/);
  });

  it('trusts an authority that was added to Node’s', async () => {
    const env = { AWS_CA_BUNDLE: '', NODE_EXTRA_CA_CERTS: authority };
    strictEqual((await whoAmI(await network(() => throughSettings(proxy.url), env))).partition, 'aws');
  });

  it('uses a changed setting at the next call', async () => {
    let settings = throughSettings(proxy.url);
    const changing = await network(() => settings);
    await whoAmI(changing);
    const before = proxy.connects.length;
    settings = { kind: 'off' };
    await rejects(whoAmI(changing), { kind: 'network' });
    strictEqual(proxy.connects.length, before);
    settings = throughSettings(proxy.url);
    await whoAmI(changing);
  });

  const failures = {
    'proxy-authentication': () => network(() => throughSettings(`http://${proxy.host}`)),
    'proxy-unreachable': () => network(() => throughSettings('http://me:p4ssw0rd@127.0.0.1:1')),
    'issuer-unknown': () => network(() => throughSettings(proxy.url), { AWS_CA_BUNDLE: '' }),
  };
  for (const [code, broken] of Object.entries(failures)) {
    it(`says ${code} in one sentence, of AWS’s calls`, async () => {
      const lines: string[] = [];
      const error = toUserError(await failureOf(whoAmI(await broken(), (line) => lines.push(line))));
      strictEqual(error.code, code);
      doesNotMatch(`${error.message} ${lines.join('\n')}`, /p4ssw0rd/);
    });
  }

  describe('before a cluster', () => {
    let kubernetes: CannedKubernetes;

    before(async () => {
      kubernetes = await CannedKubernetes.start('cluster.sandbox.test');
      kubernetes.answer = () => ({ json: { kind: 'NodeList', apiVersion: 'v1', items: [] } });
    });

    after(() => kubernetes.close());

    const nodes = ({ toCluster }: Network) =>
      createKubernetes(toCluster).connect(kubernetes.target()).nodes(never);

    it('leads its calls through the proxy, and trusts the cluster’s own authority', async () => {
      const before = proxy.connects.length;
      deepStrictEqual(await nodes(await network(() => throughSettings(proxy.url))), []);
      deepStrictEqual(proxy.connects.slice(before), [new URL(kubernetes.endpoint).host]);
    });

    it('trusts no other authority than the cluster’s own and those that were added', async () => {
      const { ca: foreign } = kubernetes;
      const { toCluster } = await network(() => throughSettings(proxy.url));
      const target = {
        ...kubernetes.target(),
        certificateAuthority: Buffer.from(proxy.authority).toString('base64'),
      };
      const failure = await failureOf(createKubernetes(toCluster).connect(target).nodes(never));
      strictEqual(toUserError(failure).code, 'issuer-unknown');
      const added = join(folder(), 'added.pem');
      await writeFile(added, foreign);
      const trusting = await network(() => throughSettings(proxy.url), { NODE_EXTRA_CA_CERTS: added });
      deepStrictEqual(await createKubernetes(trusting.toCluster).connect(target).nodes(never), []);
    });

    it('says that the proxy wants a password', async () => {
      const error = toUserError(
        await failureOf(nodes(await network(() => throughSettings(`http://${proxy.host}`)))),
      );
      strictEqual(error.code, 'proxy-authentication');
    });

    it('says what else the proxy answered', async () => {
      const target = { ...kubernetes.target(), endpoint: `https://${FORBIDDEN_HOST}` };
      const { toCluster } = await network(() => throughSettings(proxy.url));
      const error = toUserError(await failureOf(createKubernetes(toCluster).connect(target).nodes(never)));
      strictEqual(error.code, 'cluster-unreachable');
      match(error.message, /The proxy 127\.0\.0\.1:\d+ answered with HTTP status 403\./);
    });

    it('says that the proxy cannot be reached', async () => {
      const unreachable = await network(() => throughSettings('http://me:p4ssw0rd@127.0.0.1:1'));
      const error = toUserError(await failureOf(nodes(unreachable)));
      strictEqual(error.code, 'proxy-unreachable');
      match(error.message, /The proxy 127\.0\.0\.1:1 /);
    });
  });

  it('goes past the proxy where NO_PROXY says so', async () => {
    const before = proxy.connects.length;
    const sparing = await network(() => throughSettings(''), {
      HTTPS_PROXY: proxy.url,
      NO_PROXY: 'sandbox.test',
    });
    await rejects(whoAmI(sparing), { kind: 'network' });
    strictEqual(proxy.connects.length, before);
  });

  it('reads what VS Code’s own agent says of a proxy, without the password in it', () => {
    const said = 'Failed to establish a socket connection to proxies: PROXY me:p4ssw0rd@proxy.example:3128';
    for (const portError of [awsPortError, kubernetesPortError]) {
      const failure = portError(new Error(said), 'cluster.example');
      const error = toUserError(failure);
      strictEqual(error.code, 'proxy-unreachable');
      match(error.message, /The proxy proxy\.example:3128 /);
      doesNotMatch(failure.message, /p4ssw0rd/);
    }
  });

  const UNREAD = { 'nowhere.pem': 'ENOENT', '/dev/zero': '/dev/zero is not a regular file' };
  for (const [name, reason] of Object.entries(UNREAD)) {
    it(`logs that the authorities of ${name} cannot be read, and works without them`, async () => {
      const lines: string[] = [];
      const env = { AWS_CA_BUNDLE: resolve(folder(), name) };
      const log = (line: string) => lines.push(line);
      const proxySettings = () => ({ kind: 'off' }) as const;
      ok(await createNetwork({ proxySettings, machine: { env, home: '' }, readFile: readRegularFile, log }));
      strictEqual(lines.length, 1);
      ok(lines[0]?.startsWith(`AWS_CA_BUNDLE names a file that cannot be read: ${reason}`), lines[0]);
    });
  }
});

async function failureOf(result: Promise<unknown>): Promise<unknown> {
  return result.then(
    () => new Error('It did not fail.'),
    (error: unknown) => error,
  );
}
