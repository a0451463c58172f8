import { strictEqual } from 'node:assert/strict';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { DescribeSubnetsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { EKSClient, ListClustersCommand, UpdateClusterConfigCommand } from '@aws-sdk/client-eks';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { adminEntry } from '../../src/core/template/administrators';
import { eventually } from './eventually';
import type { SandboxProcess } from './sandbox';

// The SDK would warn among the results that it will end its support of Node 20 some day.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const REGION = 'eu-central-1';

/** Somebody else with the same role, in the AWS console. */
export class Console {
  readonly stacks: CloudFormationClient;
  private readonly eks: EKSClient;
  private readonly ec2: EC2Client;
  private readonly roleArn: string;
  private readonly serviceRoleArn: string;

  /** @param externalId of this installation; the cloud team trusts it */
  constructor({ url, env, roleArn, serviceRoleArn }: SandboxProcess, externalId: string) {
    const client = {
      endpoint: url,
      region: REGION,
      credentials: fromTemporaryCredentials({
        params: { RoleArn: roleArn, ExternalId: externalId, RoleSessionName: 'somebody-else' },
        clientConfig: { endpoint: url, region: REGION },
        masterCredentials: {
          accessKeyId: env['AWS_ACCESS_KEY_ID'] ?? '',
          secretAccessKey: env['AWS_SECRET_ACCESS_KEY'] ?? '',
        },
      }),
    };
    this.stacks = new CloudFormationClient(client);
    this.eks = new EKSClient(client);
    this.ec2 = new EC2Client(client);
    this.roleArn = roleArn;
    this.serviceRoleArn = serviceRoleArn;
  }

  /** A cluster without nodes, which the role administers. */
  async createCluster(name: string): Promise<void> {
    const named = { Name: 'tag:Name', Values: ['private-a', 'private-c'] };
    const { Subnets = [] } = await this.ec2.send(new DescribeSubnetsCommand({ Filters: [named] }));
    const cluster = {
      Type: 'AWS::EKS::Cluster',
      Properties: {
        Name: name,
        RoleArn: this.serviceRoleArn,
        AccessConfig: { AuthenticationMode: 'API', BootstrapClusterCreatorAdminPermissions: false },
        ResourcesVpcConfig: { SubnetIds: Subnets.map(({ SubnetId }) => SubnetId) },
      },
    };
    const stack = `eks-clusters-${name}`;
    const TemplateBody = JSON.stringify({
      Resources: { Cluster: cluster, Access: adminEntry(this.roleArn) },
    });
    await this.stacks.send(new CreateStackCommand({ StackName: stack, TemplateBody }));
    await eventually(async () => strictEqual(await this.stackStatus(stack), 'CREATE_COMPLETE'));
  }

  /** @returns its status; `undefined` where there is none of that name (any more) */
  async stackStatus(name: string): Promise<string | undefined> {
    try {
      const { Stacks } = await this.stacks.send(new DescribeStacksCommand({ StackName: name }));
      return Stacks?.[0]?.StackStatus;
    } catch (error) {
      if (error instanceof Error && /does not exist/.test(error.message)) return undefined;
      throw error;
    }
  }

  async deleteStack(name: string): Promise<void> {
    await this.stacks.send(new DeleteStackCommand({ StackName: name }));
  }

  async clusters(): Promise<readonly string[]> {
    return (await this.eks.send(new ListClustersCommand({}))).clusters ?? [];
  }

  async protect(cluster: string, { from }: { from: 'deletion' | 'nothing' }): Promise<void> {
    const deletionProtection = from === 'deletion';
    await this.eks.send(new UpdateClusterConfigCommand({ name: cluster, deletionProtection }));
  }
}
