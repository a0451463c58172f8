import { randomUUID } from 'node:crypto';
import type { HookEvent } from '../hooks';
import type { SimulatedClock } from '../../clock';
import type { ValueMap } from '../template/template';
import type { ResourceStatus, Stack, StackResource, StackStatus } from './stack';

export interface StackEvent {
  readonly id: string;
  readonly timestamp: Date;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason: string | undefined;
  readonly properties: ValueMap | undefined;
  readonly clientRequestToken: string | undefined;
  /** Absent from events that are no hook's. */
  readonly hook?: HookEvent;
}

/** What happened to one stack. */
export class EventLog {
  /** Oldest first. */
  readonly #events: StackEvent[] = [];
  #lastTimestamp = 0;

  constructor(readonly clock: SimulatedClock) {}

  append(event: Omit<StackEvent, 'id' | 'timestamp'>): Date {
    // At high speed several events fall into one millisecond; in AWS an event's ID and time are its own.
    this.#lastTimestamp = Math.max(this.clock.now(), this.#lastTimestamp + 1);
    const timestamp = new Date(this.#lastTimestamp);
    const id =
      event.type === STACK_TYPE
        ? randomUUID()
        : `${event.logicalId}-${event.hook?.status ?? event.status}-${timestamp.toISOString()}`;
    this.#events.push({ ...event, id, timestamp });
    return timestamp;
  }

  newestFirst(): readonly StackEvent[] {
    return this.#events.toReversed();
  }
}

const STACK_TYPE = 'AWS::CloudFormation::Stack';

/** One operation on a stack: what its events have in common. */
export interface OperationOnStack {
  readonly stack: Stack;
  readonly clientRequestToken: string | undefined;
}

/** Changes the stack's status, with the event that says so. */
export function recordStack(
  { stack, clientRequestToken }: OperationOnStack,
  status: StackStatus,
  reason?: string,
): void {
  stack.status = status;
  stack.statusReason = reason;
  stack.events.append({
    logicalId: stack.name,
    physicalId: stack.id,
    type: STACK_TYPE,
    status,
    reason,
    properties: undefined,
    clientRequestToken,
  });
}

/** Changes a resource's status, with the event that says so. */
export function recordResource(
  { stack, clientRequestToken }: OperationOnStack,
  resource: StackResource,
  status: ResourceStatus,
  reason?: string,
): void {
  resource.status = status;
  resource.statusReason = reason;
  resource.changedAt = stack.events.append({
    logicalId: resource.logicalId,
    physicalId: resource.physicalId ?? '',
    type: resource.type,
    status,
    reason,
    properties: resource.properties,
    clientRequestToken,
  });
}

/** What a hook says of a resource, whose status it leaves as it is. */
export function recordHook(
  { stack, clientRequestToken }: OperationOnStack,
  resource: StackResource,
  hook: HookEvent,
): void {
  stack.events.append({
    logicalId: resource.logicalId,
    physicalId: resource.physicalId ?? '',
    type: resource.type,
    status: resource.status,
    reason: undefined,
    properties: resource.properties,
    clientRequestToken,
    hook,
  });
}
