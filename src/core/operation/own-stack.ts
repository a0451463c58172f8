import { clusterArn } from '../arn';
import { userError } from '../errors/catalogue';
import { OPERATION_TAG, stackName } from '../naming';
import type { StackDescription } from '../ports/stacks';
import type { Deletion } from './operation';
import { retryTransient } from './retry-transient';
import type { Run } from './run';

/** A CreateStack of ours that was given up may still be on its way to AWS. */
const LATE_REQUEST_MS = 10_000;

/**
 * The stack that an operation may delete, as it is now.
 * @returns `undefined` where there is none (any more)
 * @throws UserError where the stack is not the operation's own
 */
export async function findOwnStack(
  run: Run<Deletion>,
  signal: AbortSignal,
): Promise<StackDescription | undefined> {
  const { operation, ports } = run;
  const { stack } = operation;
  const arn = stack.step === 'requested' ? stack.arn : undefined;
  const found = await describe(run, arn ?? stackName(operation.clusterName), signal);
  if (found) return own(found, operation, arn);
  if (arn !== undefined) return undefined;
  await ports.clock.sleep(LATE_REQUEST_MS, signal);
  const late = await describe(run, stackName(operation.clusterName), signal);
  return late && own(late, operation, arn);
}

/** One found by its name may be anybody's; one that is known by its ARN may have lost our tags since. */
function own(
  stack: StackDescription,
  operation: Deletion,
  arn: string | undefined,
): StackDescription | undefined {
  if (stack.status === 'DELETE_COMPLETE') return undefined;
  if (stack.tags[OPERATION_TAG] === operation.owner && makes(stack, operation)) return stack;
  // By that name is another's: then ours was never made.
  if (arn === undefined) return undefined;
  throw userError('stack-not-ours', { stack: stack.name });
}

/** Only a stack that is complete has outputs. */
function makes({ outputs }: StackDescription, { clusterName: name, role, accountId, partition }: Deletion) {
  const { ClusterArn: arn } = outputs;
  return arn === undefined || arn === clusterArn({ name, region: role.region, accountId, partition });
}

function describe(
  { ports }: Run<Deletion>,
  stack: string,
  signal: AbortSignal,
): Promise<StackDescription | undefined> {
  const ask = async () => (await ports.session()).stacks.describe(stack, signal);
  return retryTransient(ask, { clock: ports.clock, signal });
}
