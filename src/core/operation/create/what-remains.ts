import * as l10n from '@vscode/l10n';
import { resourceLabel } from '../../template';
import type { StackProgress } from '../../cloudformation/stack-progress';

/** What CloudFormation has made of its own deletion of a stack that failed; nothing where it keeps what there is. */
export function leftoverSummary(progress: StackProgress): string | undefined {
  switch (progress.state) {
    case 'deleted':
      return l10n.t('Everything that was created is deleted again.');
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
