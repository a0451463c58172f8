import type { StackEvent } from './engine/events';
import type { Stack, StackResource } from './engine/stack';

/** A stack as DescribeStacks shows it. */
export function stackView(stack: Stack): Readonly<Record<string, unknown>> {
  return {
    StackId: stack.id,
    StackName: stack.name,
    Description: stack.description,
    Parameters: stack.parameters.map(({ key, value, definition }) => ({
      ParameterKey: key,
      ParameterValue: definition.noEcho ? '****' : value,
    })),
    CreationTime: stack.createdAt,
    LastUpdatedTime: stack.updatedAt,
    DeletionTime: stack.deletedAt,
    RollbackConfiguration: {},
    StackStatus: stack.status,
    StackStatusReason: stack.statusReason,
    DisableRollback: stack.onFailure === 'DO_NOTHING',
    TimeoutInMinutes: stack.timeoutInMinutes,
    Capabilities: stack.capabilities,
    Outputs: stack.outputs.map(({ key, value, description }) => ({
      OutputKey: key,
      OutputValue: value,
      Description: description,
    })),
    Tags: Object.entries(stack.tags).map(([Key, Value]) => ({ Key, Value })),
    EnableTerminationProtection: stack.isTerminationProtected,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

/** An event as DescribeStackEvents shows it. */
export function eventView(stack: Stack, event: StackEvent): Readonly<Record<string, unknown>> {
  return {
    StackId: stack.id,
    EventId: event.id,
    StackName: stack.name,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId,
    ResourceType: event.type,
    Timestamp: event.timestamp,
    ResourceStatus: event.status,
    ResourceStatusReason: event.reason,
    ResourceProperties: event.properties && JSON.stringify(event.properties),
    ClientRequestToken: event.clientRequestToken,
    ...hookView(event),
  };
}

function hookView({ hook }: StackEvent): Readonly<Record<string, unknown>> {
  return (
    (hook && {
      HookType: hook.type,
      HookStatus: hook.status,
      HookStatusReason: hook.reason,
      HookInvocationPoint: 'PRE_PROVISION',
      HookFailureMode: hook.failureMode,
    }) ??
    {}
  );
}

/** The kinds of events that DescribeEvents tells apart. */
function eventType({ hook, status }: StackEvent): string {
  if (hook) return hook.status === 'HOOK_COMPLETE_FAILED' ? 'HOOK_INVOCATION_ERROR' : 'PROGRESS_EVENT';
  return status.endsWith('_FAILED') ? 'PROVISIONING_ERROR' : 'PROGRESS_EVENT';
}

/** An event as DescribeEvents shows it. */
export function operationEventView(stack: Stack, event: StackEvent): Readonly<Record<string, unknown>> {
  const common = { ...eventView(stack, event), StackName: undefined };
  return { ...common, EventType: eventType(event), OperationId: event.clientRequestToken };
}

/** Whether DescribeEvents shows the event where it is asked for failures alone. */
export function isFailedEvent(event: StackEvent): boolean {
  return eventType(event).endsWith('_ERROR');
}

/** A resource as DescribeStackResources shows it. */
export function resourceView(stack: Stack, resource: StackResource): Readonly<Record<string, unknown>> {
  return {
    StackName: stack.name,
    StackId: stack.id,
    LogicalResourceId: resource.logicalId,
    PhysicalResourceId: resource.physicalId,
    ResourceType: resource.type,
    Timestamp: resource.changedAt,
    ResourceStatus: resource.status,
    ResourceStatusReason: resource.statusReason,
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
  };
}
