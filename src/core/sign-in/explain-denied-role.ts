import * as l10n from '@vscode/l10n';
import { userError } from '../errors/catalogue';
import { roleError } from './errors';
import { deniedAction } from '../errors/access-denied';
import type { UserError } from '../errors/user-error';
import type { CallerFinding, Findings, RoleFinding } from './assume-role-findings';
import { isRootUser } from './caller';
import type { TrustFinding } from './trust-finding';

/** A call of sts:AssumeRole that AWS denied. */
export interface DeniedRole {
  /** ARN and account of the base credentials. */
  readonly caller: string;
  readonly accountId: string;
  readonly role: string;
  /** AWS's own sentence. It names the action that was denied, which may be another one than sts:AssumeRole. */
  readonly detail: string;
}

/** What AWS denied of the call: with a session that carries something on, STS asks for more than sts:AssumeRole. */
export function deniedActionOf(detail: string): string {
  return deniedAction(detail) ?? 'sts:AssumeRole';
}

/** Which of the three checks failed, in the order in which AWS judges; where none did, what is left to look at. */
export function explainDeniedRole(findings: Findings, denied: DeniedRole): UserError {
  if (isRootUser(denied.caller)) return roleError('caller-is-root');
  const needs = CARRIED[deniedActionOf(denied.detail)];
  // No policy but the trust and the caller's own can be behind it, unless one forbids it: that is told as for any action.
  if (needs && (findings.caller === 'notAllowed' || !CALLER[findings.caller](denied))) return needs(denied);
  return (
    CALLER[findings.caller](denied) ??
    ROLE[findings.role](denied) ??
    TRUST[findings.trust](denied) ??
    roleError('role-not-assumable', { ...denied, advice: advice(findings, denied) })
  );
}

type Explanations<F extends string> = { readonly [K in F]: (denied: DeniedRole) => UserError | undefined };

const nothingWrong = () => undefined;

/**
 * What STS asks for besides when the caller's own session carries it on: both the caller's policy and the role's trust have
 * to allow it. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_role-chaining
 */
const CARRIED: Readonly<Record<string, (denied: DeniedRole) => UserError>> = {
  'sts:TagSession': (denied) => roleError('session-tags-not-allowed', denied),
  'sts:SetSourceIdentity': (denied) => roleError('source-identity-not-allowed', denied),
  'sts:SetContext': (denied) => roleError('session-context-not-allowed', denied),
};

const CALLER: Explanations<CallerFinding> = {
  allowed: nothingWrong,
  notAllowed: (denied) =>
    roleError('caller-not-allowed', { ...denied, action: deniedActionOf(denied.detail) }),
  denied: (denied) => userError('denied-explicitly', denied),
  deniedByOrganization: (denied) => userError('denied-by-organization', denied),
  outsideBoundary: (denied) => userError('denied-by-boundary', denied),
  deniedBySession: (denied) => userError('denied-by-session-policy', denied),
  deniedByEndpoint: (denied) => userError('denied-by-endpoint', denied),
  unknown: nothingWrong,
};

const ROLE: Explanations<RoleFinding> = {
  there: nothingWrong,
  missing: (denied) => roleError('role-missing', denied),
  unknown: nothingWrong,
};

const TRUST: Explanations<TrustFinding> = {
  trusted: nothingWrong,
  otherAccount: (denied) => roleError('role-trusts-other-account', denied),
  otherIdentity: (denied) => roleError('role-trusts-others', denied),
  otherExternalId: (denied) => roleError('role-asks-other-external-id', denied),
  moreConditions: (denied) => roleError('role-asks-more', denied),
  refused: (denied) => roleError('role-trust-refuses', denied),
  unknown: nothingWrong,
};

/** What is in order, and then what only somebody else can look at. */
function advice({ caller, role, trust }: Findings, { accountId }: DeniedRole): string {
  const sentences = [
    caller === 'allowed' && l10n.t('Your policies allow it.'),
    role === 'there' && l10n.t('The role exists.'),
    trust === 'trusted' &&
      l10n.t(
        'Its trust relationship gives you access. A change can take a minute to propagate in AWS, so try again.',
      ),
  ];
  const toCheck = [
    caller !== 'allowed' && l10n.t('your policies allow sts:AssumeRole on the role'),
    role !== 'there' && l10n.t('the role exists'),
    trust !== 'trusted' &&
      l10n.t('its trust relationship includes account {0} and the External ID shown here', accountId),
  ].filter((check) => check !== false);
  const hidden = toCheck.length > 0 && l10n.t('Ask your cloud team to check that {0}.', toCheck.join('; '));
  return [...sentences, hidden].filter((sentence) => sentence !== false).join(' ');
}
