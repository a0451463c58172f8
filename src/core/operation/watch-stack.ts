import * as l10n from '@vscode/l10n';
import { withoutEncoded } from '../errors/encoded-denial';
import { AwsError } from '../ports/aws';
import { resourceLabel } from '../template';
import { explainFailure } from './explain-failure';
import type { Failure } from './operation';
import { readStack, readUntil, type WatchedStack } from './read-stack';
import { OperationFailed } from './run';
import type { StackProgress } from './stack-progress';

/**
 * Reads the stack's events until it has ended; returns when it is complete. One that CloudFormation deletes is
 * watched until it is gone.
 * @throws OperationFailed when the stack has stopped short
 */
export async function watchStack(stack: WatchedStack, signal: AbortSignal): Promise<void> {
  const { progress } = stack;
  await readUntil(stack, () => !['inProgress', 'deleting'].includes(progress.state), signal);
  if (progress.state !== 'complete') throw new OperationFailed(await failure(stack, signal));
}

/** One more read after the end: siblings report after the resource that failed, and sometimes before it in the list. */
async function failure(stack: WatchedStack, signal: AbortSignal): Promise<Failure> {
  await readStack(stack, signal);
  const event = stack.progress.firstFailure;
  if (!event) return withoutResource(stack.progress);
  const reason = event.reason && (await inWords(stack, event.reason, signal));
  return explainFailure({ ...event, reason }, resourceLabel(event.logicalId));
}

/** Somebody else may have ended it, or its events may not be read. */
function withoutResource({ state }: StackProgress): Failure {
  return {
    message: l10n.t('Creating the stack failed.'),
    cause:
      state === 'failed'
        ? l10n.t('CloudFormation names no resource.')
        : l10n.t('The stack was deleted while it was being created; CloudFormation names no resource.'),
    remedy: l10n.t('Look at the events of the CloudFormation stack in the AWS console.'),
  };
}

/** The stack has failed, whether or not AWS can be reached for the details. */
async function inWords({ stacks }: WatchedStack, reason: string, signal: AbortSignal): Promise<string> {
  try {
    return await (await stacks()).inWords(reason, signal);
  } catch (error) {
    if (error instanceof AwsError) return withoutEncoded(reason);
    throw error;
  }
}
