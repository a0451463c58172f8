import { deepStrictEqual, doesNotMatch, match, ok, rejects, strictEqual } from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BaseCredentialResolver } from '../../../src/aws/base-credentials';
import { callLogger } from '../../../src/aws/client-settings';
import { createAws } from '../../../src/aws/index';
import { toUserError } from '../../../src/core/errors/to-user-error';
import { AwsError } from '../../../src/core/ports/aws';
import type { BaseCredentials } from '../../../src/core/sign-in/provision-role';
import type { SignInPort } from '../../../src/core/ports/sign-in';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { REGION } from '../sandbox/clients';
import { withAws } from './environment';
import { toAws } from '../../fakes/network';

/** A user who is asked for nothing. */
const ABSENT: SignInPort = {
  accessKey: () => Promise.reject(new Error('The user was asked for a key.')),
  mfaCode: () => Promise.reject(new Error('The user was asked for a code.')),
};

describe('Base credentials', () => {
  let sandbox: Sandbox;
  let home: string;

  before(async () => {
    sandbox = await startSandbox();
    home = await mkdtemp(join(tmpdir(), 'home-'));
  });
  after(async () => {
    await sandbox.stop();
    await rm(home, { recursive: true });
  });

  const keys = ({ accessKeyId, secretAccessKey }: { accessKeyId: string; secretAccessKey: string }) =>
    `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;

  interface Machine {
    readonly config?: string;
    readonly variables?: Readonly<Record<string, string>>;
    readonly user?: SignInPort;
  }

  /** Whom AWS takes us for, on a machine with this AWS config. */
  async function whoIs(
    base: BaseCredentials,
    { config, variables, user = ABSENT }: Machine,
  ): Promise<string> {
    const aws = createAws({ send: toAws, log: () => undefined, signIn: user });
    const environment = { AWS_ENDPOINT_URL: sandbox.url, HOME: home, ...variables };
    return withAws({ variables: environment, config }, async () => {
      const { arn } = await aws.callerIdentity({ base, region: REGION }, AbortSignal.timeout(30_000));
      return arn;
    });
  }

  const work: BaseCredentials = { kind: 'profile', profile: 'work' };
  /** What the user reads. */
  async function failure(base: BaseCredentials, machine: Machine): Promise<string> {
    const error = await whoIs(base, machine).then(
      (arn) => new Error(`It succeeded, as ${arn}.`),
      (reason: unknown) => reason,
    );
    const { message, remedy } = toUserError(error);
    return `${message} ${remedy}`;
  }

  const session = (role: string, name: string) =>
    new RegExp(`^arn:aws:sts::111111111111:assumed-role/${role}/${name}$`);

  it('are the access key of a profile', async () =>
    strictEqual(
      await whoIs(work, { config: `[profile work]\n${keys(sandbox)}` }),
      'arn:aws:iam::111111111111:user/developer',
    ));

  it('are the access key that the user typed', async () => {
    const { accessKeyId, secretAccessKey } = sandbox;
    const user = { ...ABSENT, accessKey: () => Promise.resolve({ accessKeyId, secretAccessKey }) };
    strictEqual(await whoIs({ kind: 'accessKey' }, { user }), 'arn:aws:iam::111111111111:user/developer');
  });

  it('are those of an instance profile', async () => {
    const variables = {
      AWS_EC2_METADATA_DISABLED: 'false',
      AWS_EC2_METADATA_SERVICE_ENDPOINT: sandbox.url,
    };
    const workstation = session('workstation', 'i-\\w+');
    match(await whoIs({ kind: 'instanceProfile' }, { variables }), workstation);
    match(await whoIs({ kind: 'default' }, { variables }), workstation);
    const config = `[profile work]\nrole_arn = arn:aws:iam::111111111111:role/nobody\ncredential_source = Ec2InstanceMetadata\n`;
    match(await failure(work, { config, variables }), /assumed-role\/workstation/);
  });

  it('are those of a web identity', async () => {
    const [token = ''] = sandbox.signInRoles.webIdentities.keys();
    const file = join(home, 'token');
    await writeFile(file, token);
    const config = `[profile work]\nrole_arn = ${sandbox.signInRoles.pipeline.arn}\nweb_identity_token_file = ${file}\nrole_session_name = build\n`;
    match(await whoIs(work, { config }), session('pipeline', 'build'));
  });

  it('are what a program of the profile prints', async () => {
    const { accessKeyId, secretAccessKey } = sandbox;
    const printed = join(home, 'credentials.json');
    await writeFile(
      printed,
      JSON.stringify({ Version: 1, AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey }),
    );
    const program = `node -e "process.stdout.write(require('fs').readFileSync('${printed}'))"`;
    strictEqual(
      await whoIs(work, { config: `[profile work]\ncredential_process = ${program}\n` }),
      'arn:aws:iam::111111111111:user/developer',
    );
  });

  describe('with MFA', () => {
    const config = () =>
      `[profile work]\nrole_arn = ${sandbox.signInRoles.withMfa.arn}\nsource_profile = keys\nmfa_serial = ${sandbox.mfaDevice.serial}\nrole_session_name = me\n[profile keys]\n${keys(sandbox)}`;

    it('ask for a code, again where it was wrong, and once for all who wait', async () => {
      const asked: boolean[] = [];
      const user: SignInPort = {
        ...ABSENT,
        mfaCode: ({ serial, isAgain }) => {
          strictEqual(serial, sandbox.mfaDevice.serial);
          asked.push(isAgain);
          return Promise.resolve(isAgain ? sandbox.mfaDevice.code : '000000');
        },
      };
      const aws = createAws({ send: toAws, log: () => undefined, signIn: user });
      await withAws({ variables: { AWS_ENDPOINT_URL: sandbox.url }, config: config() }, async () => {
        const ask = () => aws.callerIdentity({ base: work, region: REGION }, AbortSignal.timeout(30_000));
        const answers = [...(await Promise.all([ask(), ask()])), await ask()];
        ok(answers.every(({ arn }) => session('developer-with-mfa', 'me').test(arn)));
      });
      deepStrictEqual(asked, [false, true]);
    });

    it('fail in words where none is entered', async () => {
      const aws = createAws({ send: toAws, log: () => undefined });
      await withAws({ variables: { AWS_ENDPOINT_URL: sandbox.url }, config: config() }, () =>
        rejects(aws.callerIdentity({ base: work, region: REGION }, AbortSignal.timeout(30_000)), {
          kind: 'credentials',
          code: 'sign-in-cancelled',
        }),
      );
    });
  });

  const FAILURES: Readonly<Record<string, readonly [config: string, RegExp]>> = {
    'a profile that does not exist': [
      '[profile other]\nregion = eu-central-1\n',
      /^There is no AWS profile work in .*config or .*credentials\./,
    ],
    'a profile that names no credentials': [
      '[profile work]\nregion = eu-central-1\n',
      /^The AWS profile work .*no settings to sign in with/,
    ],
    'a config with syntax errors': [
      '[profile work\naws_access_key_id\n= what\n[[',
      /^The AWS profile work was not found, and .*config has an error: Line 1 is above the first section\./,
    ],
    'profiles that rest on each other': [
      '[profile work]\nrole_arn = arn:aws:iam::111111111111:role/a\nsource_profile = b\n[profile b]\nrole_arn = arn:aws:iam::111111111111:role/b\nsource_profile = work\n',
      /^The AWS profile work refers to itself/,
    ],
    'a program that prints rubbish': [
      `[profile work]\ncredential_process = node -e "console.log('hello')"\n`,
      /^The credential_process of the AWS profile work returned no credentials/,
    ],
    'a program that fails': [
      `[profile work]\ncredential_process = node -e "process.exit(3)" --token=hunter2\n`,
      /^The credential_process of the AWS profile work returned no credentials/,
    ],
  };
  for (const [name, [config, words]] of Object.entries(FAILURES)) {
    it(`say so for ${name}`, async () => {
      const text = await failure(work, { config });
      match(text, words);
      doesNotMatch(text, /hunter2/);
    });
  }

  it('say so for a program that hangs', async () => {
    const config = `[profile work]\ncredential_process = node -e "setTimeout(() => {}, 3000)"\n`;
    await withAws({ config }, async () => {
      const resolve = new BaseCredentialResolver(
        { machine: { env: process.env, home: '' }, readFile },
        ABSENT,
        callLogger(() => undefined),
        toAws,
        100,
      ).provider(work);
      await rejects(resolve(), (error) => {
        match(toUserError(error).message, /^The AWS profile work did not return credentials in time/);
        return true;
      });
    });
  });

  it('say so where the machine is no instance', async () =>
    match(
      await failure(
        { kind: 'instanceProfile' },
        {
          variables: {
            AWS_EC2_METADATA_DISABLED: 'false',
            AWS_EC2_METADATA_SERVICE_ENDPOINT: 'http://127.0.0.1:9',
          },
        },
      ),
      /^This machine has no instance profile/,
    ));

  it('are waited for by an operation, whatever keeps them away', async () => {
    const error: unknown = await whoIs(work, { config: '' }).catch((reason: unknown) => reason);
    ok(error instanceof AwsError && error.isTransient);
  });

  it('leave the log an end of what the failure comes from', async () => {
    let error: unknown = toUserError(await whoIs(work, { config: '' }).catch((reason: unknown) => reason));
    const seen = new Set<unknown>();
    for (; error instanceof Error; error = error.cause) {
      ok(!seen.has(error));
      seen.add(error);
    }
  });

  it('are seen at once when a profile is added', async () => {
    const aws = createAws({ send: toAws, log: () => undefined });
    const read = (config: string) =>
      withAws({ config }, async () =>
        (await aws.profiles()).map(({ name, kind, asks }) => [name, kind, asks]),
      );
    deepStrictEqual(await read(''), []);
    deepStrictEqual(
      await read(
        `[profile work]\n${keys(sandbox)}[profile login]\ncredential_process = x\n[sso-session s]\nsso_region = x\n`,
      ),
      [
        ['login', 'process', 'program'],
        ['work', 'accessKey', 'nothing'],
      ],
    );
  });
});
