import type { Output, Plan } from '../template/plan';
import type { ParameterDefinition, Value, ValueMap } from '../template/template';
import type { Caller } from '../../service';
import type { EventLog } from './events';

export type StackStatus =
  | 'CREATE_IN_PROGRESS'
  | 'CREATE_COMPLETE'
  | 'CREATE_FAILED'
  | 'ROLLBACK_IN_PROGRESS'
  | 'ROLLBACK_COMPLETE'
  | 'ROLLBACK_FAILED'
  | 'DELETE_IN_PROGRESS'
  | 'DELETE_COMPLETE'
  | 'DELETE_FAILED'
  | 'UPDATE_IN_PROGRESS'
  | 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'
  | 'UPDATE_COMPLETE'
  | 'UPDATE_FAILED'
  | 'UPDATE_ROLLBACK_IN_PROGRESS'
  | 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'
  | 'UPDATE_ROLLBACK_COMPLETE'
  | 'UPDATE_ROLLBACK_FAILED';

export type ResourceStatus =
  | 'CREATE_IN_PROGRESS'
  | 'CREATE_COMPLETE'
  | 'CREATE_FAILED'
  | 'DELETE_IN_PROGRESS'
  | 'DELETE_COMPLETE'
  | 'DELETE_FAILED'
  | 'DELETE_SKIPPED'
  | 'UPDATE_IN_PROGRESS'
  | 'UPDATE_COMPLETE'
  | 'UPDATE_FAILED';

/** What becomes of the stack when a resource cannot be created. */
export type OnFailure = 'DO_NOTHING' | 'ROLLBACK' | 'DELETE';

/** What CreateStack was asked for; it does not change while the stack lives. */
interface StackSettings {
  readonly id: string;
  readonly name: string;
  readonly accountId: string;
  readonly partition: string;
  readonly region: string;
  readonly createdAt: Date;
  readonly onFailure: OnFailure;
  readonly timeoutInMinutes: number | undefined;
}

/** What CreateStack was asked for, and UpdateStack replaces. */
export interface StackContent {
  templateBody: string;
  description: string | undefined;
  parameters: readonly StackParameter[];
  tags: Readonly<Record<string, string>>;
  capabilities: readonly string[];
  clientRequestToken: string | undefined;
  plan: Plan;
}

export interface StackParameter {
  readonly key: string;
  readonly value: string;
  readonly definition: ParameterDefinition;
}

export interface Stack extends StackSettings, StackContent {
  updatedAt: Date | undefined;
  status: StackStatus;
  statusReason: string | undefined;
  deletedAt: Date | undefined;
  isTerminationProtected: boolean;
  outputs: readonly Output[];
  readonly events: EventLog;
  /** By logical ID: what has been begun so far. */
  readonly resources: Map<string, StackResource>;
  /** Ends the creation in progress, as DeleteStack does. */
  interrupt: (() => void) | undefined;
}

export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  /** Evaluated; empty while what they refer to does not exist. */
  properties: ValueMap;
  /** `undefined` until the service has answered to the create call. */
  physicalId: string | undefined;
  attributes: Readonly<Record<string, Value>>;
  status: ResourceStatus;
  statusReason: string | undefined;
  changedAt: Date;
}

/** Whose permissions a stack operation runs with: those of the call that began it. */
export interface Session {
  readonly caller: Caller;
  authorize(
    action: string,
    resource?: string,
    context?: Readonly<Record<string, string | readonly string[]>>,
  ): void;
}

/** A stack that is gone is found by its ID alone. */
export function isDeleted(stack: Stack): boolean {
  return stack.status === 'DELETE_COMPLETE';
}

/** The stack has it no more, whether it is gone or was let go. */
export function isGone({ status }: StackResource): boolean {
  return status === 'DELETE_COMPLETE' || status === 'DELETE_SKIPPED';
}

/** It exists in its wanted state. */
export function isComplete({ status }: StackResource): boolean {
  return status === 'CREATE_COMPLETE' || status === 'UPDATE_COMPLETE';
}
