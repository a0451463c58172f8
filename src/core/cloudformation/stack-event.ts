/** One row of DescribeStackEvents. */
export interface StackEvent {
  readonly id: string;
  readonly logicalId: string;
  readonly resourceType: string;
  /** The ID that the service gave the resource; absent or empty until creation has begun. */
  readonly physicalId?: string;
  readonly status: string;
  readonly reason?: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly clientRequestToken?: string;
  /** The result of a hook that checks the resource before CloudFormation touches it; only in events of hooks. */
  readonly hook?: HookResult;
}

/** https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/what-is-cloudformation-hooks.html */
export interface HookResult {
  /** For example `AWS::ControlTower::Hook`. */
  readonly type: string;
  /** `warned`: the hook objects, but CloudFormation continues. */
  readonly outcome: 'checking' | 'passed' | 'blocked' | 'warned';
  readonly reason?: string;
}

/** The stack reports on itself as a resource of this type. */
export const STACK_TYPE = 'AWS::CloudFormation::Stack';

/** Whether the event is about the stack itself. A nested stack is a resource of the same type with another name. */
export function isStackEvent({ resourceType, logicalId, physicalId }: StackEvent): boolean {
  if (resourceType !== STACK_TYPE) return false;
  return !physicalId || physicalId.includes(`:stack/${logicalId}/`);
}

/** The phases of a stack or resource, in the order in which they happen. */
const PHASES = ['CREATE', 'IMPORT', 'UPDATE', 'ROLLBACK', 'DELETE'];

/**
 * Sorts events oldest first. Many events share a millisecond and may arrive in two reads: then the phase decides, and
 * the ID if nothing else does, so that the order does not depend on how the events arrived.
 */
export function compareEvents(a: StackEvent, b: StackEvent): number {
  return a.at - b.at || rank(a.status) - rank(b.status) || (a.id < b.id ? -1 : 1);
}

function rank(status: string): number {
  const phase = status.includes('ROLLBACK') ? 'ROLLBACK' : (status.split('_')[0] ?? '');
  return PHASES.indexOf(phase) * 3 + stepInPhase(status);
}

function stepInPhase(status: string): number {
  if (!status.endsWith('_IN_PROGRESS')) return 2;
  return status.endsWith('_CLEANUP_IN_PROGRESS') ? 1 : 0;
}
