import * as l10n from '@vscode/l10n';
import { h, setText } from '../dom/element';
import type { Dispatch, View } from '../dom/page';
import { failureAtNoField } from '../state/failures';
import { actionLink, button, progressRing } from '../toolkit';
import { ErrorBox } from './error-box';

/** The end of the form: *Create Kubernetes cluster*, and what went wrong with it. */
export function createSection(dispatch: Dispatch): View {
  const submit = button({
    text: l10n.t('Create Kubernetes cluster'),
    appearance: 'primary',
    onClick: () => dispatch({ type: 'createChosen' }),
  });
  const ring = progressRing();
  const status = h('span');
  const error = new ErrorBox(
    actionLink({
      text: l10n.t('Show Log'),
      onClick: () => dispatch({ type: 'commandChosen', command: 'showLog' }),
    }),
  );
  const row = h('div', { class: 'actions' }, submit, ring, status);
  const cost = h(
    'p',
    { class: 'hint' },
    l10n.t('AWS charges for the cluster and its nodes from their creation until they are deleted.'),
  );
  return {
    element: h('div', { class: 'section create' }, cost, row, error.element),
    update(page) {
      const isCreating = page.state.remotes.create.kind === 'loading';
      submit.disabled = page.isLocked;
      ring.hidden = !isCreating;
      setText(status, isCreating ? l10n.t('Checking the settings…') : '');
      error.update(failureAtNoField(page.state, ['create', 'run', 'saveDraft']));
    },
  };
}
