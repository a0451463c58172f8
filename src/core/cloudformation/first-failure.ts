import { withHookReason } from './hook-reason';
import { isStackEvent, type StackEvent } from './stack-event';
import { isCancelled, isThrottled } from './stack-status';

/**
 * Why a stack stopped short: the first failure of a resource in time that is not the echo of another; of the stack
 * itself where no resource failed. That something cannot be deleted comes after it.
 * @param events oldest first
 */
export function firstFailure(events: readonly StackEvent[]): StackEvent | undefined {
  const failure = rootCause(events);
  return failure && withHookReason(failure, events);
}

function rootCause(events: readonly StackEvent[]): StackEvent | undefined {
  const ofResources = events.filter((event) => !isStackEvent(event) && hasFailed(event));
  return (
    ofResources.find(({ reason }) => !isThrottled(reason) && !isNestedStackFailure(reason)) ??
    ofResources.find(({ reason }) => !isNestedStackFailure(reason)) ??
    ofResources[0] ??
    events.find((event) => isStackEvent(event) && isStackFailure(event))
  );
}

function hasFailed({ status, reason }: StackEvent): boolean {
  return status.endsWith('_FAILED') && status !== 'DELETE_FAILED' && !isCancelled(reason);
}

/** A nested stack fails after what is in it. */
function isNestedStackFailure(reason = ''): boolean {
  return /^Embedded stack .* was not successfully/.test(reason);
}

/** A parameter that does not hold, for example, is told of the rollback alone. */
function isStackFailure(event: StackEvent): boolean {
  return hasFailed(event) || (event.status.endsWith('ROLLBACK_IN_PROGRESS') && event.reason !== undefined);
}
