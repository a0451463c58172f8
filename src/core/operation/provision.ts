import * as l10n from '@vscode/l10n';
import { userError } from '../errors/catalogue';
import { explain, isCancellation } from '../errors/explain';
import { stackName } from '../naming';
import type { KubernetesNode } from '../ports/kubernetes';
import { KubernetesError } from '../ports/kubernetes';
import type { ConnectedCluster } from '../ports/workspace';
import { ADMIN_ACCESS, shapeOf, templateResources } from '../template';
import { attach } from './attach';
import { configureCluster, connect } from './configure-cluster';
import type { Failure, Operation, Outcome } from './operation';
import { operationView, stepsOf } from './operation-view';
import { requestStack } from './request-stack';
import { retryTransient } from './retry-transient';
import { OperationFailed, Run, type ProvisionPorts } from './run';
import { StackProgress } from './stack-progress';
import type { OperationView } from './view';
import { watchStack } from './watch-stack';
import { whatRemains } from './what-remains';

const NODES_DEADLINE_MS = 120_000;
const NODES_RETRY_MS = 3_000;

/**
 * Creates the cluster of an operation, or goes on with one from wherever its journal says it stopped. Yields what to
 * show, the newest only; the last view says how it ended, or that its files wait for another window. Aborting stops
 * the watching: the stack goes on, and so may we.
 * @throws the signal's reason, when aborted
 */
export async function* provision(
  operation: Operation,
  ports: ProvisionPorts,
  signal: AbortSignal,
): AsyncGenerator<OperationView> {
  const run = new Run(operation, ports, templateResources(shapeOf(operation.spec)));
  const ended = drive(run, signal).finally(() => run.views.close());
  // Awaited below: a rejection must not be reported as unhandled while the views are still read.
  ended.catch(() => undefined);
  yield* run.views;
  yield await ended;
}

/** What to show of an operation before anything of it has happened. */
export function initialView(operation: Operation): OperationView {
  const stack = new StackProgress(templateResources(shapeOf(operation.spec)));
  const running = { kind: 'running', activity: l10n.t('Under way') } as const;
  return operationView(operation, { stack, steps: stepsOf(operation), running });
}

async function drive(run: Run, signal: AbortSignal): Promise<OperationView> {
  try {
    return await provisionAndAttach(run, signal);
  } catch (error) {
    if (isCancellation(error, signal)) throw error;
    const endedAt = run.ports.clock.now();
    await run.record({ outcome: { kind: 'failed', endedAt, failure: failureOf(error, run) } });
    return run.view({ kind: 'running', activity: '' });
  }
}

async function provisionAndAttach(run: Run, signal: AbortSignal): Promise<OperationView> {
  // The journal knows of the operation before AWS does.
  await run.record({});
  if (isOnlyUnattached(run)) return unattachedView(run);
  const arn = await requestStack(run, signal);
  const attached =
    run.operation.stack.step === 'complete' ? await finish(run, signal) : await watch(run, arn, signal);
  if (attached === 'elsewhere') return unattachedView(run);
  const nodesReady = await countNodes(run, signal);
  const outcome: Outcome = {
    kind: 'succeeded',
    endedAt: run.ports.clock.now(),
    nodesReady,
    notes: run.operation.notes,
  };
  await run.record({ outcome });
  return run.view({ kind: 'running', activity: '' });
}

function unattachedView(run: Run): OperationView {
  return run.view({ kind: 'unattached', where: levelName(run.operation), notes: run.operation.notes });
}

/** Nothing is left but files that are not this window's to write: AWS need not be asked for that. */
function isOnlyUnattached({ operation, ports }: Run): boolean {
  const { stack, clusterConfigured, attached, target } = operation;
  return stack.step === 'complete' && clusterConfigured && !attached && !ports.workspace.isHere(target.level);
}

/**
 * Watches the stack to its end and, as soon as the access entry is there, makes the cluster usable while its nodes still
 * start: about three minutes earlier than waiting for the stack.
 */
