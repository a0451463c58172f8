import * as l10n from '@vscode/l10n';
import { remainingCost, remainingPrice, type RemainingResources } from '../cost/remaining-cost';
import { stackName } from '../naming';
import { isWorthKeeping } from './kept';
import type { FailedStep, Operation, Outcome } from './operation';
import type { WorkspacePort } from '../ports/workspace';
import type { Target } from '../registry/target';
import type { ResourceView } from '../cloudformation/stack-status';
import type { StackProgress } from '../cloudformation/stack-progress';
import type { EndState, OperationState, OperationView, Leftovers, StepView } from './view';

export type Steps = ReadonlyMap<StepView['id'], StepView['status']>;

/** The steps that an operation has behind it, by its journal. */
export function stepsOf(operation: Operation): Map<StepView['id'], StepView['status']> {
  const steps = new Map<StepView['id'], StepView['status']>();
  const { step } = operation.stack;
  if (operation.outcome && operation.outcome.kind !== 'kept') return allComplete(operation.kind);
  if (step !== 'requested') steps.set('stack', step === 'failed' ? 'failed' : 'inProgress');
  switch (operation.kind) {
    case 'create':
      if (step === 'complete') steps.set('stack', 'complete').set('access', 'complete');
      if (operation.clusterConfigured) steps.set('access', 'complete').set('cluster', 'complete');
      if (operation.attached) steps.set('workspace', 'complete');
      return steps;
    case 'delete':
      if (step === 'gone') steps.set('stack', 'complete');
      return steps;
  }
}

/** Also of what there was nothing to do for, and of what no journal remembers. */
function allComplete(kind: Operation['kind']): Map<StepView['id'], StepView['status']> {
  return new Map((Object.keys(labels(kind)) as StepView['id'][]).map((id) => [id, 'complete']));
}

/** What to show of an operation. @param running the state for as long as its journal knows of no end */
export function operationView(
  operation: Operation,
  known: { stack: StackProgress; steps: Steps; running: OperationState; usualMs?: number },
): OperationView {
  const { id, kind, clusterName, role, accountId, startedAt } = operation;
  const resources = resourcesOf(operation, known.stack);
  const finished = kind === 'create' ? 'complete' : 'deleted';
  return {
    id,
    kind,
    ...(operation.kind === 'delete' && operation.owner !== id && { deletes: operation.owner }),
    clusterName,
    region: role.region,
    accountId,
    startedAt,
    ...(kind === 'delete' && operation.foundGone && { isQuiet: true }),
    usualMs: known.usualMs,
    state: stateOf(operation, known.running),
    done: resources.filter((resource) => resource.status === finished).length,
    total: resources.length,
    resources,
    // What was in the middle of something when it failed is in the middle of nothing.
    steps: stepViews(kind, hasStopped(operation) ? stepsOf(operation) : known.steps),
  };
}

function hasStopped({ kind, outcome, stack }: Operation): boolean {
  // What of a deletion had nothing to do is done; a creation may have ended with a step that failed.
  return stack.step === 'failed' || (kind === 'delete' && outcome !== undefined);
}

function endState(outcome: Outcome): EndState {
  if (outcome.kind !== 'kept') return outcome;
  const { endedAt, failure } = outcome;
  return { kind: 'forgotten', endedAt, failure };
}

function stateOf(operation: Operation, running: OperationState): OperationState {
  if (operation.outcome) return endState(operation.outcome);
  if (operation.stack.step !== 'failed') return running;
  const { failedAt, failure, kept } = operation.stack;
  const leftovers = leftoversOf(operation, operation.stack);
  if (!kept || leftovers.kind === 'nothing') return { kind: 'failed', failedAt, failure, leftovers };
  return {
    kind: 'kept',
    failedAt,
    failure,
    leftovers,
    price: remainingPrice(remainingResourcesOf(operation, operation.stack)),
  };
}

