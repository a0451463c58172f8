/** What to show of one resource of a stack. */
export interface ResourceView {
  readonly logicalId: string;
  readonly type: string;
  readonly status: 'waiting' | 'inProgress' | 'complete' | 'failed' | 'cancelled' | 'deleting' | 'deleted';
  readonly reason?: string;
  readonly startedAt?: number;
  readonly endedAt?: number;
}

/** What a CloudFormation status means for a resource of a stack that is being created, and deleted where that fails. */
export function resourceStatus(status: string, reason: string | undefined): ResourceView['status'] {
  if (isCancelled(reason)) return 'cancelled';
  if (status.endsWith('_FAILED')) return 'failed';
  if (exists(status)) return 'complete';
  if (status === 'DELETE_IN_PROGRESS') return 'deleting';
  if (status === 'DELETE_COMPLETE') return 'deleted';
  return 'inProgress';
}

/** It was created, or its deletion was skipped: somebody had CloudFormation retain it. */
export function exists(status: string): boolean {
  return [
    'CREATE_COMPLETE',
    'UPDATE_COMPLETE',
    'IMPORT_COMPLETE',
    'UPDATE_ROLLBACK_COMPLETE',
    'DELETE_SKIPPED',
  ].includes(status);
}

/** A sibling failed, so CloudFormation stopped this one: never the cause, though its status says FAILED too. */
export function isCancelled(reason: string | undefined): boolean {
  return reason !== undefined && /^Resource (creation|deletion|update) cancelled/i.test(reason);
}

/**
 * AWS was asked too often. CloudFormation tries again by itself, so that this is a cause only where nothing else is.
 */
export function isThrottled(reason: string | undefined): boolean {
  return reason !== undefined && /Rate exceeded|Throttling|RequestLimitExceeded|TooManyRequests/.test(reason);
}

/** Still moving, there, stopped short; or CloudFormation takes back what it created, and can or cannot. */
export type StackState = 'inProgress' | 'complete' | 'failed' | 'deleting' | 'deleted' | 'notDeleted';

/** The stack as a whole. */
export function stackState(status: string): StackState {
  if (status === 'CREATE_COMPLETE' || status === 'UPDATE_COMPLETE') return 'complete';
  if (status === 'DELETE_IN_PROGRESS') return 'deleting';
  if (status === 'DELETE_COMPLETE') return 'deleted';
  if (status === 'DELETE_FAILED') return 'notDeleted';
  // A rollback in progress has already failed as a creation: nothing in it will become ready.
  if (status.endsWith('_FAILED') || status.includes('ROLLBACK')) return 'failed';
  return 'inProgress';
}
