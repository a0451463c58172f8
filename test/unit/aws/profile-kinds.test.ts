import { doesNotMatch, match, ok, strictEqual } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAws } from '../../../src/aws/index';
import type { SendHttp } from '../../../src/core/ports/http';
import { toUserError } from '../../../src/core/errors/to-user-error';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { EXTERNAL_ID, REGION } from '../sandbox/clients';
import { withAws } from './environment';
import { toAws } from '../../fakes/network';

const ACCOUNT = 'sso_account_id = 111111111111\nsso_role_name = Developer\n';
const COMPANY =
  '[sso-session company]\nsso_region = eu-central-1\nsso_start_url = https://example.awsapps.com/start\n';
const SSO = `[profile work]\nsso_session = company\n${ACCOUNT}${COMPANY}`;
const START_URL = 'https://example.awsapps.com/start';
const LEGACY = `[profile work]\nsso_region = eu-central-1\nsso_start_url = ${START_URL}\n${ACCOUNT}`;
const LONG_AGO = '2024-01-01T00:00:00Z';
const FAR_AWAY = '2999-01-01T00:00:00Z';

describe('A profile', () => {
  let sandbox: Sandbox;
  let home: string;
  before(async () => {
    sandbox = await startSandbox({ externalId: EXTERNAL_ID });
    home = await mkdtemp(join(tmpdir(), 'home-'));
    await mkdir(join(home, '.aws', 'sso', 'cache'), { recursive: true });
  });
  after(async () => {
    await sandbox.stop();
    await rm(home, { recursive: true });
  });

  interface Machine {
    readonly variables?: Readonly<Record<string, string>>;
    readonly send?: SendHttp;
  }

  /** The ARN that it comes to, or what the user reads instead. */
  function outcome(config: string, { variables, send = toAws }: Machine = {}): Promise<string> {
    const aws = createAws({ send, log: () => undefined });
    const base = { kind: 'profile', profile: 'work' } as const;
    const environment = { AWS_ENDPOINT_URL: sandbox.url, HOME: home, USERPROFILE: home, ...variables };
    return withAws({ variables: environment, config }, () =>
      aws.callerIdentity({ base, region: REGION }, AbortSignal.timeout(30_000)).then(
        ({ arn }) => arn,
        (error: unknown) => toUserError(error).message,
      ),
    );
  }

  /** As the AWS CLI keeps it. @param entry the session’s name, or the start URL where there is none */
  function keepToken(token: Readonly<Record<string, string>>, entry = 'company'): Promise<void> {
    const name = createHash('sha1').update(entry).digest('hex');
    const client = { clientId: 'client', clientSecret: 'secret' };
    const path = join(home, '.aws', 'sso', 'cache', `${name}.json`);
    return writeFile(path, JSON.stringify({ ...client, ...token }));
  }

  const keys = () =>
    `[profile keys]\naws_access_key_id = ${sandbox.accessKeyId}\naws_secret_access_key = ${sandbox.secretAccessKey}\n`;
  const withExternalId = (externalId: string) =>
    `[profile work]\nrole_arn = ${sandbox.roleArn}\nsource_profile = keys\nexternal_id = ${externalId}\n${keys()}`;

  it('assumes a role with its external_id', async () => {
    match(await outcome(withExternalId(EXTERNAL_ID)), /:assumed-role\/eks-provision\//);
    const denied = await outcome(withExternalId('another'));
    doesNotMatch(denied, /:assumed-role\//);
    match(denied, /not authorized to perform: sts:AssumeRole/);
  });

  it('assumes a role with what credential_source names', async () => {
    const config = `[profile work]\nrole_arn = ${sandbox.roleArn}\nexternal_id = ${EXTERNAL_ID}\ncredential_source = Environment\n`;
    match(await outcome(config, { variables: sandbox.env }), /:assumed-role\/eks-provision\//);
  });

  for (const [name, config, entry] of [
    ['an sso-session', SSO, 'company'],
    ['the start URL of IAM Identity Center', LEGACY, START_URL],
  ] as const) {
    it(`wants a sign-in with ${name}, and takes it as it is there`, async () => {
      const unsigned = 'The AWS profile work is not signed in to IAM Identity Center (SSO).';
      const { accessToken } = sandbox.identityCenter.signIn();
      strictEqual(await outcome(config), unsigned);
      await keepToken({ accessToken, expiresAt: LONG_AGO }, entry);
      strictEqual(await outcome(config), unsigned);
      await keepToken({ accessToken, expiresAt: FAR_AWAY }, entry);
      match(await outcome(config), /:assumed-role\/AWSReservedSSO_Developer_\w+\/developer$/);
    });
  }

  it('renews a token of IAM Identity Center that has ended', async () => {
    await keepToken({ ...sandbox.identityCenter.signIn(), expiresAt: LONG_AGO });
    match(await outcome(SSO), /:assumed-role\/AWSReservedSSO_Developer_/);
  });

  it('wants a new sign-in where IAM Identity Center knows the token no more', async () => {
    await keepToken({ accessToken: 'revoked', expiresAt: FAR_AWAY });
    strictEqual(await outcome(SSO), 'The AWS profile work is not signed in to IAM Identity Center (SSO).');
  });

  it('says that its permission set is not the user’s', async () => {
    await keepToken({ ...sandbox.identityCenter.signIn(), expiresAt: FAR_AWAY });
    match(
      await outcome(SSO.replace('Developer', 'Admin')),
      /does not give you the access that the AWS profile work asks for/,
    );
  });

  it('reaches IAM Identity Center as all of AWS is reached', async () => {
    await keepToken({ ...sandbox.identityCenter.signIn(), expiresAt: FAR_AWAY });
    const reached: unknown[] = [];
    const send: SendHttp = ({ url }) => {
      reached.push(url.host);
      return Promise.reject(Object.assign(new Error('There is nobody.'), { code: 'ECONNREFUSED' }));
    };
    await outcome(SSO, { variables: { AWS_ENDPOINT_URL: 'https://aws.sandbox.test' }, send });
    ok(reached.length > 0 && reached.every((host) => host === 'aws.sandbox.test'));
  });

  it('names the sso-session or the source_profile that is not there', async () => {
    strictEqual(
      await outcome(`[profile work]\nsso_session = gone\n${ACCOUNT}`),
      'The AWS profile work refers to the sso-session gone, which is not in the AWS config.',
    );
    strictEqual(
      await outcome('[profile work]\nrole_arn = arn:aws:iam::111111111111:role/a\nsource_profile = gone\n'),
      'The AWS profile work refers to gone through source_profile, but there is no such profile.',
    );
  });

  const UNUSABLE = {
    'half of what IAM Identity Center takes': '[profile work]\nsso_start_url = https://example.com\n',
    'a token file that is not there': `[profile work]\nrole_arn = arn:aws:iam::111111111111:role/a\nweb_identity_token_file = ${join(tmpdir(), 'gone', 'token')}\n`,
  };
  for (const [name, config] of Object.entries(UNUSABLE)) {
    it(`is called unusable with ${name}`, async () =>
      match(await outcome(config), /^The AWS profile work has no settings to sign in with/));
  }
});
