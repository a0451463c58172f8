import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import {
  clusterScript,
  clusterTemplate,
  type PlannedCluster,
} from '../../src/core/iam-export/cluster-documents';
import { stackName } from '../../src/core/naming';
import type { ClusterSpec } from '../../src/core/cluster-form/cluster-spec';
import { templateParameters } from '../../src/core/template';
import { findCommand, run } from '../editor/command';
import { editorEnvironment } from '../editor/environment';
import { testHome } from '../editor/paths';
import { MANAGED, SPEC } from '../fakes/cluster-spec';
import { pythonEnvironment } from '../python/environment';
import { ENVIRONMENTS } from '../python/environments';
import { startSandbox, type Sandbox } from '../sandbox/sandbox';
import { COMPUTE, network, serviceRoleFor } from '../unit/sandbox/cluster-life';
import { seedProvisionRole } from '../unit/sandbox/provision-role';
import { clientOf, EXTERNAL_ID, REGION, sessionKeys, type Keys } from '../unit/sandbox/clients';

describe('The commands that create a cluster, run by the AWS CLI', function () {
  this.timeout(120_000);
  let sandbox: Sandbox;
  let folder: string;
  let environment: NodeJS.ProcessEnv;
  let reader: Keys;

  before(async function () {
    if (!(await findCommand(['sh']))) {
      console.error('The commands for the AWS CLI are not run: there is no sh in PATH.');
      this.skip();
    }
    const aws = await pythonEnvironment(ENVIRONMENTS.aws);
    folder = await mkdtemp(join(tmpdir(), 'cluster-'));
    sandbox = await startSandbox({ externalId: EXTERNAL_ID });
    const keys = await sessionKeys(sandbox);
    reader = await readerKeys();
    const path = `${dirname(aws.program('aws'))}${delimiter}${process.env.PATH ?? ''}`;
    environment = editorEnvironment(testHome, {
      AWS_ENDPOINT_URL: sandbox.url,
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
      AWS_SESSION_TOKEN: keys.sessionToken,
      // As in a shell that works with another region.
      AWS_REGION: 'us-east-1',
      PATH: path,
    });
  });
  after(async () => {
    await sandbox.stop();
    await rm(folder, { recursive: true });
  });

  const specs: readonly (readonly [what: string, change: Partial<ClusterSpec>])[] = [
    [
      'with a managed node group, and names that a shell could take for its own',
      {
        name: 'one_shop',
        compute: { ...MANAGED, labels: { team: 'shop' } },
        keyPair: `o'brien "$(touch owned)" \`id\`, $HOME`,
        tags: { 'cost center': 'a=b@c', team: 'shop' },
      },
    ],
    [
      'in Auto Mode, private, and deleted when it fails',
      { name: 'two', compute: COMPUTE.auto, endpoint: { access: 'private' }, onFailure: 'delete' },
    ],
  ];
  for (const [what, change] of specs)
    it(`create the same stack: ${what}`, async () => {
      const cluster = planned(change);
      await runScript(cluster);

      const client = new CloudFormationClient(clientOf(sandbox, reader));
      const StackName = stackName(cluster.spec.name);
      const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
      const [stack] = Stacks ?? [];
      ok(stack);
      const parameters = new Map(stack.Parameters?.map((each) => [each.ParameterKey, each.ParameterValue]));
      for (const [name, value] of Object.entries(templateParameters(cluster.spec, provisionRole())))
        strictEqual(parameters.get(name), value, name);
      deepStrictEqual(
        Object.fromEntries((stack.Tags ?? []).map(({ Key, Value }) => [Key, Value])),
        cluster.spec.tags,
      );
      strictEqual(stack.DisableRollback, cluster.spec.onFailure === 'keep');

      const { TemplateBody } = await client.send(new GetTemplateCommand({ StackName }));
      strictEqual(TemplateBody, clusterTemplate(cluster).text);
      deepStrictEqual(await readdir(folder), ['create.sh'], 'what the script leaves behind');
    });

  it('create nothing where the AWS CLI is signed in to another account', async () => {
    const cluster = { ...planned({ name: 'three' }), accountId: '999999999999' };
    await rejects(runScript(cluster), /This is for account 999999999999/);
  });

  /** Keys of a role that may look at what the provision role need not. */
  function readerKeys(): Promise<Keys> {
    const Action = ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate'];
    const policy = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
    } as const;
    return sessionKeys(sandbox, { RoleArn: seedProvisionRole(sandbox, { name: 'eks-reader', policy }) });
  }

  function provisionRole() {
    return { provisionRoleArn: sandbox.roleArn };
  }

  function planned(change: Partial<ClusterSpec>): PlannedCluster {
    const spec = { ...SPEC, ...network(sandbox), ...change };
    const serviceRoleArn = serviceRoleFor(sandbox, spec.compute.kind);
    return {
      spec: { ...spec, serviceRoleArn },
      role: { roleArn: sandbox.roleArn, region: REGION, base: { kind: 'default' } },
      accountId: sandbox.clusters.id,
    };
  }

  async function runScript(cluster: PlannedCluster): Promise<void> {
    const file = join(folder, 'create.sh');
    await writeFile(file, clusterScript(cluster).text);
    await run('sh', ['create.sh'], { env: environment, cwd: folder });
  }
});
