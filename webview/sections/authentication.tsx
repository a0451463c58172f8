import * as l10n from '@vscode/l10n';
import { useDispatch } from '../dispatch';
import { Icon } from '../dom/icon';
import { IdentifierField } from '../fields/identifier-field';
import { ListNote } from '../fields/list-note';
import { SuggestionsField } from '../fields/suggestions-field';
import { TextField } from '../fields/text-field';
import type { FormModel } from '../form-model';
import { differentAccounts } from '../state/accounts';
import { errorWithoutField } from '../state/error-without-field';
import { loaded, type FormState } from '../state/state';
import { Button, ProgressRing } from '../toolkit';
import { CommandLink, ShowLogLink, SignInLink } from './command-link';
import { ErrorBox } from './error-box';
import { Section } from './section';

/** Whose credentials are used, which role is assumed, and where. */
export function AuthenticationSection({ form }: { readonly form: FormModel }) {
  const dispatch = useDispatch();
  const { state } = form;
  const authenticateOnEnter = ({ key, target }: KeyboardEvent) => {
    const isInput = target instanceof HTMLInputElement && !target.readOnly;
    if (key === 'Enter' && isInput) dispatch({ type: 'authenticateClicked' });
  };
  return (
    <Section
      id="authentication"
      title={l10n.t('Authentication')}
      intro={l10n.t(
        'A role in the cluster’s AWS account has to trust this account ID and require this External ID.',
      )}
    >
      <div onKeyDown={authenticateOnEnter}>
        <AccountField state={state} />
        <ExternalIdField state={state} />
        <div class="field actions">
          <CommandLink text={l10n.t('Create Roles for Me…')} command="createRoles" />
          <CommandLink text={l10n.t('Generate IAM Policy…')} command="generatePolicy" />
        </div>
        <TextField
          {...form.field('roleArn')}
          label={l10n.t('Role ARN')}
          hint={l10n.t('The IAM role that creates the cluster. It can belong to another account than yours.')}
        />
        <SuggestionsField
          {...form.field('region')}
          label={l10n.t('Cluster Region')}
          hint={l10n.t('Where the cluster is created, for example eu-central-1.')}
          request="suggestRegions"
          list={state.requests.suggestRegions}
          loading={l10n.t('Loading regions…')}
          failed={l10n.t('Could not load the regions of your AWS account. Enter one.')}
          none={l10n.t('No regions are enabled in your AWS account. Enter one.')}
        />
        <AuthenticateRow form={form} />
        <ErrorBox error={errorWithoutField(state, ['authenticate', 'copy'])}>
          <SignInLink request={state.requests.authenticate} />
          <ShowLogLink />
        </ErrorBox>
      </div>
    </Section>
  );
}

function AccountField({ state }: { readonly state: FormState }) {
  const { identify } = state.requests;
  const accounts = differentAccounts(state);
  return (
    <IdentifierField
      what="accountId"
      label={l10n.t('Account ID')}
      hint={l10n.t('The account that your AWS credentials belong to.')}
      value={loaded(identify)?.accountId}
    >
      <ListNote
        field="roleArn"
        request="identify"
        label={l10n.t('account')}
        list={identify.kind === 'loaded' ? { kind: 'idle' } : identify}
        loading={l10n.t('Finding your AWS account…')}
        failed={l10n.t('Could not determine your AWS account.')}
        none=""
      />
      <div class="actions">
        <SignInLink request={identify} />
        <CommandLink text={l10n.t('Configure Authentication')} command="configureAuthentication" />
      </div>
      {accounts && (
        <p class="hint" role="note">
          {l10n.t(
            'Your credentials belong to account {0}. The role belongs to account {1}, where the cluster and its resources will be created; the role has to trust account {0}.',
            accounts.base,
            accounts.cluster,
          )}
        </p>
      )}
    </IdentifierField>
  );
}

function ExternalIdField({ state }: { readonly state: FormState }) {
  return (
    <IdentifierField
      what="externalId"
      label={l10n.t('External ID')}
      hint={l10n.t('Generated for this installation. It is an identifier, not a secret.')}
      value={loaded(state.requests.open)?.externalId}
    >
      <CommandLink text={l10n.t('Use an External ID from My Cloud Team…')} command="setExternalId" />
    </IdentifierField>
  );
}

function AuthenticateRow({ form: { state, isLocked } }: { readonly form: FormModel }) {
  const dispatch = useDispatch();
  const { kind } = state.requests.authenticate;
  return (
    <div class="field actions">
      <Button
        id="authenticate"
        text={l10n.t('Authenticate with AWS')}
        appearance="primary"
        disabled={isLocked || kind === 'loading'}
        onClick={() => dispatch({ type: 'authenticateClicked' })}
      />
      {kind === 'loading' && <ProgressRing />}
      {kind === 'loaded' && <Icon name="check" />}
      <span>{statusText(state)}</span>
    </div>
  );
}

function statusText({ requests: { authenticate }, parkedDraft }: FormState): string {
  switch (authenticate.kind) {
    case 'loading':
      return l10n.t('Authenticating…');
    case 'loaded':
      return l10n.t('Account {0}, region {1}', authenticate.value.accountId, authenticate.value.region);
    case 'idle':
      return parkedDraft ? l10n.t('The role or region has changed: authenticate to load its settings.') : '';
    case 'failed':
      return '';
  }
}
