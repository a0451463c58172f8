import * as l10n from '@vscode/l10n';
import { retryTransient } from '../../cloudformation/retry-transient';
import { OPERATION_TAG, stackName } from '../../naming';
import type { ProvisionSession } from '../../ports/aws';
import { clientRequestToken, type Deletion } from '../operation';
import type { OperationContext } from '../operation-context';
import { claimedStackOf, readClaimedStack } from '../stack-ownership';
import { callCloudFormation } from '../stack-session';

/** A CreateStack that we gave up on may still reach AWS. */
const LATE_REQUEST_MS = 10_000;

/** Finds the stack of a deletion and asks CloudFormation to delete it. Deleting a stack twice does no harm. */
export async function requestDeletion(
  context: OperationContext<Deletion>,
  signal: AbortSignal,
): Promise<void> {
  const { operation } = context;
  context.step('stack', 'inProgress', l10n.t('Requesting deletion of the stack'));
  const known = operation.stack.step === 'requested' ? operation.stack.arn : undefined;
  const arn = known ?? (await findStack(context, signal));
  if (arn === undefined) return context.record({ stack: { step: 'gone' } });
  // Another stack may get the name later: from now on only this ARN counts, even after a crash.
  if (known === undefined) await context.record({ stack: { step: 'requested', arn } });
  const answer = await deleteStack(context, arn, signal);
  await context.record({ stack: answer === 'gone' ? { step: 'gone' } : { step: 'watching', arn } });
}

function deleteStack(
  context: OperationContext<Deletion>,
  arn: string,
  signal: AbortSignal,
): Promise<'requested' | 'gone'> {
  const { operation, deps } = context;
  const claimed = claimedStackOf(operation, deps.installation);
  const request = { stackArn: arn, clientRequestToken: clientRequestToken(operation) };
  const requestOnce = async (session: ProvisionSession) => {
    // Within each attempt: someone else may have changed the stack while AWS could not be reached.
    if (!(await readClaimedStack(arn, claimed, session, signal))) return 'gone';
    await session.stacks.delete(request, signal);
    return 'requested';
  };
  return callCloudFormation(context, requestOnce, signal);
}

/**
 * Finds the ARN of the stack by its name.
 * @returns `undefined` if there is none, or if the stack with that name belongs to someone else: ours was never created
 */
async function findStack(
  context: OperationContext<Deletion>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { operation, deps } = context;
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
