import { isCancellation } from '../../errors/to-user-error';
import { ADMIN_ACCESS, variantOf, templateResources } from '../../template';
import { register } from './register';
import { configureCluster } from './configure-cluster';
import { countNodes } from './count-nodes';
import { describeCluster } from './connect-cluster';
import type { Creation } from '../operation';
import { requestStack } from './request-stack';
import { OperationContext, type OperationDeps, type RunResult } from '../operation-context';
import { StackProgress } from '../../cloudformation/stack-progress';
import { pendingRegistration } from '../to-view';
import { watchStack } from '../../cloudformation/watch-stack';
import { failedStep } from './creation-failure';

export type CreationContext = OperationContext<Creation>;

export function creationContext(operation: Creation, deps: OperationDeps): CreationContext {
  const update = operation.stack.step === 'watching' ? operation.stack.update : undefined;
  return new OperationContext(
    operation,
    deps,
    new StackProgress(templateResources(variantOf(operation.spec)), update),
  );
}

/**
 * Creates the cluster of an operation, or goes on with one from wherever its journal says it stopped, to its end, to
 * the user's turn, or until its files wait for another window.
 * @throws the signal's reason, when aborted: the stack goes on, and so may we
 */
export async function provision(run: CreationContext, signal: AbortSignal): Promise<RunResult> {
  try {
    return await createAndRegister(run, signal);
  } catch (error) {
    if (isCancellation(error, signal)) throw error;
    await run.record({ stack: failedStep(run, error) });
    return { view: run.view };
  }
}

async function createAndRegister(run: CreationContext, signal: AbortSignal): Promise<RunResult> {
  // The journal knows of the operation before AWS does.
  await run.record({});
  if (run.operation.stack.step === 'failed') return { view: run.view };
  const arn = await requestStack(run, signal);
  const attached =
    run.operation.stack.step === 'complete' ? await setUpCluster(run, signal) : await watch(run, arn, signal);
  if (attached === 'elsewhere') return { view: run.viewAs(pendingRegistration(run.operation)) };
  const nodesReady = await countNodes(run, signal);
  const { notes } = run.operation;
  await run.record({
    outcome: { kind: 'succeeded', endedAt: run.deps.clock.now(), nodesReady, notes },
  });
  return { view: run.view };
}

/**
 * Watches the stack to its end and, as soon as the access entry is there, makes the cluster usable while its nodes still
 * start: about three minutes earlier than waiting for the stack.
 */
async function watch(
  run: CreationContext,
  arn: string,
  signal: AbortSignal,
): Promise<'attached' | 'elsewhere'> {
  const failed = new AbortController();
  const both = AbortSignal.any([signal, failed.signal]);
  let finishing: Promise<'attached' | 'elsewhere'> | undefined;
  // No file may name a cluster that CloudFormation is still to delete should its nodes fail.
  const stays = run.operation.spec.onFailure === 'keep';
  const onRead = () => {
    if (stays && !finishing && run.stack.isComplete(ADMIN_ACCESS)) {
      finishing = setUpCluster(run, both);
      finishing.catch(() => undefined); // awaited after the stack
    }
  };
  try {
    const onActivity = (activity: string) => run.setActivity(activity);
    const { clock, acquireRead, session } = run.deps;
    await watchStack(
      { arn, progress: run.stack, clock, acquireRead, services: session, onActivity, onRead },
      signal,
    );
  } catch (error) {
    failed.abort(error);
    await finishing?.catch(() => undefined);
    run.step('stack', 'failed');
    throw error;
  }
  run.step('stack', 'complete');
  await run.record({ stack: { step: 'complete', arn } });
  return await (finishing ?? setUpCluster(run, signal));
}

async function setUpCluster(run: CreationContext, signal: AbortSignal): Promise<'attached' | 'elsewhere'> {
  if (run.operation.clusterConfigured && run.operation.attached) return 'attached';
  run.step('access', 'complete');
  const cluster = await describeCluster(run, signal);
  await configureCluster(run, cluster, signal);
  return register(run, cluster, signal);
}
