import { withoutEncodedMessage } from '../../errors/encoded-authorization-message';
import { AwsError } from '../../ports/aws';
import type { HealthPort } from '../../ports/health';
import type { StackPort } from '../../ports/stacks';
import { resourceNamed } from '../../template';
import { describeFailure } from './explain-failure';
import type { Failure } from '../../operation/operation';
import type { StackEvent } from '../stack-event';
import { failureDetails } from './failure-details';

/**
 * Why a resource failed, with what the services say of it while it is still there.
 * @param inWords puts into words what EC2 hides in a reason
 */
export async function explainStackFailure(
  event: StackEvent,
  health: HealthPort,
  inWords: StackPort['decodeReason'],
  signal: AbortSignal,
): Promise<Failure> {
  const [reason, details] = await Promise.all([
    event.reason === undefined ? undefined : decoded(event.reason, inWords, signal),
    failureDetails(event, health, signal),
  ]);
  return describeFailure({ ...event, reason }, resourceNamed(event.logicalId), details);
}

/** It has failed, whether or not STS can be reached for the details. */
async function decoded(
  reason: string,
  inWords: StackPort['decodeReason'],
  signal: AbortSignal,
): Promise<string> {
  try {
    return await inWords(reason, signal);
  } catch (error) {
    if (error instanceof AwsError) return withoutEncodedMessage(reason);
    throw error;
  }
}
