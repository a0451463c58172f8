import {
  paginateDescribeEvents,
  type CloudFormationClient,
  type OperationEvent,
} from '@aws-sdk/client-cloudformation';
import type { StackEvent } from '../core/operation/stack-event';
import type { SendOptions } from './call';

/**
 * What CloudFormation's validation before a deployment has found: DescribeStackEvents does not tell. Oldest first.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/validate-stack-deployments.html
 */
export async function validationFailures(
  client: CloudFormationClient,
  stackArn: string,
  send: SendOptions,
): Promise<readonly StackEvent[]> {
  const failures: StackEvent[] = [];
  const query = { StackName: stackArn, Filters: { FailedEvents: true } };
  for await (const { OperationEvents: events = [] } of paginateDescribeEvents({ client }, query, send))
    failures.push(...events.filter(({ EventType }) => EventType === 'VALIDATION_ERROR').map(describe));
  return failures.toSorted((a, b) => a.at - b.at);
}

function describe(event: OperationEvent): StackEvent {
  const { ValidationPath: path = '', ValidationStatusReason: reason = '' } = event;
  return {
    id: event.EventId ?? '',
    logicalId: event.LogicalResourceId ?? '',
    resourceType: event.ResourceType ?? '',
    status: 'VALIDATION_FAILED',
    reason: `VALIDATION_FAILED ${path}: ${reason}`,
    at: event.Timestamp?.getTime() ?? 0,
    clientRequestToken: event.ClientRequestToken,
  };
}
