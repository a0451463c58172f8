import * as l10n from '@vscode/l10n';
import { clusterArn } from '../arn';
import { explain, isCancellation } from '../errors/explain';
import { AwsError } from '../ports/aws';
import { byHand } from './by-hand';
import { findOwnStack } from './own-stack';
import { lastingSession } from './lasting-session';
import { clientRequestToken, type Deletion, type Failure } from './operation';
import { retryTransient } from './retry-transient';
import { OperationFailed, Run, type OperationPorts, type RunEnd } from './run';
import { StackProgress } from './stack-progress';
import { unattached } from './unattached';
import { watchDeletion } from './watch-deletion';

export type DeletionRun = Run<Deletion>;

export function deletionRun(operation: Deletion, ports: OperationPorts): DeletionRun {
  // What is in the stack, its own events tell: it may be of another version's template.
  return new Run(operation, ports, new StackProgress());
}

/**
 * Deletes all that an operation has made, or goes on with it from wherever its journal says it stopped: the stack, then
 * what names the cluster in the user's files.
 * @throws the signal's reason, when aborted
 */
export async function remove(run: DeletionRun, signal: AbortSignal): Promise<RunEnd> {
  try {
    return await deleteAndDetach(run, signal);
  } catch (error) {
    if (isCancellation(error, signal)) throw error;
    await run.record({ stack: failedStep(run, error) });
    return { view: run.view };
  }
}

async function deleteAndDetach(run: DeletionRun, signal: AbortSignal): Promise<RunEnd> {
  await run.record({});
  if (run.operation.stack.step === 'failed') return { view: run.view };
  if (run.operation.stack.step === 'requested') await requestDeletion(run, signal);
  if (run.operation.stack.step === 'watching') await watch(run, run.operation.stack.arn, signal);
  if (run.operation.attached && !(await detach(run, signal)))
    return { view: run.viewAs(unattached(run.operation)) };
  const { next, notes } = run.operation;
  if (next) {
    await run.ports.journal.save(next);
    return { view: run.view, next };
  }
  await run.record({ outcome: { kind: 'deleted', endedAt: run.ports.clock.now(), notes } });
  return { view: run.view };
}

/** Reads whose the stack is directly before; deleting it twice does no harm. */
async function requestDeletion(run: DeletionRun, signal: AbortSignal): Promise<void> {
  const { operation, ports } = run;
  run.step('stack', 'inProgress', l10n.t('Asking CloudFormation to delete the stack'));
  const stack = await findOwnStack(run, signal);
  if (!stack) return run.record({ stack: { step: 'gone' } });
  const request = { stackArn: stack.arn, clientRequestToken: clientRequestToken(operation) };
  const onWaiting = (error: AwsError) => run.say(l10n.t('Waiting to reach AWS: {0}', error.message));
  const ask = async () => (await lastingSession(ports.session)).stacks.delete(request, signal);
  await retryTransient(ask, { clock: ports.clock, signal, onWaiting });
  await run.record({ stack: { step: 'watching', arn: stack.arn } });
}

async function watch(run: DeletionRun, arn: string, signal: AbortSignal): Promise<void> {
  const { clock, turn, session } = run.ports;
  const say = (activity: string) => run.say(activity);
  const stack = { arn, progress: run.stack, clock, turn, services: session, say };
  await watchDeletion(stack, run.operation, signal);
  run.step('stack', 'complete');
  await run.record({ stack: { step: 'gone' } });
}

/** @returns whether this window could do it */
async function detach(run: DeletionRun, signal: AbortSignal): Promise<boolean> {
  const { operation, ports } = run;
  const { target, clusterName: name, accountId, partition } = operation;
  const { region } = operation.role;
  if (!ports.workspace.isHere(target.level)) return false;
  run.step('workspace', 'inProgress', l10n.t('Cleaning up kubeconfig and settings'));
  const key = { name, region, accountId, partition };
  const cluster = { arn: clusterArn(key), name };
  const done = await Promise.allSettled([
    ports.workspace.unregister(target.level, key),
    ports.workspace.removeKubeconfig({ level: target.level, path: target.kubeconfigPath, cluster }),
  ]);
  signal.throwIfAborted();
  const failures = done.filter((outcome) => outcome.status === 'rejected');
  for (const { message, remedy } of failures.map(({ reason }) => explain(reason)))
    run.note(`${message} ${remedy}`);
  run.step('workspace', failures.length === 0 ? 'complete' : 'failed');
  await run.record({ attached: false });
  return true;
}

function failedStep(run: DeletionRun, error: unknown): Deletion['stack'] {
  const { stack } = run.operation;
  const arn = stack.step === 'requested' || stack.step === 'watching' ? stack.arn : undefined;
  const remaining = run.stack.remaining;
  return {
    step: 'failed',
    arn,
    failedAt: run.ports.clock.now(),
    failure: failureOf(error, run.operation),
    remaining,
  };
}

function failureOf(error: unknown, operation: Deletion): Failure {
  if (error instanceof OperationFailed) return error.failure;
  const { message, remedy } = explain(error);
  const isDenied = error instanceof AwsError && error.kind === 'denied';
  return {
    message: l10n.t('Deleting the cluster failed.'),
    cause: message,
    remedy: isDenied ? byHand(operation) : remedy,
  };
}
