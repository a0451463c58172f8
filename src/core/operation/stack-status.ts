import type { ResourceView } from './view';

/** What a CloudFormation status means for a resource that is being created. `DELETE_*` belongs to a clean-up. */
export function resourceStatus(status: string, reason: string | undefined): ResourceView['status'] {
  if (isCancelled(reason)) return 'cancelled';
  if (status.endsWith('_FAILED')) return 'failed';
  if (status === 'CREATE_COMPLETE' || status === 'UPDATE_COMPLETE') return 'complete';
  return 'inProgress';
}

/** A sibling failed, so CloudFormation stopped this one: never the cause, though its status says FAILED too. */
export function isCancelled(reason: string | undefined): boolean {
  return reason !== undefined && /^Resource (creation|deletion|update) cancelled/i.test(reason);
}

/** The stack as a whole: still moving, there, or stopped short. */
export function stackState(status: string): 'inProgress' | 'complete' | 'failed' {
  if (status === 'CREATE_COMPLETE' || status === 'UPDATE_COMPLETE') return 'complete';
  // A rollback in progress has already failed as a creation: nothing in it will become ready.
  if (status.endsWith('_FAILED') || status.includes('ROLLBACK') || status.startsWith('DELETE_'))
    return 'failed';
  return 'inProgress';
}
