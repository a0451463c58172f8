import * as l10n from '@vscode/l10n';
import type { Field } from '../../src/core/spec/draft';
import type { HostEvents, WireError } from '../../src/protocol/messages';
import { edit, fill, takeUpChoices, touch } from './edits';
import { firstProblem, problems } from './fields';
import { forgetLists, loadLists } from './lists';
import { forgetChecks } from './preflight';
import { loaded } from './state';
import { announce, ask, change, focus, forget, inOrder, look, settleWith, stay, type Move } from './step';

/** What authentication needs. */
export const AUTHENTICATION_FIELDS = ['roleArn', 'region'] as const satisfies readonly Field[];

/** *Authenticate with AWS*; also once more with what was refused, for the cloud team may have let the user in since. */
export const authenticate: Move = look(({ remotes }) =>
  remotes.authenticate.kind === 'loading' ? stay : inOrder(forgive, askToAuthenticate),
);

const askToAuthenticate: Move = look((state) => {
  const first = firstProblem(problems(state), AUTHENTICATION_FIELDS);
  if (first)
    return inOrder(touch(...AUTHENTICATION_FIELDS), focus(first.field), announce(first.problem.message));
  const { roleArn, region } = state.draft;
  return inOrder(
    touch(...AUTHENTICATION_FIELDS),
    forgetLists,
    forgetChecks,
    ask('authenticate', { roleArn: roleArn.trim(), region: region.trim() }),
    announce(l10n.t('Authenticating…')),
  );
});

/** There is a session: everything that waited for it is loaded. */
export const authenticated: Move = inOrder(
  takeUpChoices,
  loadLists,
  look(({ remotes }) => {
    const account = loaded(remotes.authenticate)?.accountId ?? '';
    return announce(l10n.t('Authenticated with account {0}. The settings are being loaded.', account));
  }),
);

/** At its field, if it has one; otherwise the section shows it. */
export function refuseAuthentication({ field, message, remedy }: WireError): Move {
  return inOrder(
    field ? refuse(field, { message, remedy }) : stay,
    focus(field ?? 'authenticate'),
    announce(`${message} ${remedy}`),
  );
}

/** What the host said about one field. */
export function refuse(field: Field, problem: { message: string; remedy: string }): Move {
  return look(({ refusals }) => change({ refusals: { ...refusals, [field]: problem } }));
}

/** What the host refused may be right by now: only asking again can tell. */
export const forgive: Move = change({ refusals: {} });

/** The roles that were made for the user. The service role is chosen with them: it is in the same account. */
export function takeRoles({ provisionRoleArn, serviceRoleArn }: HostEvents['rolesMade']): Move {
  return inOrder(
    edit({ field: 'roleArn', value: provisionRoleArn }),
    fill({ serviceRoleArn }),
    announce(l10n.t('Role ARN and service role were filled in.')),
  );
}

/** Base credentials or external ID have changed, so the session is not what the form shows any more. */
export function changeIdentity(externalId: string): Move {
  return look(({ remotes }) => {
    const opening = loaded(remotes.open);
    return inOrder(
      opening ? settleWith('open', { ...opening, externalId }) : stay,
      forget('authenticate'),
      forgetLists,
      forgetChecks,
      ask('identify', {}),
      ask('suggestRegions', {}),
    );
  });
}
