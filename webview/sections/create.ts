import * as l10n from '@vscode/l10n';
import { failedChecks } from '../../src/core/preflight/check';
import type { Review } from '../../src/protocol/messages';
import { h, setAttributes, setText } from '../dom/element';
import { icon } from '../dom/icon';
import type { Dispatch, View } from '../dom/page';
import { errorWithoutField } from '../state/error-without-field';
import { blockingChecks } from '../state/preflight';
import { reviewNote } from '../state/review';
import type { FormState } from '../state/state';
import { actionLink, button, checkbox, progressRing } from '../toolkit';
import { ErrorBox } from './error-box';

/** The end of the form: *Create Kubernetes cluster*, and what went wrong with it. */
export function createSection(dispatch: Dispatch): View {
  const submit = button({
    text: createText(),
    appearance: 'primary',
    onClick: () => dispatch({ type: 'createClicked' }),
  });
  const ring = progressRing();
  const status = h('span');
  const error = new ErrorBox(
    actionLink({
      text: l10n.t('Show Log'),
      onClick: () => dispatch({ type: 'commandClicked', command: 'showLog' }),
    }),
  );
  const note = h('p', { class: 'hint' });
  const row = h('div', { class: 'actions' }, submit, ring, status);
  const review = reviewRow(dispatch);
  const red = redRow(dispatch);
  return {
    element: h('div', { class: 'section create' }, red.element, note, row, review.element, error.element),
    update(page) {
      const isCreating = page.state.requests.create.kind === 'loading';
      red.update(page);
      review.update(page);
      setAttributes(submit, { 'data-blocked': blockingChecks(page.state).length > 0 });
      submit.disabled = page.isLocked;
      setText(submit, submitText(page.state));
      setText(note, retryNote(page.state));
      note.hidden = retryNote(page.state) === '';
      ring.hidden = !isCreating;
      setText(status, isCreating ? l10n.t('Checking the settings…') : '');
      error.update(errorWithoutField(page.state, ['create', 'review', 'run', 'saveDraft']));
    },
  };
}

function createText(): string {
  return l10n.t('Create Kubernetes cluster');
}

function submitText({ retry }: FormState): string {
  return retry ? l10n.t('Retry') : createText();
}

function retryNote({ retry }: FormState): string {
  switch (retry?.plan) {
    case 'continue':
      return l10n.t('The control plane stays as it is: CloudFormation goes on from where it failed.');
    case 'anew':
      return l10n.t(
        'What was created is deleted first, then everything is created anew. That takes as long as the first time, and some minutes more.',
      );
    case 'again':
    case undefined:
      return '';
  }
}

/** For who wants to see first what would be sent. */
function reviewRow(dispatch: Dispatch): View {
  const buttons = REVIEWS.map(({ what, text }) =>
    button({
      text: text(),
      appearance: 'secondary',
      onClick: () => dispatch({ type: 'reviewClicked', what }),
    }),
  );
  const ring = progressRing();
  const note = h('span');
  return {
    element: h('div', { class: 'actions review' }, ...buttons, ring, note),
    update({ state, isLocked }) {
      const isLoading = state.requests.review.kind === 'loading';
      for (const each of buttons) each.disabled = isLocked || isLoading;
      ring.hidden = !isLoading;
      setText(note, reviewNote(state));
    },
  };
}

const REVIEWS: readonly { readonly what: Review; readonly text: () => string }[] = [
  { what: 'template', text: () => l10n.t('Show CloudFormation Template') },
  { what: 'commands', text: () => l10n.t('Copy as AWS CLI') },
];

/** Where pre-flight is red: that it is, and the box that lets the user go on all the same. */
function redRow(dispatch: Dispatch): View {
  let isChecked = false;
  const anyway = checkbox({ id: 'createAnyway' }, (checked) => {
    if (checked !== isChecked) dispatch({ type: 'createAnywayToggled', anyway: checked ? 'yes' : 'no' });
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
      const isRed = failedChecks(state.checks).length > 0;
      this.element.hidden = !isRed;
      isChecked = isRed && blockingChecks(state).length === 0;
      if (anyway.checked !== isChecked) anyway.checked = isChecked;
      anyway.disabled = isLocked;
    },
  };
}
