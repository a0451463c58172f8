import * as l10n from '@vscode/l10n';
import { failedChecks } from '../../src/core/preflight/check';
import type { RetryOffer, Review } from '../../src/protocol/messages';
import { useDispatch } from '../dispatch';
import { Icon } from '../dom/icon';
import type { FormModel } from '../form-model';
import { errorWithoutField } from '../state/error-without-field';
import { blockingChecks } from '../state/preflight';
import { reviewNote } from '../state/review';
import { Button, Checkbox, ProgressRing } from '../toolkit';
import { ShowLogLink } from './command-link';
import { ErrorBox } from './error-box';

/** The end of the form: *Create Kubernetes cluster*, and what went wrong with it. */
export function CreateSection({ form }: { readonly form: FormModel }) {
  const { state } = form;
  const note = state.retry && retryNote(state.retry);
  return (
    <div class="section create">
      <FailedChecks form={form} />
      {note && <p class="hint">{note}</p>}
      <SubmitRow form={form} />
      <ReviewRow form={form} />
      <ErrorBox error={errorWithoutField(state, ['create', 'review', 'run', 'saveDraft'])}>
        <ShowLogLink />
      </ErrorBox>
    </div>
  );
}

function SubmitRow({ form: { state, isLocked } }: { readonly form: FormModel }) {
  const dispatch = useDispatch();
  const isCreating = state.requests.create.kind === 'loading';
  return (
    <div class="actions">
      <Button
        text={state.retry ? l10n.t('Retry') : l10n.t('Create Kubernetes cluster')}
        appearance="primary"
        data-blocked={blockingChecks(state).length > 0 || undefined}
        disabled={isLocked}
        onClick={() => dispatch({ type: 'createClicked' })}
      />
      {isCreating && <ProgressRing />}
      <span>{isCreating && l10n.t('Checking the settings…')}</span>
    </div>
  );
}

function retryNote({ plan }: RetryOffer): string | undefined {
  switch (plan) {
    case 'continue':
      return l10n.t('The control plane is kept: CloudFormation continues where it failed.');
    case 'recreate':
      return l10n.t(
        'What was created is deleted first, then everything is created again. This takes a few minutes longer than the first time.',
      );
    case 'again':
      return undefined;
  }
}

/** What would be sent to AWS, for users who want to read it first. */
function ReviewRow({ form: { state, isLocked } }: { readonly form: FormModel }) {
  const dispatch = useDispatch();
  const isLoading = state.requests.review.kind === 'loading';
  return (
    <div class="actions review">
      {REVIEWS.map(({ what, text }) => (
        <Button
          key={what}
          text={text()}
          disabled={isLocked || isLoading}
          onClick={() => dispatch({ type: 'reviewClicked', what })}
        />
      ))}
      {isLoading && <ProgressRing />}
      <span>{reviewNote(state)}</span>
    </div>
  );
}

const REVIEWS: readonly { readonly what: Review; readonly text: () => string }[] = [
  { what: 'template', text: () => l10n.t('Show CloudFormation Template') },
  { what: 'commands', text: () => l10n.t('Copy as AWS CLI') },
];

/** Says that checks have failed, and lets the user create the cluster anyway. */
function FailedChecks({ form: { state, isLocked } }: { readonly form: FormModel }) {
  const dispatch = useDispatch();
  if (failedChecks(state.checks).length === 0) return null;
  return (
    <div class="field">
      <p class="actions">
        <Icon name="error" />
        <span>
          {l10n.t('Pre-flight checks failed: creating or deleting this cluster will probably fail.')}
        </span>
      </p>
      <Checkbox
        id="createAnyway"
        checked={blockingChecks(state).length === 0}
        disabled={isLocked}
        onToggle={(isChecked) => dispatch({ type: 'createAnywayToggled', anyway: isChecked ? 'yes' : 'no' })}
      >
        {l10n.t('Create anyway')}
      </Checkbox>
    </div>
  );
}
