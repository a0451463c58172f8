import { CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { Console } from './console';
import type { SandboxProcess } from './sandbox';

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

/** Somebody else, who may use the same role, makes a stack without our tags. */
export async function createForeignStack(
  sandbox: SandboxProcess,
  { stack, externalId }: { stack: string; externalId: string },
): Promise<void> {
  await new Console(sandbox, externalId).stacks.send(
    new CreateStackCommand({
      StackName: stack,
      TemplateBody: JSON.stringify(TEMPLATE),
      Capabilities: ['CAPABILITY_IAM'],
    }),
  );
}
