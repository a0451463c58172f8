import { stackError } from './errors';
import { OPERATION_TAG, stackName } from '../naming';
import type { ProvisionSession } from '../ports/aws';
import type { StackDescription } from '../ports/stacks';
import type { Deletion } from './operation';
import { retryTransient } from '../cloudformation/retry-transient';
import type { OperationContext } from './operation-context';
import { claimHolds, type ClaimedStack } from './stack-claim';

/** A CreateStack of ours that was given up may still be on its way to AWS. */
const LATE_REQUEST_MS = 10_000;

/**
 * The ARN of the stack that a deletion is about, found by its name where the ARN is not known yet.
 * @returns `undefined` where there is none: what has the name is another's, so ours was never created
 */
export async function findStack(
  run: OperationContext<Deletion>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { operation, deps } = run;
  const find = async () => {
    const name = stackName(operation.clusterName);
    const ask = async () => (await deps.session()).stacks.describe(name, signal);
    const found = await retryTransient(ask, { clock: deps.clock, signal });
    return found?.tags[OPERATION_TAG] === operation.owner ? found.arn : undefined;
  };
  const arn = await find();
  if (arn !== undefined) return arn;
  await deps.clock.sleep(LATE_REQUEST_MS, signal);
  return find();
}

/**
 * Reads directly before a call that changes or deletes a stack whose it is now.
 * @returns `undefined` where the stack is gone
 * @throws UserError where it is no longer, or not provably, the one that was claimed
 */
export async function readClaimedStack(
  arn: string,
  claimed: ClaimedStack,
  { stacks }: Pick<ProvisionSession, 'stacks'>,
  signal: AbortSignal,
): Promise<StackDescription | undefined> {
  const stack = await stacks.describe(arn, signal);
  if (!stack || stack.status === 'DELETE_COMPLETE') return undefined;
  if (!claimHolds(claimed, stack)) throw stackError('stack-not-ours', { stack: stack.name });
  return stack;
}
