import { UserError } from '../errors/user-error';
import { AwsError } from '../ports/aws';
import type { Clock } from '../ports/clock';
import { poll } from '../poll';

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
  let refusal: unknown;
  const look = async () => {
    try {
      await assume();
      refusal = undefined;
      return true;
    } catch (error) {
      signal.throwIfAborted();
      refusal = error;
      return isWorthRetrying(error) ? undefined : true;
    }
  };
  await poll(look, { everyMs: RETRY_MS, forMs: PROPAGATION_MS }, clock, signal);
  return refusal;
}

/**
 * What AWS refused or could not be asked. A user who closed the box for a code does not want it again every few
 * seconds.
 */
function isWorthRetrying(error: unknown): boolean {
  const answer = error instanceof UserError ? error.cause : error;
  return answer instanceof AwsError && answer.kind !== 'credentials';
}
