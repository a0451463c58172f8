/** One row of DescribeStackEvents. */
export interface StackEvent {
  readonly id: string;
  readonly logicalId: string;
  readonly resourceType: string;
  /** What the service calls it; absent or empty until it has begun to exist. */
  readonly physicalId?: string;
  readonly status: string;
  readonly reason?: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly clientRequestToken?: string;
  /** What a hook says of the resource before CloudFormation touches it; absent from events that are no hook's. */
  readonly hook?: HookResult;
}

/** https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/what-is-cloudformation-hooks.html */
export interface HookResult {
  /** For example `AWS::ControlTower::Hook`. */
  readonly type: string;
  /** `warned`: the hook objects, and CloudFormation goes on. */
  readonly outcome: 'checking' | 'passed' | 'blocked' | 'warned';
  readonly reason?: string;
}

/** The stack reports on itself as a resource of this type. */
export const STACK_TYPE = 'AWS::CloudFormation::Stack';

/** Whether the event is the stack's own: a stack nested in it is a resource of the same type, with another name. */
export function isStackEvent({ resourceType, logicalId, physicalId }: StackEvent): boolean {
  if (resourceType !== STACK_TYPE) return false;
  return !physicalId || physicalId.includes(`:stack/${logicalId}/`);
}
