import {
  paginateDescribeEvents,
  type CloudFormationClient,
  type OperationEvent,
} from '@aws-sdk/client-cloudformation';
import { hookReason } from '../core/cloudformation/hook-reason';
import type { StackEvent } from '../core/cloudformation/stack-event';
import { boundedMessage } from './bounded-message';
import type { RequestOptions } from './request';
import { itemsOfPages } from './pages';

/**
 * What CloudFormation's validation before a deployment and the hooks have found: DescribeStackEvents does not tell the
 * one, and not always the other. Oldest first.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/validate-stack-deployments.html
 */
export async function validationFailures(
  client: CloudFormationClient,
  stackArn: string,
  options: RequestOptions,
): Promise<readonly StackEvent[]> {
  const failures: StackEvent[] = [];
  const query = { StackName: stackArn, Filters: { FailedEvents: true } };
  const pages = paginateDescribeEvents({ client }, query, options);
  for await (const events of itemsOfPages(pages, (page) => page.OperationEvents))
    failures.push(...events.flatMap((event) => describe(event) ?? []));
  return failures.toSorted((a, b) => a.at - b.at);
}

/** Warnings stop nothing, and what failed while resources were made is among the stack's own events. */
function describe(event: OperationEvent): StackEvent | undefined {
  switch (event.EventType) {
    case 'VALIDATION_ERROR': {
      const { ValidationPath: path = '', ValidationStatusReason: reason = '' } = event;
      const isStopped = event.ValidationFailureMode !== 'WARN' && event.ValidationStatus !== 'SKIPPED';
      return isStopped
        ? failure(event, 'VALIDATION_FAILED', `VALIDATION_FAILED ${path}: ${reason}`)
        : undefined;
    }
    case 'HOOK_INVOCATION_ERROR': {
      const { HookType: type = '', HookStatusReason: reason } = event;
      const isStopped = event.HookFailureMode !== 'WARN';
      return isStopped ? failure(event, 'HOOK_COMPLETE_FAILED', hookReason([{ type, reason }])) : undefined;
    }
    case 'PROGRESS_EVENT':
    case 'PROVISIONING_ERROR':
    case 'STACK_EVENT':
    case undefined:
      return undefined;
  }
}

function failure(event: OperationEvent, status: string, reason: string): StackEvent {
  return {
    id: event.EventId ?? '',
    logicalId: event.LogicalResourceId ?? '',
    resourceType: event.ResourceType ?? '',
    status,
    reason: boundedMessage(reason),
    at: event.Timestamp?.getTime() ?? 0,
    clientRequestToken: event.ClientRequestToken,
  };
}
