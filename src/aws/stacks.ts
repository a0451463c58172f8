import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  paginateDescribeStackEvents,
  UpdateStackCommand,
  ValidateTemplateCommand,
  type HookFailureMode,
  type HookStatus,
  type Stack,
  type StackEvent as SdkStackEvent,
} from '@aws-sdk/client-cloudformation';
import type { HookResult, StackEvent } from '../core/cloudformation/stack-event';
import type { StackContent, StackDescription, StackPort } from '../core/ports/stacks';
import { AwsError } from '../core/ports/aws';
import { boundedMessage } from './bounded-message';
import { callAws } from './request';
import { forService, type ClientSettings } from './client-settings';
import { decodeReason } from './decode-authorization-message';
import { itemsOfPages } from './pages';
import { validationFailures } from './validation-failures';

/** CloudFormation of one session. */
export function stackPort(settings: ClientSettings): StackPort {
  const client = new CloudFormationClient(forService(settings, 'CloudFormation'));
  return {
    async create(request, signal) {
      const command = new CreateStackCommand({
        StackName: request.name,
        ...contentInput(request),
        ...ON_FAILURE[request.onFailure],
      });
      const { StackId = '' } = await callAws(signal, (options) => client.send(command, options));
      return StackId;
    },

    async update(request, signal) {
      const command = new UpdateStackCommand({
        StackName: request.stackArn,
        ...contentInput(request),
        DisableRollback: request.onFailure === 'keep',
      });
      try {
        await callAws(signal, (options) => client.send(command, options));
        return 'started';
      } catch (error) {
        if (isValidationError(error, /No updates are to be performed/)) return 'unchanged';
        if (isValidationError(error, /is in \w+ state and can ?not be updated/)) return 'busy';
        throw error;
      }
    },

    async describe(stack, signal) {
      try {
        const command = new DescribeStacksCommand({ StackName: stack });
        const { Stacks = [] } = await callAws(signal, (options) => client.send(command, options));
        return Stacks.map(describeStack)[0];
      } catch (error) {
        if (isValidationError(error, /does not exist/)) return undefined;
        throw error;
      }
    },

    decodeReason: (reason, signal) => decodeReason(reason, settings, signal),

    events(stackArn, until, signal) {
      return callAws(signal, async (options) => {
        const events: StackEvent[] = [];
        const pages = paginateDescribeStackEvents({ client }, { StackName: stackArn }, options);
        for await (const some of itemsOfPages(pages, (page) => page.StackEvents)) {
          const found = some.map(describeEvent);
          events.push(...found);
          if (found.some(until)) break;
        }
        return events;
      });
    },

    validationFailures: (stackArn, signal) =>
      callAws(signal, (options) => validationFailures(client, stackArn, options)),

    async validate(templateBody, signal) {
      try {
        const command = new ValidateTemplateCommand({ TemplateBody: templateBody });
        await callAws(signal, (options) => client.send(command, options));
        return undefined;
      } catch (error) {
        if (error instanceof AwsError && error.code === 'ValidationError') return error.message;
        throw error;
      }
    },

    async delete({ stackArn, clientRequestToken }, signal) {
      const command = new DeleteStackCommand({ StackName: stackArn, ClientRequestToken: clientRequestToken });
      await callAws(signal, (options) => client.send(command, options));
    },
  };
}

const ON_FAILURE = {
  keep: { DisableRollback: true },
  delete: { OnFailure: 'DELETE' },
} as const;

function contentInput({ templateBody, parameters, tags, capability, clientRequestToken }: StackContent) {
  return {
    TemplateBody: templateBody,
    Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
      ParameterKey,
      ParameterValue,
    })),
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    Capabilities: [capability],
    ClientRequestToken: clientRequestToken,
  };
}

/** CloudFormation has few codes of its own: mostly it is ValidationError, and a sentence. */
function isValidationError(error: unknown, sentence: RegExp): boolean {
  return error instanceof AwsError && error.code === 'ValidationError' && sentence.test(error.message);
}

function describeStack(stack: Stack): StackDescription {
  return {
    arn: stack.StackId ?? '',
    name: stack.StackName ?? '',
    status: stack.StackStatus ?? '',
    statusReason: boundedReason(stack.StackStatusReason),
    tags: Object.fromEntries((stack.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
    parameters: Object.fromEntries(
      (stack.Parameters ?? []).map(({ ParameterKey = '', ParameterValue = '' }) => [
        ParameterKey,
        ParameterValue,
      ]),
    ),
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
    physicalId: event.PhysicalResourceId,
    status: event.ResourceStatus ?? '',
    reason: boundedReason(event.ResourceStatusReason),
    at: event.Timestamp?.getTime() ?? 0,
    clientRequestToken: event.ClientRequestToken,
    hook: describeHook(event),
  };
}

/** Whatever a resource's provider has to say, and that may be anybody's; what AWS has encoded in it stays whole. */
function boundedReason(reason: string | undefined): string | undefined {
  return reason && boundedMessage(reason);
}

function describeHook({
  HookType: type,
  HookStatus,
  HookStatusReason: reason,
  HookFailureMode,
}: SdkStackEvent): HookResult | undefined {
  if (type === undefined || HookStatus === undefined) return undefined;
  return { type, outcome: hookOutcome(HookStatus, HookFailureMode), reason: boundedReason(reason) };
}

/** @param mode absent means that a failure blocks */
function hookOutcome(status: HookStatus, mode?: HookFailureMode): HookResult['outcome'] {
  switch (status) {
    case 'HOOK_IN_PROGRESS':
      return 'checking';
    case 'HOOK_COMPLETE_SUCCEEDED':
      return 'passed';
    case 'HOOK_COMPLETE_FAILED':
    case 'HOOK_FAILED':
      return mode === 'WARN' ? 'warned' : 'blocked';
  }
}
