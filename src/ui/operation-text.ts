import * as l10n from '@vscode/l10n';
import type { OperationView } from '../core/operation/view';

/** An operation in one line: for row and log. */
export function operationText({ kind, state, done, total }: OperationView): string {
  switch (state.kind) {
    case 'running':
      return kind === 'create'
        ? l10n.t('Creating {0}/{1} · {2}', done, total, state.activity)
        : l10n.t('Deleting {0}/{1} · {2}', done, total, state.activity);
    case 'unattached':
      return l10n.t('Finished, not yet attached');
    case 'succeeded':
      return [l10n.t('Ready, with {0} nodes.', state.nodesReady), ...state.notes].join(' ');
    case 'deleted':
      return [l10n.t('Deleted.'), ...state.notes].join(' ');
    case 'dismissed':
    case 'failed':
      return failureText(state.failure);
  }
}

export function failureText({
  message,
  cause,
  remedy,
}: {
  message: string;
  cause: string;
  remedy: string;
}): string {
  return [message, cause, remedy].join(' ');
}