function leftoversOf(operation: Operation, step: FailedStep): Leftovers {
  if (!isWorthKeeping(operation)) return { kind: 'nothing' };
  const cost = remainingCost(remainingResourcesOf(operation, step));
  return { kind: 'stack', stackName: stackName(operation.clusterName), cost };
}

function remainingResourcesOf(operation: Operation, { remaining, kept }: FailedStep): RemainingResources {
  const nodes = operation.kind === 'create' ? operation.spec.compute : undefined;
  return { partition: operation.partition, remaining, nodes, controlPlane: kept?.controlPlane };
}

/** A run that was resumed after its stack ended has read no events, and a failed one reads none. */
function resourcesOf(operation: Operation, progress: StackProgress): readonly ResourceView[] {
  const { kind, stack } = operation;
  const resources = kind === 'delete' ? duringDeletion(progress) : progress.resources;
  switch (stack.step) {
    case 'complete':
      return resources.map((resource) => ({ ...resource, status: 'complete' }));
    case 'gone':
      return resources.map((resource) => ({ ...resource, status: 'deleted' }));
    case 'failed':
      // That something is left is no success of a deletion.
      if (kind === 'delete') return resources;
      return resources.map((resource) =>
        resource.status === 'waiting' ? afterFailure(resource, stack) : resource,
      );
    case 'requested':
    case 'continuing':
    case 'watching':
      return resources;
  }
}

/** What became of the resources when they were created, and why, says nothing of their deletion. */
function duringDeletion({ resources, notDeleted }: StackProgress): readonly ResourceView[] {
  const stuck = new Set(notDeleted.map(({ logicalId }) => logicalId));
  return resources.map(({ logicalId, type, status, reason, startedAt, endedAt }) => {
    if (stuck.has(logicalId)) return { logicalId, type, status, reason, startedAt, endedAt };
    if (status !== 'deleting' && status !== 'deleted') return { logicalId, type, status: 'waiting' };
    return { logicalId, type, status, startedAt, endedAt };
  });
}

function afterFailure(resource: ResourceView, { remaining, failure }: FailedStep): ResourceView {
  if (remaining?.includes(resource.logicalId)) return { ...resource, status: 'complete' };
  const isCause = failure.logicalId === resource.logicalId;
  return isCause ? { ...resource, status: 'failed', reason: failure.cause } : resource;
}

function stepViews(kind: Operation['kind'], steps: Steps): readonly StepView[] {
  return Object.entries(labels(kind)).map(([id, label]) => ({
    id: id as StepView['id'],
    label,
    status: steps.get(id as StepView['id']) ?? 'waiting',
  }));
}

function labels(kind: Operation['kind']): { readonly [Id in StepView['id']]?: string } {
  const stack = { stack: l10n.t('CloudFormation stack') };
  const workspace = { workspace: l10n.t('Kubeconfig and settings') };
  switch (kind) {
    case 'create':
      return {
        ...stack,
        access: l10n.t('Access to the cluster'),
        cluster: l10n.t('Service account and storage class'),
        ...workspace,
        nodes: l10n.t('Nodes ready'),
      };
    case 'delete':
      return { ...stack, ...workspace };
  }
}

/** Nothing is left of an operation but files that are not this window's to write: AWS need not be asked for that. */
export function isPendingRegistration(
  operation: Operation,
  workspace: Pick<WorkspacePort, 'isLevelOpen'>,
): boolean {
  if (workspace.isLevelOpen(operation.target.level)) return false;
  const { attached, stack } = operation;
  switch (operation.kind) {
    case 'create':
      return stack.step === 'complete' && operation.clusterConfigured && !attached;
    case 'delete':
      return stack.step === 'gone' && attached;
  }
}

export function pendingRegistration({ target, notes }: Operation): OperationState {
  return { kind: 'pendingRegistration', where: levelName(target), notes };
}

/** Where the files of an operation wait to be written, in the user's words. */
function levelName({ level }: Pick<Target, 'level'>): string {
  switch (level.kind) {
    case 'folder':
      return level.name;
    case 'workspace':
      return l10n.t('its workspace');
    case 'user':
      return l10n.t('a trusted window');
  }
}
