import * as l10n from '@vscode/l10n';
import { clusterArn } from '../../arn';
import { toUserError, isCancellation } from '../../errors/to-user-error';
import { AwsError } from '../../ports/aws';
import { requestDeletion } from './request-deletion';
import { StackFailed, type Failure } from '../../cloudformation/failure';
import type { Deletion } from '../operation';
import { OperationContext, type OperationDeps, type RunResult } from '../operation-context';
import { StackProgress } from '../../cloudformation/stack-progress';
import { pendingRegistration } from '../to-view';
import { manualDeletionRemedy, watchDeletion } from './watch-deletion';

export type DeletionContext = OperationContext<Deletion>;

export function deletionContext(operation: Deletion, deps: OperationDeps): DeletionContext {
  // What is in the stack, its own events tell: it may be of another version's template.
  return new OperationContext(operation, deps, new StackProgress());
}

/**
 * Deletes all that an operation has made, or continues from where its journal says it stopped: the stack, then
 * what names the cluster in the user's files.
 * @throws the signal's reason, when aborted
 */
export async function deprovision(context: DeletionContext, signal: AbortSignal): Promise<RunResult> {
  try {
    return await deleteAndUnregister(context, signal);
  } catch (error) {
    if (isCancellation(error, signal)) throw error;
    await context.record({ stack: failedStep(context, error) });
    return { view: context.view };
  }
}

async function deleteAndUnregister(context: DeletionContext, signal: AbortSignal): Promise<RunResult> {
  await context.record({});
  if (context.operation.stack.step === 'failed') return { view: context.view };
  if (context.operation.stack.step === 'requested') await requestDeletion(context, signal);
  if (context.operation.stack.step === 'watching') await watch(context, context.operation.stack.arn, signal);
  if (context.operation.attached && !(await unregister(context, signal)))
    return { view: context.viewAs(pendingRegistration(context.operation)) };
  const { next, notes } = context.operation;
  if (next) {
    await context.deps.journal.save(next);
    return { view: context.view, next };
  }
  await context.record({ outcome: { kind: 'deleted', endedAt: context.deps.clock.now(), notes } });
  return { view: context.view };
}

async function watch(context: DeletionContext, arn: string, signal: AbortSignal): Promise<void> {
  const { clock, acquireRead, session } = context.deps;
  const onActivity = (activity: string) => context.setActivity(activity);
  const stack = { arn, progress: context.stack, clock, acquireRead, services: session, onActivity };
  await watchDeletion(stack, context.operation, signal);
  context.step('stack', 'complete');
  await context.record({ stack: { step: 'gone' } });
}

/** @returns whether this window could do it */
async function unregister(context: DeletionContext, signal: AbortSignal): Promise<boolean> {
  const { operation, deps } = context;
  const { target, clusterName: name, accountId, partition } = operation;
  const { region } = operation.role;
  if (!deps.workspace.isLevelOpen(target.level)) return false;
  context.step('workspace', 'inProgress', l10n.t('Removing the cluster from kubeconfig and settings'));
  const key = { name, region, accountId, partition };
  const cluster = { arn: clusterArn(key), name };
  const done = await Promise.allSettled([
    deps.workspace.unregister(target.level, key),
    deps.workspace.removeKubeconfig({ level: target.level, path: target.kubeconfigPath, cluster }),
  ]);
  signal.throwIfAborted();
  const failures = done.filter((outcome) => outcome.status === 'rejected');
  for (const { message, remedy } of failures.map(({ reason }) => toUserError(reason)))
    context.note(`${message} ${remedy}`);
  context.step('workspace', failures.length === 0 ? 'complete' : 'failed');
  await context.record({ attached: false });
  return true;
}

function failedStep(context: DeletionContext, error: unknown): Deletion['stack'] {
  const { stack } = context.operation;
  const arn = stack.step === 'requested' || stack.step === 'watching' ? stack.arn : undefined;
  const remaining = context.stack.remaining;
  return {
    step: 'failed',
    arn,
    failedAt: context.deps.clock.now(),
    failure: failureOf(error, context.operation),
    remaining,
  };
}

function failureOf(error: unknown, operation: Deletion): Failure {
  if (error instanceof StackFailed) return error.failure;
  const { message, remedy } = toUserError(error);
  const isDenied = error instanceof AwsError && error.kind === 'denied';
  return {
    message: l10n.t('Deleting the cluster failed.'),
    cause: message,
    remedy: isDenied ? manualDeletionRemedy(operation) : remedy,
  };
}
