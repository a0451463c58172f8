import type { FailurePolicy } from '../cluster-form/cluster-spec';
import type { StackEvent } from '../cloudformation/stack-event';

/** CloudFormation, one stack at a time. */
export interface StackPort {
  /** Idempotent by `clientRequestToken`. @returns the stack's ARN */
  create(request: CreateStackRequest, signal: AbortSignal): Promise<string>;
  /** Idempotent by `clientRequestToken`. `busy`: the stack is in the middle of something else. */
  update(request: UpdateStackRequest, signal: AbortSignal): Promise<'started' | 'unchanged' | 'busy'>;
  /** `undefined` when there is no such stack. @param stack name or ARN */
  describe(stack: string, signal: AbortSignal): Promise<StackDescription | undefined>;
  /** Newest first; pages are read until `until` answers true for an event, or to the end. */
  events(
    stackArn: string,
    until: (event: StackEvent) => boolean,
    signal: AbortSignal,
  ): Promise<readonly StackEvent[]>;
  /** What CloudFormation's validation and the hooks found before a resource was touched; oldest first. */
  validationFailures(stackArn: string, signal: AbortSignal): Promise<readonly StackEvent[]>;
  /** The reason of a failure, with what EC2 hides in it where the session may ask STS for that. */
  decodeReason(reason: string, signal: AbortSignal): Promise<string>;
  /**
   * cloudformation:ValidateTemplate. @returns what CloudFormation says against it; `undefined` where it says nothing
   */
  validate(templateBody: string, signal: AbortSignal): Promise<string | undefined>;
  delete(request: { stackArn: string; clientRequestToken: string }, signal: AbortSignal): Promise<void>;
}

/** The wanted state of a stack. */
export interface StackContent {
  readonly templateBody: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** What the caller knows to be in the template: IAM resources, or those with names of the user's choice. */
  readonly capability: 'CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM';
  readonly clientRequestToken: string;
}

export interface CreateStackRequest extends StackContent {
  readonly name: string;
  readonly onFailure: FailurePolicy;
}

export interface UpdateStackRequest extends StackContent {
  readonly stackArn: string;
  /** `keep`: what is done by then stays. Otherwise an update that fails is taken back. */
  readonly onFailure?: 'keep';
}

/** A stack as it is now. */
export interface StackDescription {
  readonly arn: string;
  readonly name: string;
  readonly status: string;
  readonly statusReason?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}
