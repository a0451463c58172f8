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
 * Deletes all that an operation has made, or goes on with it from wherever its journal says it stopped: the stack, then
 * what names the cluster in the user's files.
 * @throws the signal's reason, when aborted
 */
export async function deprovision(run: DeletionContext, signal: AbortSignal): Promise<RunResult> {
  try {
    return await deleteAndUnregister(run, signal);
  } catch (error) {
    if (isCancellation(error, signal)) throw error;
    await run.record({ stack: failedStep(run, error) });
    return { view: run.view };
  }
}

async function deleteAndUnregister(run: DeletionContext, signal: AbortSignal): Promise<RunResult> {
  await run.record({});
  if (run.operation.stack.step === 'failed') return { view: run.view };
  if (run.operation.stack.step === 'requested') await requestDeletion(run, signal);
  if (run.operation.stack.step === 'watching') await watch(run, run.operation.stack.arn, signal);
  if (run.operation.attached && !(await unregister(run, signal)))
    return { view: run.viewAs(pendingRegistration(run.operation)) };
  const { next, notes } = run.operation;
  if (next) {
    await run.deps.journal.save(next);
    return { view: run.view, next };
  }
  await run.record({ outcome: { kind: 'deleted', endedAt: run.deps.clock.now(), notes } });
  return { view: run.view };
}

async function watch(run: DeletionContext, arn: string, signal: AbortSignal): Promise<void> {
  const { clock, acquireRead, session } = run.deps;
  const onActivity = (activity: string) => run.setActivity(activity);
  const stack = { arn, progress: run.stack, clock, acquireRead, services: session, onActivity };
  await watchDeletion(stack, run.operation, signal);
  run.step('stack', 'complete');
  await run.record({ stack: { step: 'gone' } });
}

/** @returns whether this window could do it */
async function unregister(run: DeletionContext, signal: AbortSignal): Promise<boolean> {
  const { operation, deps } = run;
  const { target, clusterName: name, accountId, partition } = operation;
  const { region } = operation.role;
  if (!deps.workspace.isLevelOpen(target.level)) return false;
  run.step('workspace', 'inProgress', l10n.t('Removing the cluster from kubeconfig and settings'));
  const key = { name, region, accountId, partition };
  const cluster = { arn: clusterArn(key), name };
  const done = await Promise.allSettled([
    deps.workspace.unregister(target.level, key),
    deps.workspace.removeKubeconfig({ level: target.level, path: target.kubeconfigPath, cluster }),
  ]);
  signal.throwIfAborted();
  const failures = done.filter((outcome) => outcome.status === 'rejected');
  for (const { message, remedy } of failures.map(({ reason }) => toUserError(reason)))
    run.note(`${message} ${remedy}`);
  run.step('workspace', failures.length === 0 ? 'complete' : 'failed');
  await run.record({ attached: false });
  return true;
}

function failedStep(run: DeletionContext, error: unknown): Deletion['stack'] {
  const { stack } = run.operation;
  const arn = stack.step === 'requested' || stack.step === 'watching' ? stack.arn : undefined;
  const remaining = run.stack.remaining;
  return {
    step: 'failed',
    arn,
    failedAt: run.deps.clock.now(),
    failure: failureOf(error, run.operation),
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
