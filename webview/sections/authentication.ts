import * as l10n from '@vscode/l10n';
import { h, setText } from '../dom/element';
import { icon } from '../dom/icon';
import type { Dispatch, Page, View } from '../dom/page';
import { IdentifierField } from '../fields/identifier-field';
import { ListNote } from '../fields/list-note';
import { suggestionsField } from '../fields/suggestions-field';
import { textField } from '../fields/text-field';
import { differentAccounts, type Accounts } from '../state/accounts';
import { errorWithoutField } from '../state/error-without-field';
import { loaded } from '../state/state';
import { actionLink, button, progressRing } from '../toolkit';
import { ErrorBox } from './error-box';
import { section } from './section';
import { signInLink } from './sign-in-link';

/** Who asks, which role is assumed and where. */
export function authenticationSection(dispatch: Dispatch): View {
  const identifiers = identifierFields(dispatch);
  const fields = [
    textField(
      {
        field: 'roleArn',
        label: l10n.t('Role ARN'),
        hint: l10n.t('The IAM role that creates the cluster. It may live in another account than yours.'),
      },
      dispatch,
    ),
    regionField(dispatch),
  ];
  const submit = authenticateRow(dispatch);
  const signIn = signInLink('authenticate', dispatch);
  const error = new ErrorBox(
    signIn.element,
    actionLink({
      text: l10n.t('Show Log'),
      onClick: () => dispatch({ type: 'commandClicked', command: 'showLog' }),
    }),
  );
  const element = section(
    {
      id: 'authentication',
      title: l10n.t('Authentication'),
      intro: l10n.t(
        'A role in the AWS account of the cluster has to trust this account ID and require this external ID.',
      ),
    },
    identifiers.element,
    ...fields.map((field) => field.element),
    submit.element,
    error.element,
  );
  element.addEventListener('keydown', (event) => {
    const isInput = event.target instanceof HTMLInputElement && !event.target.readOnly;
    if (event.key === 'Enter' && isInput) dispatch({ type: 'authenticateClicked' });
  });
  return {
    element,
    update(page) {
      for (const view of [identifiers, ...fields, submit, signIn]) view.update(page);
      error.update(errorWithoutField(page.state, ['authenticate', 'copy']));
    },
  };
}

function identifierFields(dispatch: Dispatch): View {
  const account = new IdentifierField(
    {
      what: 'accountId',
      label: l10n.t('Account ID'),
      hint: l10n.t('The account of your own AWS credentials.'),
    },
    dispatch,
  );
  const external = new IdentifierField(
    {
      what: 'externalId',
      label: l10n.t('External ID'),
      hint: l10n.t('Made for this installation. It identifies, it is no secret.'),
    },
    dispatch,
  );
  const note = new ListNote(
    { field: 'roleArn', request: 'identify', label: l10n.t('account') },
    {
      loading: l10n.t('Asking AWS who you are…'),
      failed: l10n.t('Could not find out which AWS account you use.'),
      none: '',
    },
    dispatch,
  );
  const accounts = h('p', { class: 'hint', role: 'note' });
  const signIn = signInLink('identify', dispatch);
  const configure = actionLink({
    text: l10n.t('Configure Authentication'),
    onClick: () => dispatch({ type: 'commandClicked', command: 'configureAuthentication' }),
  });
  account.append(note.element);
  account.append(h('div', { class: 'actions' }, signIn.element, configure));
  account.append(accounts);
  const cloudTeams = actionLink({
    text: l10n.t('Use an External ID from my cloud team…'),
    onClick: () => dispatch({ type: 'commandClicked', command: 'setExternalId' }),
  });
  external.append(cloudTeams);
  const policy = actionLink({
    text: l10n.t('Generate IAM Policy…'),
    onClick: () => dispatch({ type: 'commandClicked', command: 'generatePolicy' }),
  });
  const roles = actionLink({
    text: l10n.t('Create roles for me'),
    onClick: () => dispatch({ type: 'commandClicked', command: 'createRoles' }),
  });
  return {
    element: h(
      'div',
      {},
      account.element,
      external.element,
      h('div', { class: 'field actions' }, roles, policy),
    ),
    update(page) {
      const { state } = page;
      const { identify, open } = state.requests;
      signIn.update(page);
      const apart = differentAccounts(state);
      accounts.hidden = !apart;
      setText(accounts, apart ? accountsText(apart) : '');
      account.update(loaded(identify)?.accountId);
      external.update(loaded(open)?.externalId);
      note.update(identify.kind === 'loaded' ? { kind: 'idle' } : identify);
    },
  };
}

function accountsText(accounts: Accounts): string {
  return l10n.t(
    'Your credentials are of account {0}. The cluster, its roles and everything it needs will be in account {1}, the role’s: the role there has to trust account {0}.',
    accounts.base,
    accounts.cluster,
  );
}

function regionField(dispatch: Dispatch): View {
  return suggestionsField(
    {
      field: 'region',
      label: l10n.t('Cluster Region'),
      hint: l10n.t('Where the cluster is created, for example eu-central-1.'),
      request: 'suggestRegions',
      loading: l10n.t('Loading regions…'),
      failed: l10n.t('Could not load regions from your AWS account. Enter one.'),
      none: l10n.t('Your AWS account names no regions. Enter one.'),
    },
    dispatch,
  );
}

function authenticateRow(dispatch: Dispatch): View {
  const submit = button({
    id: 'authenticate',
    text: l10n.t('Authenticate with AWS'),
    appearance: 'primary',
    onClick: () => dispatch({ type: 'authenticateClicked' }),
  });
  const ring = progressRing();
  const check = h('span', { class: 'done' }, icon('check'));
  const status = h('span');
  return {
    element: h('div', { class: 'field actions' }, submit, ring, check, status),
    update(page) {
      const { kind } = page.state.requests.authenticate;
      submit.disabled = page.isLocked || kind === 'loading';
      ring.hidden = kind !== 'loading';
      check.hidden = kind !== 'loaded';
      setText(status, statusText(page));
    },
  };
}

function statusText({ state }: Page): string {
  const { authenticate } = state.requests;
  switch (authenticate.kind) {
    case 'loading':
      return l10n.t('Authenticating…');
    case 'loaded':
      return l10n.t('Account {0}, region {1}', authenticate.value.accountId, authenticate.value.region);
    case 'idle':
      return state.parkedDraft
        ? l10n.t('Role or region has changed: authenticate to load what is there.')
        : '';
    case 'failed':
      return '';
  }
}
