import { deepStrictEqual, match, ok, rejects } from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { CreatePolicyVersionCommand, IAMClient } from '@aws-sdk/client-iam';
import { createAws } from '../../src/aws/index';
import {
  generateDocument,
  EXPORT_KINDS,
  type ExportKind,
  type ExportOptions,
} from '../../src/core/iam-export';
import { ADD_ONS, COMPUTE_KINDS, LOG_TYPES } from '../../src/core/cluster-form/cluster-spec';
import { defaultVariant, templateBody, type TemplateVariant } from '../../src/core/template';
import { startSandboxProcess, type SandboxProcess } from '../e2e/sandbox';
import { findCommand, run } from '../editor/command';
import { editorEnvironment } from '../editor/environment';
import { testHome } from '../editor/paths';
import { pythonEnvironment } from '../python/environment';
import { ENVIRONMENTS } from '../python/environments';
import { withAws } from '../unit/aws/environment';
import { toAws } from '../fakes/network';

const ACCOUNT = '111111111111';
const REGION = 'eu-central-1';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/eks-provision-team`;
const POLICY = `arn:aws:iam::${ACCOUNT}:policy/eks-provision-team`;

const OPTIONS: ExportOptions = {
  kind: 'roles',
  format: 'cli',
  compute: ['managed'],
  extras: [],
  includeDelete: true,
  permissionsBoundary: '',
  rolePath: '',
  trustedAccount: ACCOUNT,
  externalId: 'first-installation',
  account: ACCOUNT,
  region: REGION,
  provisionRole: 'eks-provision-team',
  serviceRole: 'eks-service-team',
  kmsKey: '',
  rolePrefix: 'eks-provision',
};

/** Another installation, which may do more. */
const SECOND: ExportOptions = {
  ...OPTIONS,
  compute: ['managed', 'self-managed'],
  externalId: 'second-installation',
};

describe('The script for the AWS CLI', function () {
  this.timeout(120_000);
  const running: { stop(): Promise<void> }[] = [];
  let sandbox: SandboxProcess;
  let folder: string;
  let environment: NodeJS.ProcessEnv;

  before(async function () {
    const shell = await findCommand(['sh']);
    if (!shell) {
      console.error('The script of the AWS CLI is not run: there is no sh in PATH.');
      this.skip();
    }
    const aws = await pythonEnvironment(ENVIRONMENTS.aws);
    folder = await mkdtemp(join(tmpdir(), 'iam-export-'));
    sandbox = await startSandboxProcess({ speed: 10_000 });
    running.push(sandbox, { stop: () => rm(folder, { recursive: true }) });
    const path = `${dirname(aws.program('aws'))}${delimiter}${process.env.PATH ?? ''}`;
    environment = editorEnvironment(testHome, { ...administrator(), PATH: path });
  });

  after(async () => {
    await Promise.all(running.map((each) => each.stop()));
  });

  it('makes roles that can be assumed with the External ID', async () => {
    const printed = await runScript(OPTIONS);
    match(printed, new RegExp(`^Policy: ${POLICY}\nRole: ${ROLE}\nRole: .*:role/eks-service-team\n$`));
    const roles = await withAws({ variables: administrator() }, async () => {
      const session = await signIn('first-installation');
      return session.options.serviceRoles(limit());
    });
    ok(roles.some(({ name, trustsEks }) => name === 'eks-service-team' && trustsEks));
    deepStrictEqual(await writesSince(0), ['CreatePolicy', 'CreateRole', 'AttachRolePolicy']);
  });

  it('run for another installation, lets that one in and the first one stay', async () => {
    await fillVersions();
    const before = (await sandbox.requests()).length;
    await runScript(SECOND);
    deepStrictEqual(await writesSince(before), [
      'DeletePolicyVersion',
      'CreatePolicyVersion',
      'UpdateAssumeRolePolicy',
      'AttachRolePolicy',
    ]);
    await withAws({ variables: administrator() }, async () => {
      await signIn('first-installation');
      await signIn('second-installation');
      await rejects(signIn('third-installation'));
    });
  });

  it('run again, leaves everything as it is', async () => {
    const before = (await sandbox.requests()).length;
    await runScript(SECOND);
    deepStrictEqual(await writesSince(before), ['AttachRolePolicy']);
  });

  it('makes nothing in an account that it is not for', async () => {
    const before = (await sandbox.requests()).length;
    await rejects(runScript({ ...OPTIONS, account: '222222222222' }), /This is for account 222222222222/);
    deepStrictEqual(await writesSince(before), []);
  });

  function administrator(): Record<string, string> {
    const { accessKeyId, secretAccessKey } = sandbox.administrator;
    return {
      AWS_ENDPOINT_URL: sandbox.url,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
    };
  }

  async function runScript(options: ExportOptions): Promise<string> {
    const file = join(folder, 'roles.sh');
    await writeFile(file, generateDocument(options).text);
    return run('sh', [file], { env: environment });
  }

  function signIn(externalId: string) {
    const aws = createAws({ send: toAws, log: () => undefined });
    const base = { kind: 'default' } as const;
    return aws.assumeRole(
      { roleArn: ROLE, region: REGION, base, externalId, sessionName: 'conformance', rights: 'full' },
      limit(),
    );
  }

  /** What the AWS CLI has changed in IAM since so many requests, as the account's log has it. */
  async function writesSince(before: number): Promise<readonly string[]> {
    const requests = (await sandbox.requests()).slice(before);
    const done = requests.filter(({ service, status }) => service === 'iam' && status === 200);
    const actions = done.map(({ action }) => action).filter((action) => !/^(Get|List)/.test(action));
    return [...new Set(actions)];
  }

  /** As many versions as a policy may have, the first one in force. */
  async function fillVersions(): Promise<void> {
    await withAws({ variables: { ...administrator(), AWS_REGION: REGION } }, async () => {
      const iam = new IAMClient();
      const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [] });
      for (let version = 2; version <= 5; version++)
        await iam.send(new CreatePolicyVersionCommand({ PolicyArn: POLICY, PolicyDocument }));
    });
  }
});

describe('The templates for CloudFormation', () => {
  it('have nothing that cfn-lint finds fault with', async () => {
    const checker = await pythonEnvironment(ENVIRONMENTS.moto);
    const folder = await mkdtemp(join(tmpdir(), 'templates-'));
    const clusters = COMPUTE_KINDS.flatMap((kind) => [
      { name: kind, text: templateBody(defaultVariant(kind)) },
      { name: `${kind}-with-everything`, text: templateBody({ ...EVERYTHING, compute: kind }) },
    ]);
    for (const { name, text } of clusters) ok(Buffer.byteLength(text) < LONGEST_TEMPLATE, name);
    const templates = [
      ...clusters,
      ...allOptions().map((options) => ({
        name: `${options.kind}-${options.compute.join('-')}`,
        text: generateDocument(options).text,
      })),
    ];
    const files = templates.map(({ name }) => join(folder, `${name}.json`));
    for (const [index, { text }] of templates.entries()) await writeFile(files[index] ?? '', text);
    const arguments_ = ['--regions', ...REGIONS_OF_PARTITIONS, '--', ...files];
    deepStrictEqual(await run(checker.program('cfn-lint'), arguments_), '');
    await rm(folder, { recursive: true });
  });
});

/** CloudFormation takes no longer one in a request. */
const LONGEST_TEMPLATE = 51_200;

/** AWS's own, China, GovCloud and one that is secret. */
const REGIONS_OF_PARTITIONS = ['us-east-1', 'cn-north-1', 'us-gov-west-1', 'us-iso-east-1'];

const longest = (number: number) => `example.com/${number}-`.padEnd(63, 'x');

/** All that decides which resources and properties a template has, as far as anybody may go. */
const EVERYTHING: Omit<TemplateVariant, 'compute'> = {
  addOns: ADD_ONS,
  logTypes: LOG_TYPES,
  otherTypes: ['m6a.large'],
  system: 'bottlerocket' as const,
  administrators: 20,
  labels: Object.fromEntries(Array.from({ length: 50 }, (_, i) => [longest(i), 'x'.repeat(63)])),
  taints: Array.from({ length: 50 }, (_, i) => ({
    key: longest(i),
    value: 'x'.repeat(63),
    effect: 'NoSchedule',
  })),
};

/** Everything that there is as a template, for each kind of compute where that makes a difference. */
function allOptions(): readonly ExportOptions[] {
  const subjects = (Object.keys(EXPORT_KINDS) as ExportKind[]).filter((subject) =>
    EXPORT_KINDS[subject].formats.includes('cloudformation'),
  );
  return subjects.flatMap((subject) =>
    COMPUTE_KINDS.filter((kind) => EXPORT_KINDS[subject].hasPolicy || kind === 'managed').map(
      (kind): ExportOptions => ({
        ...OPTIONS,
        kind: subject,
        format: 'cloudformation',
        compute: [kind],
      }),
    ),
  );
}

const limit = () => AbortSignal.timeout(30_000);
