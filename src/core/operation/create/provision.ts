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
 * Creates the cluster of an operation, or continues one from where its journal says it stopped, to its end, to
 * the user's turn, or until its files wait for another window.
 * @throws the signal's reason, when aborted: the stack continues, and can be resumed
 */
export async function provision(context: CreationContext, signal: AbortSignal): Promise<RunResult> {
  try {
    return await createAndRegister(context, signal);
  } catch (error) {
    if (isCancellation(error, signal)) throw error;
    await context.record({ stack: failedStep(context, error) });
    return { view: context.view };
  }
}

async function createAndRegister(context: CreationContext, signal: AbortSignal): Promise<RunResult> {
  // The journal knows of the operation before AWS does.
  await context.record({});
  if (context.operation.stack.step === 'failed') return { view: context.view };
  const arn = await requestStack(context, signal);
  const attached =
    context.operation.stack.step === 'complete'
      ? await setUpCluster(context, signal)
      : await watch(context, arn, signal);
  if (attached === 'elsewhere') return { view: context.viewAs(pendingRegistration(context.operation)) };
  const nodesReady = await countNodes(context, signal);
  const { notes } = context.operation;
  await context.record({
    outcome: { kind: 'succeeded', endedAt: context.deps.clock.now(), nodesReady, notes },
  });
  return { view: context.view };
}

/**
 * Watches the stack to its end and, as soon as the access entry is there, makes the cluster usable while its nodes
 * still start: about three minutes earlier than waiting for the stack.
 */
async function watch(
  context: CreationContext,
  arn: string,
  signal: AbortSignal,
): Promise<'attached' | 'elsewhere'> {
  const failed = new AbortController();
  const both = AbortSignal.any([signal, failed.signal]);
  let finishing: Promise<'attached' | 'elsewhere'> | undefined;
  // No file may name a cluster that CloudFormation is still to delete should its nodes fail.
  const stays = context.operation.spec.onFailure === 'keep';
  const onRead = () => {
    if (stays && !finishing && context.stack.isComplete(ADMIN_ACCESS)) {
      finishing = setUpCluster(context, both);
      finishing.catch(() => undefined); // awaited after the stack
    }
  };
  try {
    const onActivity = (activity: string) => context.setActivity(activity);
    const { clock, acquireRead, session } = context.deps;
    await watchStack(
      { arn, progress: context.stack, clock, acquireRead, services: session, onActivity, onRead },
      signal,
    );
  } catch (error) {
    failed.abort(error);
    await finishing?.catch(() => undefined);
    context.step('stack', 'failed');
    throw error;
  }
  context.step('stack', 'complete');
  await context.record({ stack: { step: 'complete', arn } });
  return await (finishing ?? setUpCluster(context, signal));
}

async function setUpCluster(
  context: CreationContext,
  signal: AbortSignal,
): Promise<'attached' | 'elsewhere'> {
  if (context.operation.clusterConfigured && context.operation.attached) return 'attached';
  context.step('access', 'complete');
  const cluster = await describeCluster(context, signal);
  await configureCluster(context, cluster, signal);
  return register(context, cluster, signal);
}
