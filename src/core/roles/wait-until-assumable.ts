import { UserError } from '../errors/user-error';
import { AwsError } from '../ports/aws';
import type { Clock } from '../ports/clock';

/**
 * IAM takes seconds to propagate a new role or a changed trust, and until then returns the same error as for a real
 * denial.
 */
const PROPAGATION_MS = 60_000;
const RETRY_MS = 3_000;

/** Assumes the role until that works or IAM has had its time. @returns why it does not work, if it does not */
export async function waitUntilAssumable(
  assume: () => Promise<unknown>,
  clock: Clock,
  signal: AbortSignal,
): Promise<unknown> {
  for (const deadline = clock.now() + PROPAGATION_MS; ;) {
    try {
      await assume();
      return undefined;
    } catch (error) {
      signal.throwIfAborted();
      if (!isWorthRetrying(error) || clock.now() >= deadline) return error;
      await clock.sleep(RETRY_MS, signal);
    }
  }
}

/**
 * What AWS refused or could not be asked. A user who closed the box for a code does not want it again every few
 * seconds.
 */
function isWorthRetrying(error: unknown): boolean {
  const answer = error instanceof UserError ? error.cause : error;
  return answer instanceof AwsError && answer.kind !== 'credentials';
}
