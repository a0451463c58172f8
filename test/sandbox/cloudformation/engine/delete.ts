import { duration } from '../../durations';
import { pause } from '../../clock';
import { handlerOf } from '../handlers/registry';
import { recordResource, recordStack } from './events';
import { failureReason } from './failure';
import { authorizeHandler, resourceRequest } from './resource-request';
import type { Run } from './run';
import { isDeleted, isGone, type StackResource, type StackStatus } from './stack';

/** Plays out the deletion of a stack, whatever state its creation had come to. @param retained logical IDs */
export async function deleteStack(run: Run, retained: readonly string[]): Promise<void> {
  run.stack.interrupt?.();
  recordStack(run, 'DELETE_IN_PROGRESS', 'User Initiated');
  for (const resource of run.stack.resources.values()) {
    if (retained.includes(resource.logicalId)) recordResource(run, resource, 'DELETE_SKIPPED');
  }
  await pause(run.aws.clock, duration('settle stack', run.stack.id));
  await deleteResources(run, { complete: 'DELETE_COMPLETE', failed: 'DELETE_FAILED' });
}

/** Deletes what the stack has, each resource once nothing depends on it any more. */
export async function deleteResources(
  run: Run,
  statuses: { readonly complete: StackStatus; readonly failed: StackStatus },
): Promise<void> {
  const { stack, aws } = run;
  const done = new Map<string, Promise<void>>();
  const whenGone = (resource: StackResource): Promise<void> => {
    const known = done.get(resource.logicalId);
    if (known) return known;
    const gone = deleteAfterDependents(run, resource, whenGone);
    done.set(resource.logicalId, gone);
    return gone;
  };
  await Promise.all([...stack.resources.values()].map(whenGone));
  await pause(aws.clock, duration('settle stack', stack.name));

  const failed = [...stack.resources.values()].filter(({ status }) => status === 'DELETE_FAILED');
  if (failed.length > 0) {
    const names = failed.map(({ logicalId }) => logicalId).join(', ');
    recordStack(run, statuses.failed, `The following resource(s) failed to delete: [${names}]. `);
    return;
  }
  recordStack(run, statuses.complete);
  if (isDeleted(stack)) stack.deletedAt = new Date(aws.clock.now());
}

/** Deletes what an update's template has no more; what cannot be deleted is left, and the update is complete. */
export async function deleteRemoved(run: Run): Promise<void> {
  const { stack } = run;
  const removed = [...stack.resources.values()].filter(
    ({ logicalId }) => !stack.plan.resources.has(logicalId),
  );
  await Promise.all(removed.map((resource) => deleteResource(run, resource)));
  for (const { logicalId } of removed) stack.resources.delete(logicalId);
}

async function deleteAfterDependents(
  run: Run,
  resource: StackResource,
  whenGone: (resource: StackResource) => Promise<void>,
): Promise<void> {
  const { stack } = run;
  const dependents = [...stack.resources.values()].filter(({ logicalId }) =>
    stack.plan.resources.get(logicalId)?.after.has(resource.logicalId),
  );
  await Promise.all(dependents.map(whenGone));
  if (isGone(resource)) return;
  // A resource that others still need is not touched; the stack names only what really failed.
  if (!dependents.every(isGone)) return;
  await deleteResource(run, resource);
}

async function deleteResource(run: Run, resource: StackResource): Promise<void> {
  const { stack, aws, session } = run;
  if (resource.physicalId === undefined) {
    recordResource(run, resource, 'DELETE_COMPLETE');
    return;
  }
  recordResource(run, resource, 'DELETE_IN_PROGRESS');
  const handler = handlerOf(resource.type);
  try {
    const request = resourceRequest(aws, stack, resource);
    authorizeHandler('delete', resource, request, session);
    await handler.delete(request, resource.physicalId);
    recordResource(run, resource, 'DELETE_COMPLETE');
  } catch (error) {
    recordResource(run, resource, 'DELETE_FAILED', failureReason(error, handler));
  }
}
