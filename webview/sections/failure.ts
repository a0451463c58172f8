import * as l10n from '@vscode/l10n';
import { isFailedCreation } from '../../src/core/operation/view';
import { h, setText } from '../dom/element';
import type { Dispatch, View } from '../dom/page';
import { button } from '../toolkit';

/** What failed, and what can be done about it; in view wherever the user corrects it. */
export function failureSection(dispatch: Dispatch): View {
  const message = h('p', { id: 'failure-message', class: 'message' });
  const cause = h('p', { class: 'cause' });
  const retry = button({
    text: l10n.t('Retry'),
    appearance: 'primary',
    onClick: () => dispatch({ type: 'createClicked' }),
  });
  const fix = button({
    text: l10n.t('Go to Field'),
    appearance: 'secondary',
    onClick: () => dispatch({ type: 'goToFieldClicked' }),
  });
  const remove = button({
    text: l10n.t('Delete Everything'),
    appearance: 'secondary',
    onClick: () => dispatch({ type: 'commandClicked', command: 'deleteFailedCluster' }),
  });
  const element = h(
    'section',
    { id: 'failure', class: 'failure', tabindex: '-1', 'aria-labelledby': message.id, hidden: true },
    message,
    cause,
    h('div', { class: 'actions' }, retry, fix, remove),
  );
  return {
    element,
    update({ state: { operation, retry: plan }, isLocked }) {
      const failed = operation && isFailedCreation(operation) ? operation.state : undefined;
      element.hidden = failed === undefined;
      if (!failed) return;
      setText(message, failed.failure.message);
      setText(cause, failed.failure.cause);
      retry.hidden = plan === undefined;
      retry.disabled = isLocked;
      fix.hidden = plan?.fault === undefined;
      remove.hidden = failed.remains.kind === 'nothing';
    },
  };
}
