import type { AwsError, ProvisionSession } from '../ports/aws';
import { retryTransient, waitingText } from '../cloudformation/retry-transient';
import type { Operation } from './operation';
import type { OperationContext } from './operation-context';

/** Most stacks take up to 15 minutes; the shortest possible session lasts that long. */
const NEEDED_MS = 45 * 60_000;

/**
 * Calls CloudFormation with a session that outlasts the stack, and retries transient errors. CloudFormation keeps using
 * the credentials of the call and fails when they expire: eksctl-io/eksctl issues 5968, 4221 and 7095.
 * @throws what AWS answers if it is not transient; the signal's reason, when aborted
 */
export function callCloudFormation<T>(
  context: OperationContext<Operation>,
  call: (session: ProvisionSession) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const { clock, session } = context.deps;
  const onWaiting = (error: AwsError) => context.setActivity(waitingText(error));
  const attempt = async () => {
    const opened = await session();
    await opened.ensureValidFor(NEEDED_MS);
    return call(opened);
  };
  return retryTransient(attempt, { clock, signal, onWaiting });
}
