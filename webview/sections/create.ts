import * as l10n from '@vscode/l10n';
import { redChecks } from '../../src/core/preflight/check';
import { h, setAttributes, setText } from '../dom/element';
import { icon } from '../dom/icon';
import type { Dispatch, View } from '../dom/page';
import { failureAtNoField } from '../state/failures';
import { blocking } from '../state/preflight';
import { actionLink, button, checkbox, progressRing } from '../toolkit';
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
  const red = redRow(dispatch);
  return {
    element: h('div', { class: 'section create' }, red.element, row, error.element),
    update(page) {
      const isCreating = page.state.remotes.create.kind === 'loading';
      red.update(page);
      setAttributes(submit, { 'data-blocked': blocking(page.state).length > 0 });
      submit.disabled = page.isLocked;
      ring.hidden = !isCreating;
      setText(status, isCreating ? l10n.t('Checking the settings…') : '');
      error.update(failureAtNoField(page.state, ['create', 'run', 'saveDraft']));
    },
  };
}

/** Where pre-flight is red: that it is, and the box that lets the user go on all the same. */
function redRow(dispatch: Dispatch): View {
  let isChecked = false;
  const anyway = checkbox({ id: 'createAnyway' }, (checked) => {
    if (checked !== isChecked) dispatch({ type: 'createAnywayChosen', anyway: checked ? 'yes' : 'no' });
  });
  anyway.append(l10n.t('Create anyway'));
  const reason = l10n.t('Pre-flight is red: creating or deleting this cluster will probably fail.');
  return {
    element: h(
      'div',
      { class: 'field' },
      h('p', { class: 'actions' }, icon('error'), h('span', {}, reason)),
      anyway,
    ),
    update({ state, isLocked }) {
      const isRed = redChecks(state.checks).length > 0;
      this.element.hidden = !isRed;
      isChecked = isRed && blocking(state).length === 0;
      if (anyway.checked !== isChecked) anyway.checked = isChecked;
      anyway.disabled = isLocked;
    },
  };
}
