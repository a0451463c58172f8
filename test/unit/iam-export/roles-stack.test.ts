import { match, rejects, strictEqual } from 'node:assert/strict';
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { generateDocument, type ExportOptions } from '../../../src/core/iam-export';
import { eventually } from '../../e2e/eventually';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { clientOf, EXTERNAL_ID, REGION, sessionKeys } from '../sandbox/clients';

const OPTIONS: ExportOptions = {
  kind: 'roles',
  format: 'cloudformation',
  compute: ['managed', 'auto'],
  extras: [],
  includeDelete: false,
  permissionsBoundary: '',
  rolePath: '',
  trustedAccount: '111111111111',
  externalId: EXTERNAL_ID,
  account: '',
  region: REGION,
  provisionRole: 'eks-provision-team',
  serviceRole: 'eks-service-team',
  kmsKey: '',
  rolePrefix: 'eks-provision',
};

describe('The template with both roles', () => {
  let sandbox: Sandbox;

  before(async () => {
    sandbox = await startSandbox({ externalId: EXTERNAL_ID, speed: 10_000 });
  });
  after(() => sandbox.stop());

  it('deployed as it is, makes roles, one of which can be assumed with the External ID', async () => {
    const administrator = clientOf(sandbox, sandbox.administrator);
    const outputs = await deploy(new CloudFormationClient(administrator));
    const RoleArn = outputs.get('ProvisionRoleArn') ?? '';
    strictEqual(RoleArn, 'arn:aws:iam::111111111111:role/eks-provision-team');
    match(outputs.get('ServiceRoleArn') ?? '', /:role\/eks-service-team$/);

    const { sessionToken } = await sessionKeys(sandbox, { RoleArn }, sandbox.administrator);
    match(sessionToken, /./);
    await rejects(sessionKeys(sandbox, { RoleArn, ExternalId: 'another' }, sandbox.administrator), {
      name: 'AccessDenied',
    });
  });
});

/** @returns the stack's outputs by name */
async function deploy(cloudFormation: CloudFormationClient): Promise<ReadonlyMap<string, string>> {
  const StackName = 'roles-of-the-team';
  await cloudFormation.send(
    new CreateStackCommand({
      StackName,
      TemplateBody: generateDocument(OPTIONS).text,
      Capabilities: ['CAPABILITY_NAMED_IAM'],
    }),
  );
  const outputs = new Map<string, string>();
  await eventually(async () => {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    strictEqual(Stacks?.[0]?.StackStatus, 'CREATE_COMPLETE');
    for (const { OutputKey = '', OutputValue = '' } of Stacks[0].Outputs ?? [])
      outputs.set(OutputKey, OutputValue);
  });
  return outputs;
}
