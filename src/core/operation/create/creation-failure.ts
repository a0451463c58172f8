import * as l10n from '@vscode/l10n';
import { StackFailed, type Failure } from '../../cloudformation/failure';
import type { StackProgress } from '../../cloudformation/stack-progress';
import { toUserError } from '../../errors/to-user-error';
import { UserError } from '../../errors/user-error';
import { resourceLabel } from '../../template';
import type { Creation, Recovery } from '../operation';
import type { OperationContext } from '../operation-context';

/**
 * The step that a failed creation ends with. Resources stay until the user chooses what to do with them, unless
 * CloudFormation has deleted them all.
 */
export function failedStep(
  { operation, stack: progress, deps }: OperationContext<Creation>,
  error: unknown,
): Creation['stack'] {
  const failure = failureOf(error, progress);
  const failed = { step: 'failed', failedAt: deps.clock.now(), failure } as const;
  const { stack } = operation;
  const isGone =
    progress.state === 'deleted' || (error instanceof UserError && error.code === 'stack-vanished');
  if (stack.step === 'requested' || isGone) return { ...failed, remaining: [], recovery: 'recreate' };
  const earlier = stack.step === 'continuing' ? stack.remaining : undefined;
  const remaining = progress.remaining ?? earlier;
  return { ...failed, arn: stack.arn, remaining, recovery: recoveryOf(stack, progress) };
}

function recoveryOf(stack: Creation['stack'], progress: StackProgress): Recovery {
  switch (stack.step) {
    case 'complete':
      return 'post-create';
    case 'continuing':
      return 'update-stack';
    case 'watching':
      return progress.canContinue ? 'update-stack' : 'recreate';
    case 'requested':
    case 'failed':
      return 'recreate';
  }
}

function failureOf(error: unknown, progress: StackProgress): Failure {
  if (error instanceof StackFailed) {
    const { failure } = error;
    const remedy = [failure.remedy, leftoverSummary(progress)].filter((sentence) => sentence !== undefined);
    return { ...failure, remedy: remedy.join(' ') };
  }
  const { code, message, remedy } = toUserError(error);
  if (code === 'stack-vanished')
    return { message: l10n.t('The cluster no longer exists.'), cause: message, remedy };
  return { message: l10n.t('Creating the cluster failed.'), cause: message, remedy };
}

/** What is left after CloudFormation deleted a failed stack; `undefined` if it keeps the resources. */
function leftoverSummary(progress: StackProgress): string | undefined {
  switch (progress.state) {
    case 'deleted':
      return l10n.t('Everything that was created has been deleted.');
    case 'notDeleted':
      return l10n.t(
        'CloudFormation could not delete everything that was created ({0}).',
        notDeletedList(progress),
      );
    case 'deleting':
    case 'failed':
    case 'inProgress':
    case 'complete':
      return undefined;
  }
}

function notDeletedList(progress: StackProgress): string {
  return progress.notDeleted
    .map(({ logicalId, reason }) =>
      reason === undefined ? resourceLabel(logicalId) : `${resourceLabel(logicalId)}: ${reason}`,
    )
    .join('; ');
}
