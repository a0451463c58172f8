import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { SandboxProcess } from './sandbox';

// The SDK would warn among the results that it will end its support of Node 20 some day.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const TEMPLATE = {
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
          ],
        },
      },
    },
  },
};

/** Somebody else, who may use the same role, makes a stack that carries no tag of ours. */
export async function createForeignStack(
  { url, env, roleArn }: SandboxProcess,
  { stack, externalId }: { stack: string; externalId: string },
): Promise<void> {
  const client = new CloudFormationClient({
    endpoint: url,
    region: 'eu-central-1',
    credentials: fromTemporaryCredentials({
      params: { RoleArn: roleArn, ExternalId: externalId, RoleSessionName: 'somebody-else' },
      clientConfig: { endpoint: url, region: 'eu-central-1' },
      masterCredentials: {
        accessKeyId: env['AWS_ACCESS_KEY_ID'] ?? '',
        secretAccessKey: env['AWS_SECRET_ACCESS_KEY'] ?? '',
      },
    }),
  });
  await client.send(
    new CreateStackCommand({
      StackName: stack,
      TemplateBody: JSON.stringify(TEMPLATE),
      Capabilities: ['CAPABILITY_IAM'],
    }),
  );
}
