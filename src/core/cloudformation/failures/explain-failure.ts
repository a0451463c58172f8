import * as l10n from '@vscode/l10n';
import { asSentence } from '../../errors/error-text';
import { withoutEncodedMessage } from '../../errors/encoded-authorization-message';
import { AwsError } from '../../ports/aws';
import type { HealthPort } from '../../ports/health';
import type { StackPort } from '../../ports/stacks';
import { resourceNamed } from '../../template';
import type { Failure } from '../failure';
import type { StackEvent } from '../stack-event';
import { collectEvidence, NO_DETAILS, type FailureDetails } from './evidence';
import { failureDetails } from './failure-details';
import type { FailureRow, FailureMatch } from './failure-row';
import { matchFailure } from './match-failure';

/**
 * Why a resource failed, with what the services say of it while it is still there.
 * @param decodeReason puts into words what EC2 hides in a reason
 */
export async function explainStackFailure(
  event: StackEvent,
  health: HealthPort,
  decodeReason: StackPort['decodeReason'],
  signal: AbortSignal,
): Promise<Failure> {
  const [reason, details] = await Promise.all([
    event.reason === undefined ? undefined : decoded(event.reason, decodeReason, signal),
    failureDetails(event, health, signal),
  ]);
  return describeFailure({ ...event, reason }, resourceNamed(event.logicalId), details);
}

/** It has failed, whether or not STS can be reached for the details. */
async function decoded(
  reason: string,
  decodeReason: StackPort['decodeReason'],
  signal: AbortSignal,
): Promise<string> {
  try {
    return await decodeReason(reason, signal);
  } catch (error) {
    if (error instanceof AwsError) return withoutEncodedMessage(reason);
    throw error;
  }
}

/**
 * What AWS's own words mean, and what helps.
 * @param resource what it is called in a sentence, for example `the control plane`
 * @param details what the services themselves say of it
 */
export function describeFailure(
  event: StackEvent,
  resource: string,
  details: FailureDetails = NO_DETAILS,
): Failure {
  const evidence = collectEvidence(event.reason ?? event.status, details);
  const message = l10n.t('Creating {0} failed.', resource);
  const { logicalId, resourceType: type } = event;
  const recognized = matchFailure(evidence);
  if (!recognized) {
    const quote = [...new Set(evidence.map(({ text, quote = text }) => quote))].join(' ');
    return { message, cause: quoteAws(quote, []), remedy: lookInConsole(), logicalId };
  }
  const { row, quote } = recognized;
  const found: FailureMatch = { ...recognized.found, resource: { type, logicalId } };
  const cause = `${row.cause(found)} ${quoteAws(quote, found.resourceIds)}`;
  return { message, cause, remedy: row.remedy(found), logicalId, field: fieldOf(row, found) };
}

function fieldOf({ field }: FailureRow, found: FailureMatch): Failure['field'] {
  return typeof field === 'function' ? field(found) : field;
}

/** What follows is a sentence of ours, so that AWS's ends as one, too. */
function quoteAws(sentence: string, resourceIds: readonly string[]): string {
  const isNamed = resourceIds.every((id) => sentence.includes(id));
  return isNamed
    ? l10n.t('AWS says: {0}', asSentence(sentence))
    : l10n.t('AWS says: {0} ({1}).', sentence.replace(/\.$/, ''), resourceIds.join(', '));
}

function lookInConsole(): string {
  return l10n.t('Check the events of the CloudFormation stack in the AWS console.');
}
