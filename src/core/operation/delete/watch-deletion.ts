import * as l10n from '@vscode/l10n';
import { UserError } from '../../errors/user-error';
import { deniedAction } from '../../errors/access-denied';
import { resourceLabel, resourceNamed } from '../../template';
import { stackName } from '../../naming';
import { explainStackFailure } from '../../cloudformation/failures/explain-failure';
import { StackFailed, type Failure } from '../../cloudformation/failure';
import type { Deletion } from '../operation';
import { readUntil, type WatchedStack } from '../../cloudformation/read-stack';

/**
 * Reads the stack's events until it is gone.
 * @throws OperationFailed when CloudFormation could not delete everything
 */
export async function watchDeletion(
  stack: WatchedStack,
  operation: Deletion,
  signal: AbortSignal,
): Promise<void> {
  const { progress } = stack;
  const earlier = earlierTokens(operation);
  const isOver = () =>
    progress.state === 'deleted' || (progress.state === 'notDeleted' && !earlier.has(progress.endedBy ?? ''));
  try {
    await readUntil(stack, isOver, signal);
  } catch (error) {
    // CloudFormation keeps what it knows of a deleted stack for 90 days only.
    if (error instanceof UserError && error.code === 'stack-vanished') return;
    throw error;
  }
  if (progress.state === 'notDeleted') throw new StackFailed(await failureOf(stack, operation, signal));
}

function earlierTokens({ id, attempt }: Deletion): ReadonlySet<string> {
  return new Set(Array.from({ length: attempt - 1 }, (_, index) => `delete-${id}-${index + 1}`));
}

/** All that could not be deleted, each with its reason: deleting it by hand needs all of them. */
async function failureOf(
  { progress, services }: WatchedStack,
  operation: Deletion,
  signal: AbortSignal,
): Promise<Failure> {
  const [first, ...others] = progress.notDeleted;
  if (!first)
    return {
      message: l10n.t('Deleting the stack failed.'),
      cause: l10n.t('CloudFormation reports no failed resource.'),
      remedy: l10n.t('Check the events of the CloudFormation stack in the AWS console.'),
    };
  const { stacks, health } = await services();
  const explained = await explainStackFailure(
    first,
    health,
    (reason, send) => stacks.decodeReason(reason, send),
    signal,
  );
  const more = others.map(({ logicalId, reason = '' }) => `${resourceLabel(logicalId)}: ${reason}`);
  return {
    ...explained,
    message: l10n.t('Deleting {0} failed.', resourceNamed(first.logicalId)),
    cause: [explained.cause, ...more].join('\n'),
    remedy:
      deniedAction(first.reason ?? '') === undefined ? explained.remedy : manualDeletionRemedy(operation),
  };
}

/**
 * What somebody with more rights has to do where the provision role may not delete, as the original's may not. A
 * stack that was deleted in part is deleted by the same command.
 */
export function manualDeletionRemedy({ clusterName, role: { region } }: Deletion): string {
  const command = `aws cloudformation delete-stack --region ${region} --stack-name ${stackName(clusterName)}`;
  return l10n.t(
    'The provision role is not allowed to delete. Ask your cloud team to allow it (EKS: Generate IAM Policy… generates the complete policy), then choose Delete Everything again. Or ask somebody who is allowed to run: {0}',
    command,
  );
}
