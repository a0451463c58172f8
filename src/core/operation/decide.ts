import type { Decision, Creation, Deletion, Operation } from './operation';
import { forgotten, isKept, isWorthKeeping, withKept } from './kept';
import { retryPlan } from './retry-plan';

/**
 * What becomes of an operation by the user's decision. The decision may come late or twice: where it no longer fits,
 * nothing changes.
 * @param now milliseconds since the epoch
 */
export function decide(operation: Operation, decision: Decision, now: number): Operation {
  if (operation.outcome) return operation;
  switch (decision.kind) {
    case 'delete':
      return applyDelete(operation, now);
    case 'keep':
      return applyKeep(operation, now);
    case 'forget':
      return forgotten(operation, now);
    case 'attach':
      return operation.kind === 'create' ? applyAttach(operation, decision) : operation;
    case 'retry':
      return operation.kind === 'create'
        ? applyRetry(operation, decision.spec, now)
        : retryPendingDeletion(operation, decision.spec, now);
  }
}

function applyDelete(operation: Operation, now: number): Operation {
  const { stack } = operation;
  if (operation.kind === 'create')
    return stack.step === 'failed' && stack.arn === undefined
      ? forgotten(operation, now)
      : toDeletion(operation, now);
  // The creation queued behind the deletion is dropped, regardless of the order of the decisions.
  const { next, ...only } = operation;
  if (stack.step === 'failed') return retryDeletion(only, now);
  return next ? only : operation;
}

/** The deletion that comes first is tried again; then the creation, as it is described now. */
function retryPendingDeletion(operation: Deletion, spec: Creation['spec'], now: number): Deletion {
  const { stack, next } = operation;
  if (stack.step !== 'failed' || !next) return operation;
  return { ...retryDeletion(operation, now), next: { ...next, spec } };
}

function retryDeletion(operation: Deletion, now: number): Deletion {
  const { stack, attempt } = operation;
  const arn = stack.step === 'gone' ? undefined : stack.arn;
  return { ...operation, startedAt: now, attempt: attempt + 1, stack: { step: 'requested', arn } };
}

/** A deletion that waits to clean up a folder that is gone waits no longer. */
function applyKeep(operation: Operation, now: number): Operation {
  if (operation.kind === 'delete' && operation.stack.step === 'gone')
    return { ...operation, attached: false };
  if (isKept(operation)) return operation;
  return isWorthKeeping(operation) ? withKept(operation, {}) : forgotten(operation, now);
}

function applyRetry(operation: Creation, spec: Creation['spec'], now: number): Operation {
  const { stack } = operation;
  if (stack.step !== 'failed') return operation;
  const again = {
    ...operation,
    spec,
    startedAt: now,
    attempt: operation.attempt + 1,
    clusterConfigured: false,
    notes: [],
  };
  switch (retryPlan(operation, spec).kind) {
    case 'continue':
      return { ...again, stack: resumedStep(stack, isSameSpec(spec, operation.spec)) };
    case 'recreate': {
      const recreated: Creation = { ...again, stack: REQUESTED, attached: false };
      return stack.arn === undefined ? recreated : { ...toDeletion(operation, now), next: recreated };
    }
    case 'refused':
      return operation;
  }
}

function applyAttach(
  operation: Creation,
  { level, kubeconfigPath }: Extract<Decision, { kind: 'attach' }>,
): Operation {
  if (operation.stack.step !== 'complete' || operation.attached) return operation;
  return { ...operation, target: { ...operation.target, level, kubeconfigPath } };
}

type FailedCreation = Extract<Creation['stack'], { step: 'failed' }>;

/** A stack that is complete needs CloudFormation only for changed settings. */
function resumedStep(
  { arn, remaining = [], recovery }: FailedCreation,
  isUnchanged: boolean,
): Creation['stack'] {
  if (arn === undefined) return REQUESTED;
  return recovery === 'post-create' && isUnchanged
    ? { step: 'complete', arn }
    : { step: 'continuing', arn, remaining };
}

/** Specs are plain data that is always made with the same keys in the same order. */
function isSameSpec(a: Creation['spec'], b: Creation['spec']): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

const REQUESTED = { step: 'requested' } as const;

/** The deletion of all that a creation has made, under the same ID: the stack carries it as its tag. */
export function toDeletion(creation: Creation, now: number): Deletion {
  const { id, clusterName, role, accountId, partition, target, attempt, stack, attached } = creation;
  return {
    ...{
      id,
      kind: 'delete',
      owner: id,
      claim: { kind: 'journal' },
      startedAt: now,
      attempt,
      clusterName,
      role,
      accountId,
      partition,
      target,
    },
    stack: { step: 'requested', arn: stack.step === 'requested' ? undefined : stack.arn },
    // Files are written after the cluster was configured, and the crash may have come in between.
    attached: attached || creation.clusterConfigured,
    notes: [],
  };
}
