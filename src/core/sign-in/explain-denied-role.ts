import * as l10n from '@vscode/l10n';
import { userError } from '../errors/catalogue';
import type { UserError } from '../errors/user-error';
import type { CallerFinding, Findings, RoleFinding } from './assume-role-findings';
import { isRootUser } from './caller';
import type { TrustFinding } from './trust-finding';

/** An sts:AssumeRole that AWS denied. */
export interface DeniedRole {
  /** ARN and account of the base credentials. */
  readonly caller: string;
  readonly accountId: string;
  readonly role: string;
  /** AWS's own sentence. */
  readonly detail: string;
}

/** Which of the three checks failed, in the order in which AWS judges; where none did, what is left to look at. */
export function explainDeniedRole(findings: Findings, denied: DeniedRole): UserError {
  if (isRootUser(denied.caller)) return userError('caller-is-root');
  return (
    CALLER[findings.caller](denied) ??
    ROLE[findings.role](denied) ??
    TRUST[findings.trust](denied) ??
    userError('role-not-assumable', { ...denied, advice: advice(findings, denied) })
  );
}

type Explanations<F extends string> = { readonly [K in F]: (denied: DeniedRole) => UserError | undefined };

const nothingWrong = () => undefined;

const CALLER: Explanations<CallerFinding> = {
  allowed: nothingWrong,
  notAllowed: (denied) => userError('caller-not-allowed', denied),
  denied: (denied) => userError('denied-explicitly', denied),
  deniedByOrganization: (denied) => userError('denied-by-organization', denied),
  outsideBoundary: (denied) => userError('denied-by-boundary', denied),
  deniedBySession: (denied) => userError('denied-by-session-policy', denied),
  deniedByEndpoint: (denied) => userError('denied-by-endpoint', denied),
  unknown: nothingWrong,
};

const ROLE: Explanations<RoleFinding> = {
  there: nothingWrong,
  missing: (denied) => userError('role-missing', denied),
  unknown: nothingWrong,
};

const TRUST: Explanations<TrustFinding> = {
  trusted: nothingWrong,
  otherAccount: (denied) => userError('role-trusts-other-account', denied),
  otherIdentity: (denied) => userError('role-trusts-others', denied),
  otherExternalId: (denied) => userError('role-asks-other-external-id', denied),
  moreConditions: (denied) => userError('role-asks-more', denied),
  refused: (denied) => userError('role-trust-refuses', denied),
  unknown: nothingWrong,
};

/** What is in order, and then what only somebody else can look at. */
function advice({ caller, role, trust }: Findings, { accountId }: DeniedRole): string {
  const inOrder = [
    caller === 'allowed' && l10n.t('Your policies allow it.'),
    role === 'there' && l10n.t('The role exists.'),
    trust === 'trusted' &&
      l10n.t('Its trust relationship lets you in; a change of it may take AWS a minute, so try again.'),
  ];
  const toCheck = [
    caller !== 'allowed' && l10n.t('your policies allow sts:AssumeRole on the role'),
    role !== 'there' && l10n.t('the role exists'),
    trust !== 'trusted' &&
      l10n.t('its trust relationship names account {0} and the External ID shown here', accountId),
  ].filter((check) => check !== false);
  const hidden = toCheck.length > 0 && l10n.t('Have your cloud team check that {0}.', toCheck.join('; '));
  return [...inOrder, hidden].filter((sentence) => sentence !== false).join(' ');
}
