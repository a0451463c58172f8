import {
  CloudFormationClient,
  DeleteStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { EKSClient, ListClustersCommand, UpdateClusterConfigCommand } from '@aws-sdk/client-eks';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { SandboxProcess } from './sandbox';

// The SDK would warn among the results that it will end its support of Node 20 some day.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const REGION = 'eu-central-1';

/** Somebody else with the same role, in the AWS console. */
export class Console {
  readonly stacks: CloudFormationClient;
  private readonly eks: EKSClient;

  /** @param externalId of this installation; the cloud team trusts it */
  constructor({ url, env, roleArn }: SandboxProcess, externalId: string) {
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
