import type { Kept, Operation } from './operation';

/** Whether something may exist in AWS of an operation that failed. */
export function isWorthKeeping({ kind, stack }: Operation): boolean {
  // A deletion that knows no ARN did not get to look for its stack.
  return stack.step === 'failed' && (stack.arn !== undefined || kind === 'delete');
}

/** The user keeps what exists of it. */
export function isKept({ stack }: Operation): boolean {
  return stack.step === 'failed' && stack.kept !== undefined;
}

/** The user has left it at that before kept operations stayed in sight (0.1.0): its stack may still be there. */
export function mayBeKept(ended: Operation): boolean {
  const { outcome } = ended;
  return outcome?.kind === 'kept' && !outcome.nothingKept && isWorthKeeping(ended);
}

/** A failed operation as one whose resources the user keeps; any other as it is. */
export function withKept(operation: Operation, kept: Kept): Operation {
  switch (operation.kind) {
    case 'create': {
      const { stack } = operation;
      return stack.step === 'failed' ? { ...operation, stack: { ...stack, kept } } : operation;
    }
    case 'delete': {
      const { stack } = operation;
      return stack.step === 'failed' ? { ...operation, stack: { ...stack, kept } } : operation;
    }
  }
}

/** A failed operation as one that has ended, and of which nothing is looked for; any other as it is. */
export function forgotten(operation: Operation, now: number): Operation {
  const { stack } = operation;
  if (stack.step !== 'failed') return operation;
  const { failure } = stack;
  return { ...operation, outcome: { kind: 'kept', endedAt: now, failure, nothingKept: true } };
}
