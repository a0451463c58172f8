import {
  paginateDescribeEvents,
  type CloudFormationClient,
  type OperationEvent,
} from '@aws-sdk/client-cloudformation';
import type { StackEvent } from '../core/operation/stack-event';
import { boundedMessage } from './bounded-message';
import type { SendOptions } from './call';
import { itemsOfPages } from './pages';

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
  const pages = paginateDescribeEvents({ client }, query, send);
  for await (const events of itemsOfPages(pages, (page) => page.OperationEvents))
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
    reason: boundedMessage(`VALIDATION_FAILED ${path}: ${reason}`),
    at: event.Timestamp?.getTime() ?? 0,
    clientRequestToken: event.ClientRequestToken,
  };
}
