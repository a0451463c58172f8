import * as l10n from '@vscode/l10n';
import type { Field } from '../../src/core/cluster-form/draft';
import type { HostEvents, ErrorReport } from '../../src/protocol/messages';
import { edit, fill, restoreParkedDraft, touch } from './edits';
import { firstProblem, problems } from './fields';
import { resetLists, loadLists } from './lists';
import { resetChecks } from './preflight';
import { loaded } from './state';
import {
  announce,
  sendRequest,
  update,
  focus,
  reset,
  sequence,
  withState,
  succeed,
  noop,
  type Transition,
} from './transition';

/** The fields that authentication needs. */
export const AUTHENTICATION_FIELDS = ['roleArn', 'region'] as const satisfies readonly Field[];

/** *Authenticate with AWS*; again with the same values too, because the cloud team may have changed the role since. */
export const authenticate: Transition = withState(({ requests }) =>
  requests.authenticate.kind === 'loading' ? noop : sequence(clearHostErrors, requestSession),
);

const requestSession: Transition = withState((state) => {
  const first = firstProblem(problems(state), AUTHENTICATION_FIELDS);
  if (first)
    return sequence(touch(...AUTHENTICATION_FIELDS), focus(first.field), announce(first.problem.message));
  const { roleArn, region } = state.draft;
  return sequence(
    touch(...AUTHENTICATION_FIELDS),
    resetLists,
    resetChecks,
    sendRequest('authenticate', { roleArn: roleArn.trim(), region: region.trim() }),
    announce(l10n.t('Authenticating…')),
  );
});

/** There is a session: loads everything that needs one. */
export const authenticated: Transition = sequence(
  restoreParkedDraft,
  loadLists,
  withState(({ requests }) => {
    const account = loaded(requests.authenticate)?.accountId ?? '';
    return announce(l10n.t('Authenticated with account {0}. Loading the settings.', account));
  }),
);

/** Shows the failure at its field, if it has one; otherwise the section shows it. */
export function authenticationFailed({ field, message, remedy }: ErrorReport): Transition {
  return sequence(
    field ? setHostError(field, { message, remedy }) : noop,
    focus(field ?? 'authenticate'),
    announce(`${message} ${remedy}`),
  );
}

/** Shows what the host said about one field. */
export function setHostError(field: Field, problem: { message: string; remedy: string }): Transition {
  return withState(({ hostErrors }) => update({ hostErrors: { ...hostErrors, [field]: problem } }));
}

/** Clears the host's errors: values it rejected may be accepted now. */
export const clearHostErrors: Transition = update({ hostErrors: {} });

/** Fills in the roles that were created for the user. The service role is in the same account. */
export function useCreatedRoles({
  provisionRoleArn,
  serviceRoleArn,
}: HostEvents['rolesCreated']): Transition {
  return sequence(
    edit({ field: 'roleArn', value: provisionRoleArn }),
    fill({ serviceRoleArn }),
    announce(l10n.t('Role ARN and service role were filled in.')),
  );
}

/** Base credentials or External ID have changed, so the session no longer matches the form. */
export function identityChanged(externalId: string): Transition {
  return withState(({ requests }) => {
    const opening = loaded(requests.open);
    return sequence(
      opening ? succeed('open', { ...opening, externalId }) : noop,
      reset('authenticate'),
      resetLists,
      resetChecks,
      sendRequest('identify', {}),
      sendRequest('suggestRegions', {}),
    );
  });
}
