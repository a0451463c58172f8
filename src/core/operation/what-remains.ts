import * as l10n from '@vscode/l10n';
import { resourceLabel } from '../template';
import type { StackProgress } from './stack-progress';

/** What has become of the part of a stack that was created before it failed: it may go on costing money. */
export function whatRemains(progress: StackProgress, stackName: string): string {
  switch (progress.state) {
    case 'deleted':
      return l10n.t('Everything that was created is deleted again.');
    case 'deleting':
      return l10n.t(
        'CloudFormation is deleting what was created: look in the AWS console whether the stack {0} is gone.',
        stackName,
      );
    case 'notDeleted':
      return l10n.t(
        'CloudFormation could not delete everything that was created ({0}). What is left costs money until you delete the CloudFormation stack {1}.',
        notDeleted(progress),
        stackName,
      );
    // The stack is created without rollback, so that what failed can be looked at.
    case 'failed':
    case 'inProgress':
    case 'complete':
      return l10n.t(
        'What was created is kept and costs money until you delete the CloudFormation stack {0}.',
        stackName,
      );
  }
}

function notDeleted(progress: StackProgress): string {
  return progress.notDeleted
    .map(({ logicalId, reason }) =>
      reason === undefined ? resourceLabel(logicalId) : `${resourceLabel(logicalId)}: ${reason}`,
    )
    .join('; ');
}
