import assert from 'node:assert/strict';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  paginateDescribeStackEvents,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { DescribeAccessEntryCommand, DescribeClusterCommand, EKSClient } from '@aws-sdk/client-eks';
import {
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { ClusterSpec } from '../../../src/core/cluster-form/cluster-spec';
import { defaultVariant, templateBody, templateParameters } from '../../../src/core/template/index';
import { SPEC } from '../../fakes/cluster-spec';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';

const EXTERNAL_ID = '0123456789abcdef0123456789abcdef01234567';
const STACK = { StackName: 'eks-clusters-demo' };

describe('simulated CloudFormation behind the SDK', () => {
  let sandbox: Sandbox;
  let clients: { cloudFormation: CloudFormationClient; eks: EKSClient; ec2: EC2Client };

  before(async () => {
    sandbox = await startSandbox({ speed: 5000, externalId: EXTERNAL_ID });
    clients = await clientsOfProvisionRole(sandbox);
  });
  after(() => sandbox.stop());

  it('creates a cluster from our template with our policy, and deletes it again', async () => {
    const { cloudFormation, eks } = clients;
    const { StackId } = await cloudFormation.send(
      new CreateStackCommand({
        ...STACK,
        TemplateBody: templateBody(defaultVariant('managed')),
        Parameters: await parameters(),
        Capabilities: ['CAPABILITY_IAM'],
        DisableRollback: true,
        ClientRequestToken: 'operation-1',
        Tags: [{ Key: 'eks-clusters:operation', Value: 'operation-1' }],
      }),
    );
    const stack = await settled(StackId!);
    assert.equal(stack.StackStatus, 'CREATE_COMPLETE', await firstFailure(StackId!));
    assert.ok(stack.CreationTime instanceof Date);
    assert.equal(stack.Tags?.[0]?.Value, 'operation-1');

    const { cluster } = await eks.send(new DescribeClusterCommand({ name: 'demo' }));
    assert.equal(cluster?.status, 'ACTIVE');
    assert.ok(cluster.createdAt instanceof Date);
    assert.equal(
      cluster.arn,
      stack.Outputs?.find(({ OutputKey }) => OutputKey === 'ClusterArn')?.OutputValue,
    );
    const { accessEntry } = await eks.send(
      new DescribeAccessEntryCommand({ clusterName: 'demo', principalArn: sandbox.roleArn }),
    );
    assert.equal(accessEntry?.type, 'STANDARD');

    await cloudFormation.send(new DeleteStackCommand(STACK));
    assert.equal((await settled(StackId!)).StackStatus, 'DELETE_COMPLETE');
    await assert.rejects(eks.send(new DescribeClusterCommand({ name: 'demo' })), {
      name: 'ResourceNotFoundException',
      message: 'No cluster found for name: demo.',
    });
    await assert.rejects(cloudFormation.send(new DescribeStacksCommand(STACK)), {
      name: 'ValidationError',
      message: 'Stack with id eks-clusters-demo does not exist',
    });
  });

  it('fails what our policy does not cover, in AWS’s words', async () => {
    await assert.rejects(
      clients.cloudFormation.send(
        new CreateStackCommand({
          StackName: 'another-prefix',
          TemplateBody: templateBody(defaultVariant('managed')),
          Parameters: await parameters(),
        }),
      ),
      {
        name: 'AccessDenied',
        message:
          /is not authorized to perform: cloudformation:CreateStack on resource: arn:aws:cloudformation:eu-central-1:\d{12}:stack\/another-prefix\/\*/,
      },
    );
  });

  async function parameters() {
    const { Vpcs = [] } = await clients.ec2.send(new DescribeVpcsCommand());
    const vpc = Vpcs.find(({ Tags }) => Tags?.some(({ Value }) => Value === 'production'));
    const filter = { Filters: [{ Name: 'vpc-id', Values: [vpc?.VpcId ?? ''] }] };
    const { Subnets = [] } = await clients.ec2.send(new DescribeSubnetsCommand(filter));
    const { SecurityGroups = [] } = await clients.ec2.send(new DescribeSecurityGroupsCommand(filter));
    const spec: ClusterSpec = {
      ...SPEC,
      serviceRoleArn: sandbox.serviceRoleArn,
      vpcId: Subnets[0]?.VpcId ?? '',
      subnetIds: Subnets.flatMap(({ SubnetId, Tags }) =>
        SubnetId !== undefined && Tags?.some(({ Value }) => Value?.startsWith('private')) ? SubnetId : [],
      ),
      securityGroupId: SecurityGroups[0]?.GroupId ?? '',
    };
    const given = templateParameters(spec, { provisionRoleArn: sandbox.roleArn });
    return Object.entries(given).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));
  }

  async function settled(stackId: string): Promise<Stack> {
    for (;;) {
      const { Stacks } = await clients.cloudFormation.send(new DescribeStacksCommand({ StackName: stackId }));
      const [stack] = Stacks ?? [];
      if (stack && !stack.StackStatus?.endsWith('IN_PROGRESS')) return stack;
    }
  }

  async function firstFailure(stackId: string): Promise<string | undefined> {
    const reasons: (string | undefined)[] = [];
    const pages = paginateDescribeStackEvents({ client: clients.cloudFormation }, { StackName: stackId });
    for await (const { StackEvents = [] } of pages) {
      const failed = StackEvents.filter(({ ResourceStatus }) => ResourceStatus?.endsWith('FAILED'));
      reasons.push(...failed.map(({ ResourceStatusReason }) => ResourceStatusReason));
    }
    return reasons.findLast((reason) => reason !== 'Resource creation cancelled');
  }
});

async function clientsOfProvisionRole({ url, env, roleArn }: Sandbox) {
  const region = 'eu-central-1';
  const base = {
    accessKeyId: env['AWS_ACCESS_KEY_ID'] ?? '',
    secretAccessKey: env['AWS_SECRET_ACCESS_KEY'] ?? '',
  };
  const sts = new STSClient({ endpoint: url, region, credentials: base });
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'test', ExternalId: EXTERNAL_ID }),
  );
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  const settings = { endpoint: url, region, credentials };
  return {
    cloudFormation: new CloudFormationClient(settings),
    eks: new EKSClient(settings),
    ec2: new EC2Client(settings),
  };
}
