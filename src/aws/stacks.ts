import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  paginateDescribeStackEvents,
  type Stack,
  type StackEvent as SdkStackEvent,
} from '@aws-sdk/client-cloudformation';
import type { StackEvent } from '../core/operation/stack-event';
import type { StackDescription, StackPort } from '../core/ports/aws';
import { AwsError } from '../core/ports/aws';
import { call } from './call';
import type { ClientSettings } from './client-settings';

/** CloudFormation of one session. */
export function stackPort(settings: ClientSettings): StackPort {
  const client = new CloudFormationClient(settings);
  return {
    async create(request, signal) {
      const command = new CreateStackCommand({
        StackName: request.name,
        TemplateBody: request.templateBody,
        Parameters: Object.entries(request.parameters).map(([ParameterKey, ParameterValue]) => ({
          ParameterKey,
          ParameterValue,
        })),
        Tags: Object.entries(request.tags).map(([Key, Value]) => ({ Key, Value })),
        ClientRequestToken: request.clientRequestToken,
        Capabilities: ['CAPABILITY_IAM'],
        // What is there stays there after a failure, so that a retry goes on from it and the user decides.
        DisableRollback: true,
      });
      const { StackId = '' } = await call(signal, (send) => client.send(command, send));
      return StackId;
    },

    async describe(stack, signal) {
      try {
        const command = new DescribeStacksCommand({ StackName: stack });
        const { Stacks = [] } = await call(signal, (send) => client.send(command, send));
        return Stacks.map(describeStack)[0];
      } catch (error) {
        if (saysNoSuchStack(error)) return undefined;
        throw error;
      }
    },

    events(stackArn, until, signal) {
      return call(signal, async (send) => {
        const events: StackEvent[] = [];
        for await (const page of paginateDescribeStackEvents({ client }, { StackName: stackArn }, send)) {
          const found = (page.StackEvents ?? []).map(describeEvent);
          events.push(...found);
          if (found.some(until)) break;
        }
        return events;
      });
    },

    async delete({ stackArn, clientRequestToken }, signal) {
      const command = new DeleteStackCommand({ StackName: stackArn, ClientRequestToken: clientRequestToken });
      await call(signal, (send) => client.send(command, send));
    },
  };
}

/** CloudFormation has no code of its own for this: ValidationError, and a sentence. */
function saysNoSuchStack(error: unknown): boolean {
  return (
    error instanceof AwsError && error.code === 'ValidationError' && error.message.includes('does not exist')
  );
}

function describeStack(stack: Stack): StackDescription {
  return {
    arn: stack.StackId ?? '',
    name: stack.StackName ?? '',
    status: stack.StackStatus ?? '',
    statusReason: stack.StackStatusReason,
    tags: Object.fromEntries((stack.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
    outputs: Object.fromEntries(
      (stack.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    ),
  };
}

function describeEvent(event: SdkStackEvent): StackEvent {
  return {
    id: event.EventId ?? '',
    logicalId: event.LogicalResourceId ?? '',
    resourceType: event.ResourceType ?? '',
    status: event.ResourceStatus ?? '',
    reason: event.ResourceStatusReason,
    at: event.Timestamp?.getTime() ?? 0,
    clientRequestToken: event.ClientRequestToken,
  };
}
