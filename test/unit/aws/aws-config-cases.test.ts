import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAws } from '../../../src/aws/index';
import { profileFor, profileText } from '../../../src/core/aws-config/profile';
import { expressSource } from '../../../src/core/aws-config/profile-source';
import { awsEnvironment } from '../../../src/core/environment';
import { toUserError } from '../../../src/core/errors/to-user-error';
import type { BaseCredentials, CallerIdentity } from '../../../src/core/sign-in/provision-role';
import { AwsConfigFile } from '../../../src/files/aws-config-file';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { EXTERNAL_ID, REGION } from '../sandbox/clients';
import { withAws } from './environment';
import { toAws } from '../../fakes/network';

const FIXTURES = join(__dirname, '../../fixtures/aws-config');
const text = (name: string) => readFile(join(FIXTURES, name), 'utf8');
const json = async (name: string) =>
  JSON.parse(await text(name)) as { env: Record<string, string>; config?: string };
const profile = (name: string): BaseCredentials => ({ kind: 'profile', profile: name });

describe('An AWS config from a bug report', () => {
  let sandbox: Sandbox;
  let home: string;
  before(async () => {
    sandbox = await startSandbox({ externalId: EXTERNAL_ID });
    home = await mkdtemp(join(tmpdir(), 'home-'));
  });
  after(async () => {
    await sandbox.stop();
    await rm(home, { recursive: true });
  });

  interface Asked {
    readonly base?: BaseCredentials;
    readonly config?: string;
    readonly env?: Record<string, string>;
  }

  function ask({ base = { kind: 'default' }, config, env }: Asked): Promise<CallerIdentity> {
    const variables = { AWS_ENDPOINT_URL: sandbox.url, HOME: home, USERPROFILE: home, ...env };
    const aws = createAws({ send: toAws, log: () => undefined });
    return withAws({ variables, config }, () =>
      aws.callerIdentity({ base, region: REGION }, AbortSignal.timeout(30_000)),
    );
  }

  const refusal = (asked: Asked) =>
    ask(asked).then(
      ({ arn }) => Promise.reject(new Error(`It came to ${arn}.`)),
      (error: unknown) => toUserError(error).message,
    );

  const keys = () =>
    `aws_access_key_id = ${sandbox.accessKeyId}\naws_secret_access_key = ${sandbox.secretAccessKey}\n`;

  it('signs in with an sso-session whose name has a space, as the AWS CLI writes it', async () => {
    const config = (await text('sso-session-with-space.txt')).replace('111122223333', '111111111111');
    const cache = join(home, '.aws', 'sso', 'cache');
    await mkdir(cache, { recursive: true });
    const token = { ...sandbox.identityCenter.signIn(), expiresAt: '2999-01-01T00:00:00Z' };
    const name = createHash('sha1').update('My Session').digest('hex');
    await writeFile(join(cache, `${name}.json`), JSON.stringify(token));
    match((await ask({ base: profile('work'), config })).arn, /AWSReservedSSO_Developer_\w+\/developer$/);
  });

  const NAMES = ['My MacBook Pro', 'größe', 'dev,admin', 'two-spaces'];

  it('lists profiles of whatever name', async () => {
    const aws = createAws({ send: toAws, log: () => undefined });
    const listed = await withAws({ config: await text('profile-names.txt') }, () => aws.profiles());
    deepStrictEqual(listed.map(({ name }) => name).sort(), NAMES.toSorted());
  });

  for (const name of NAMES) {
    it(`signs in with the profile ${name}, and with a role upon it`, async () => {
      const config = (await text('profile-names.txt')).replaceAll('region = eu-central-1', keys());
      const role = `[profile role]\nrole_arn = ${sandbox.roleArn}\nexternal_id = ${EXTERNAL_ID}\nsource_profile = ${name}\n`;
      match((await ask({ base: profile(name), config })).arn, /:user\/developer$/);
      match(
        (await ask({ base: profile('role'), config: config + role })).arn,
        /:assumed-role\/eks-provision\//,
      );
    });
  }

  it('says which name the SDK cannot be given, as a profile and beneath a role', async () => {
    const config = `[profile "tick ;box"]\n${keys()}[profile role]\nrole_arn = ${sandbox.roleArn}\nsource_profile = tick ;box\n`;
    for (const name of ['tick ;box', 'role'])
      match(
        await refusal({ base: profile(name), config }),
        /cannot be used here, because of the name "tick ;box": it has a space followed by # or ;/,
      );
  });

  it('takes empty variables of a dev container for none', async () => {
    const { env } = await json('empty-environment.json');
    const config = join(home, '.aws', 'config');
    await mkdir(join(home, '.aws'), { recursive: true });
    await writeFile(config, `[default]\n${keys()}`);
    const { arn, source } = await ask({ env: { ...env, AWS_SHARED_CREDENTIALS_FILE: '' } });
    match(arn, /:user\/developer$/);
    deepStrictEqual(source, { kind: 'profile', profile: 'default' });
    strictEqual(new AwsConfigFile({ env, home }).path, config);
  });

  it('finds ~ in the home folder, and never makes a folder of that name', async () => {
    const env = { AWS_CONFIG_FILE: '~/.aws/other' };
    await mkdir(join(home, '.aws'), { recursive: true });
    await writeFile(join(home, '.aws', 'other'), `[default]\n${keys()}`);
    match((await ask({ env })).arn, /:user\/developer$/);
    const provision = { roleArn: sandbox.roleArn, externalId: EXTERNAL_ID, region: REGION };
    const written = profileFor({ ...provision, source: { kind: 'profile', profile: 'default' } });
    await new AwsConfigFile({ env, home }).write(written);
    ok((await readFile(join(home, '.aws', 'other'), 'utf8')).includes(written.name));
    ok(!(await readdir('.')).includes('~'));
  });

  for (const AWS_CONFIG_FILE of [
    '.aws/config',
    '~nobody/.aws/config',
    '$GONE/config',
    '${localEnv:HOME}/config',
  ]) {
    it(`writes nothing to ${AWS_CONFIG_FILE}, which is another file in every folder`, async () => {
      const source = { kind: 'profile', profile: 'default' } as const;
      const ours = profileFor({ roleArn: sandbox.roleArn, externalId: 'x', region: REGION, source });
      const refused = await new AwsConfigFile({ env: { AWS_CONFIG_FILE }, home })
        .write(ours)
        .catch(toUserError);
      strictEqual(refused?.code, 'aws-config-relative');
    });
  }

  for (const variable of ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE']) {
    it(`names ${variable} and both files where it names a profile that is gone`, async () => {
      const { env, config } = await json('missing-profile.json');
      const said = await refusal({ config, env: { [variable]: env['AWS_PROFILE'] ?? '' } });
      match(
        said,
        new RegExp(`^The environment variable ${variable} names the AWS profile gone, .*config.*credentials`),
      );
    });
  }

  it('reads AWS_DEFAULT_PROFILE, which the SDK does not know', async () => {
    const config = `[profile old]\n${keys()}`;
    const { source } = await ask({ config, env: { AWS_DEFAULT_PROFILE: 'old' } });
    deepStrictEqual(source, { kind: 'profile', profile: 'old' });
  });

  it('gives kubectl a profile for the web identity of a pod', async () => {
    const [token = ''] = sandbox.signInRoles.webIdentities.keys();
    const tokenFile = join(home, 'token');
    await writeFile(tokenFile, token);
    const { env: pod } = await json('irsa.json');
    deepStrictEqual(awsEnvironment({ env: pod, home }).webIdentity, {
      roleArn: 'arn:aws:iam::111122223333:role/pod',
      tokenFile: '/var/run/secrets/eks.amazonaws.com/serviceaccount/token',
      sessionName: undefined,
    });
    const env = {
      ...pod,
      AWS_ROLE_ARN: sandbox.signInRoles.pipeline.arn,
      AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile,
    };
    const { source } = await ask({ env });
    const expressed = expressSource(source);
    ok(expressed.kind === 'expressed', JSON.stringify(source));
    const provision = { roleArn: sandbox.roleArn, externalId: EXTERNAL_ID, region: REGION };
    const config = profileText(profileFor({ ...provision, source: expressed.source }));
    match(config, /\nsource_profile = (\S+)\n[^]*\[profile \1\]\nrole_arn = .*\nweb_identity_token_file = /);
    const [, name = ''] = /^\[profile (.*)\]/.exec(config) ?? [];
    // Only the trust of the provision role is in the way: it names the developers' account.
    const came = await ask({ base: profile(name), config }).then(
      ({ arn }) => arn,
      (error: unknown) => toUserError(error).message,
    );
    match(came, /assumed-role\/(eks-provision|pipeline)\//);
  });
});
