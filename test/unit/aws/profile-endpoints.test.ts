import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { clientSettings } from '../../../src/aws/client-settings';
import { createAws } from '../../../src/aws/index';
import { provisionSession } from '../../../src/aws/session';
import { toUserError } from '../../../src/core/errors/to-user-error';
import type { SendHttp } from '../../../src/core/ports/http';
import type { AwsPort, ProvisionSession } from '../../../src/core/ports/aws';
import type { BaseCredentials } from '../../../src/core/sign-in/provision-role';
import { toAws } from '../../fakes/network';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { EXTERNAL_ID, REGION } from '../sandbox/clients';
import { SESSION_ROLE } from './canned-aws';
import { endpointsIn, withAws } from './environment';

const KEYS = 'aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret\n';
const ROLE = 'arn:aws:iam::111111111111:role/provision';
const work: BaseCredentials = { kind: 'profile', profile: 'work' };

/** Somebody of each service is called. */
const CALLS: Readonly<Record<string, (session: ProvisionSession, signal: AbortSignal) => Promise<unknown>>> =
  {
    ec2: (session, signal) => session.options.vpcs(signal),
    eks: (session, signal) => session.options.kubernetesVersions(signal),
    iam: (session, signal) => session.options.serviceRoles(signal),
    sts: (session, signal) => session.callerIdentity(signal),
    cloudformation: (session, signal) => session.stacks.describe('x', signal),
    servicequotas: (session, signal) => session.quota({ service: 'eks', code: 'L-1194D53C' }, signal),
    kms: (session, signal) => session.kmsKey(`arn:aws:kms:${REGION}:111111111111:key/x`, signal),
  };

/** The hosts that are sent to, but for the sandbox: none answers. */
function deadEnd(sandbox?: Sandbox): { readonly send: SendHttp; readonly hosts: Set<string> } {
  const hosts = new Set<string>();
  const send: SendHttp = (request, options) => {
    if (request.url.origin === sandbox?.url) return toAws(request, options);
    hosts.add(request.url.host);
    return Promise.reject(Object.assign(new Error('There is nobody.'), { code: 'ECONNREFUSED' }));
  };
  return { send, hosts };
}

async function hostsOf(config: string, ask: (aws: AwsPort, signal: AbortSignal) => Promise<unknown>) {
  const { send, hosts } = deadEnd();
  const aws = createAws({ log: () => undefined, send });
  await withAws({ config }, () => ask(aws, AbortSignal.timeout(30_000)).catch(() => undefined));
  return [...hosts];
}

describe('The clients of a profile', () => {
  const config = `[profile work]\n${KEYS}`;
  const session = (aws: AwsPort, signal: AbortSignal) =>
    aws.ownSession({ base: work, region: REGION }, signal);

  it('reach AWS itself, as long as the profile says nothing else', async () =>
    deepStrictEqual(await hostsOf(config, session), [`sts.${REGION}.amazonaws.com`]));

  it('reach the endpoint that the profile has for a service', async () => {
    const services = `services = local\n${config.replace('[profile work]\n', '')}[services local]\nsts =\n  endpoint_url = https://sts.example.test\n`;
    deepStrictEqual(await hostsOf(`[profile work]\n${services}`, session), ['sts.example.test']);
  });

  it('assume a role of the profile through its endpoint, too', async () => {
    const role = `[profile work]\nrole_arn = ${ROLE}\nsource_profile = keys\nendpoint_url = https://aws.example.test\n[profile keys]\n${KEYS}`;
    deepStrictEqual(await hostsOf(role, session), ['aws.example.test']);
    const web = `[profile work]\nrole_arn = ${ROLE}\nweb_identity_token_file = ${__filename}\nuse_fips_endpoint = true\nregion = us-east-1\n`;
    deepStrictEqual(await hostsOf(web, session), ['sts-fips.us-east-1.amazonaws.com']);
  });

  it('say what is wrong with the profile’s endpoints, and never that it is a bug', async () => {
    const WRONG = {
      'endpoint_url = sts.example.test':
        /^endpoint_url in the AWS profile work is not a URL: sts\.example\.test/,
      'endpoint_url = https://a.test\nuse_fips_endpoint = true':
        /^The AWS profile work sets use_fips_endpoint and also has its own endpoint/,
      'use_fips_endpoint = 1': /^use_fips_endpoint in the AWS profile work is neither true nor false: 1/,
      'services = gone': /^The AWS profile work refers to the services section gone/,
    };
    for (const [settings, words] of Object.entries(WRONG)) {
      const aws = createAws({ log: () => undefined, send: deadEnd().send });
      const said = await withAws({ config: `${config}${settings}\n` }, () =>
        session(aws, AbortSignal.timeout(30_000)).then(
          () => 'It worked.',
          (error: unknown) => toUserError(error).message,
        ),
      );
      match(said, words);
    }
  });
});

describe('The session of a role that a profile assumed', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ externalId: EXTERNAL_ID });
  });
  after(() => sandbox.stop());

  const request = () => ({
    roleArn: sandbox.roleArn,
    externalId: EXTERNAL_ID,
    region: REGION,
    base: work,
    sessionName: 'test',
    rights: 'full' as const,
  });
  const keys = () =>
    `aws_access_key_id = ${sandbox.accessKeyId}\naws_secret_access_key = ${sandbox.secretAccessKey}\n`;

  it('has the profile’s endpoints for each service, and tokens for clusters do not', async () => {
    const config = `[profile work]\n${keys()}endpoint_url = ${sandbox.url}\n`;
    const { send, hosts } = deadEnd(sandbox);
    const aws = createAws({ log: () => undefined, send });
    await withAws({ config }, async () => {
      const session = await aws.assumeRole(request(), AbortSignal.timeout(30_000));
      for (const call of Object.values(CALLS))
        await call(session, AbortSignal.timeout(30_000)).catch(() => undefined);
      const token = await session.clusters.createToken('demo');
      const address = Buffer.from(token.replace('k8s-aws-v1.', ''), 'base64url').toString();
      ok(address.startsWith(`https://sts.${REGION}.amazonaws.com/?`), address);
    });
    deepStrictEqual([...hosts], []);
  });

  it('calls the FIPS endpoint of each service where the profile asks for that', async () => {
    const { send, hosts } = deadEnd();
    const credentials = () =>
      Promise.resolve({ accessKeyId: 'ASIA', secretAccessKey: 's', sessionToken: 't' });
    const endpoint = endpointsIn({ AWS_USE_FIPS_ENDPOINT: 'true' });
    const settings = clientSettings(
      { region: 'us-east-1', credentials, endpoint },
      { log: () => undefined, send },
    );
    const session = provisionSession(SESSION_ROLE, settings);
    for (const call of Object.values(CALLS))
      await call(session, AbortSignal.timeout(30_000)).catch(() => undefined);
    strictEqual(hosts.size, Object.keys(CALLS).length, [...hosts].join());
    ok(
      [...hosts].every((host) => host.includes('fips')),
      [...hosts].join(),
    );
  });
});