async function watch(run: Run, arn: string, signal: AbortSignal): Promise<'attached' | 'elsewhere'> {
  const failed = new AbortController();
  const both = AbortSignal.any([signal, failed.signal]);
  let finishing: Promise<'attached' | 'elsewhere'> | undefined;
  // No file may name a cluster that CloudFormation is still to delete should its nodes fail.
  const stays = run.operation.spec.onFailure === 'keep';
  const onRead = () => {
    if (stays && !finishing && run.stack.isComplete(ADMIN_ACCESS)) {
      finishing = finish(run, both);
      finishing.catch(() => undefined); // awaited after the stack
    }
  };
  try {
    const stacks = async () => (await run.ports.session()).stacks;
    const say = (activity: string) => run.say(activity);
    await watchStack({ arn, progress: run.stack, clock: run.ports.clock, stacks, say, onRead }, signal);
  } catch (error) {
    failed.abort(error);
    run.step('stack', 'failed');
    throw error;
  }
  run.step('stack', 'complete');
  await run.record({ stack: { step: 'complete', arn } });
  return await (finishing ?? finish(run, signal));
}

async function finish(run: Run, signal: AbortSignal): Promise<'attached' | 'elsewhere'> {
  if (run.operation.clusterConfigured && run.operation.attached) return 'attached';
  run.step('access', 'complete');
  const cluster = await describeCluster(run, signal);
  await configureCluster(run, cluster, signal);
  return attach(run, cluster, signal);
}

/** Endpoint and CA come from EKS each time, never from a file. */
async function describeCluster({ operation, ports }: Run, signal: AbortSignal): Promise<ConnectedCluster> {
  const { name } = operation.spec;
  const cluster = await retryTransient(async () => (await ports.session()).clusters.describe(name, signal), {
    clock: ports.clock,
    signal,
  });
  if (!cluster?.endpoint || !cluster.certificateAuthority) throw userError('cluster-vanished', { name });
  const { arn, endpoint, certificateAuthority } = cluster;
  return { arn, name, region: operation.role.region, endpoint, certificateAuthority };
}

/** A cluster in Auto Mode has no nodes yet, and needs none to be of use. */
async function countNodes(run: Run, signal: AbortSignal): Promise<number> {
  const { compute } = run.operation.spec;
  switch (compute.kind) {
    case 'managed':
    case 'self-managed':
      return countReady(run, compute.nodeCount, signal);
    case 'auto':
      run.step('nodes', 'complete');
      run.note(l10n.t('Nodes start when pods need them.'));
      return 0;
  }
}

/** The group of nodes is complete when its instances are; the last of them may still turn Ready. */
async function countReady(run: Run, expected: number, signal: AbortSignal): Promise<number> {
  const { clock } = run.ports;
  const deadline = clock.now() + NODES_DEADLINE_MS;
  const api = await connect(run, await describeCluster(run, signal));
  while (true) {
    const ready = (await nodes(() => api.nodes(signal))).filter((node) => node.ready).length;
    run.step(
      'nodes',
      ready >= expected ? 'complete' : 'inProgress',
      l10n.t('{0} of {1} nodes ready', ready, expected),
    );
    if (ready >= expected || clock.now() >= deadline) return ready;
    await clock.sleep(NODES_RETRY_MS, signal);
  }
}

/** A cluster that cannot be asked from here has been noted already; its nodes count as none. */
async function nodes(ask: () => Promise<readonly KubernetesNode[]>): Promise<readonly KubernetesNode[]> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof KubernetesError) return [];
    throw error;
  }
}

function failureOf(error: unknown, { operation: { stack, spec }, stack: progress }: Run): Failure {
  const failure = error instanceof OperationFailed ? error.failure : unforeseen(error);
  if (stack.step === 'requested') return failure;
  return { ...failure, remedy: `${failure.remedy} ${whatRemains(progress, stackName(spec.name))}` };
}

function unforeseen(error: unknown): Failure {
  const { message, remedy } = explain(error);
  return { message: l10n.t('Creating the cluster failed.'), cause: message, remedy };
}

function levelName({ target }: Operation): string {
  switch (target.level.kind) {
    case 'folder':
      return target.level.name;
    case 'workspace':
      return l10n.t('its workspace');
    case 'user':
      return l10n.t('a trusted window');
  }
}
