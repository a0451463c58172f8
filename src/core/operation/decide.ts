import type { Choice } from './choice';
import type { Creation, Deletion, Operation } from './operation';
import { deletionOf } from './deletion-of';
import { forgotten, isKept, isWorthKeeping, withKept } from './kept';
import { retryPlan } from './retry-plan';

/**
 * What becomes of an operation by the user's choice. The choice may come late or twice: where it no longer fits,
 * nothing changes.
 * @param now milliseconds since the epoch
 */
export function decide(operation: Operation, choice: Choice, now: number): Operation {
  if (operation.outcome) return operation;
  switch (choice.kind) {
    case 'delete':
      return deleted(operation, now);
    case 'keep':
      return kept(operation, now);
    case 'forget':
      return forgotten(operation, now);
    case 'attach':
      return operation.kind === 'create' ? attachedTo(operation, choice) : operation;
    case 'retry':
      return operation.kind === 'create'
        ? retried(operation, choice.spec, now)
        : retriedFirst(operation, choice.spec, now);
  }
}

function deleted(operation: Operation, now: number): Operation {
  const { stack } = operation;
  if (operation.kind === 'create')
    return stack.step === 'failed' && stack.arn === undefined
      ? forgotten(operation, now)
      : deletionOf(operation, now);
  // What was to be made anew afterwards is not, whichever of two choices came first.
  const { next, ...only } = operation;
  if (stack.step === 'failed') return deletedAgain(only, now);
  return next ? only : operation;
}

/** The deletion that comes first is tried again; then the creation, as it is described now. */
function retriedFirst(operation: Deletion, spec: Creation['spec'], now: number): Deletion {
  const { stack, next } = operation;
  if (stack.step !== 'failed' || !next) return operation;
  return { ...deletedAgain(operation, now), next: { ...next, spec } };
}

function deletedAgain(operation: Deletion, now: number): Deletion {
  const { stack, attempt } = operation;
  const arn = stack.step === 'gone' ? undefined : stack.arn;
  return { ...operation, startedAt: now, attempt: attempt + 1, stack: { step: 'requested', arn } };
}

/** A deletion that waits to clean up a folder that is gone waits no longer. */
function kept(operation: Operation, now: number): Operation {
  if (operation.kind === 'delete' && operation.stack.step === 'gone')
    return { ...operation, attached: false };
  if (isKept(operation)) return operation;
  return isWorthKeeping(operation) ? withKept(operation, {}) : forgotten(operation, now);
}

function retried(operation: Creation, spec: Creation['spec'], now: number): Operation {
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
      return { ...again, stack: continued(stack, isSameSpec(spec, operation.spec)) };
    case 'anew': {
      const anew: Creation = { ...again, stack: REQUESTED, attached: false };
      return stack.arn === undefined ? anew : { ...deletionOf(operation, now), next: anew };
    }
    case 'refused':
      return operation;
  }
}

function attachedTo(
  operation: Creation,
  { level, kubeconfigPath }: Extract<Choice, { kind: 'attach' }>,
): Operation {
  if (operation.stack.step !== 'complete' || operation.attached) return operation;
  return { ...operation, target: { ...operation.target, level, kubeconfigPath } };
}

type FailedCreation = Extract<Creation['stack'], { step: 'failed' }>;

/** A stack that is complete needs CloudFormation only for what is to be changed. */
function continued({ arn, remaining = [], goesOn }: FailedCreation, isAsBefore: boolean): Creation['stack'] {
  if (arn === undefined) return REQUESTED;
  return goesOn === 'finish' && isAsBefore
    ? { step: 'complete', arn }
    : { step: 'continuing', arn, remaining };
}

/** Specs are plain data that is always made with the same keys in the same order. */
function isSameSpec(a: Creation['spec'], b: Creation['spec']): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

const REQUESTED = { step: 'requested' } as const;
