import * as l10n from '@vscode/l10n';
import { errorFactory } from '../errors/errors-of';
import type { ErrorText } from '../errors/error-text';

/** Why AWS does not let somebody assume the provision role. */
const ROLE_ERRORS = {
  'role-not-assumable': (p: { caller: string; role: string; advice: string }) => ({
    message: l10n.t(
      'Access denied: {0} is not allowed to assume {1}. AWS gives no reason.',
      p.caller,
      p.role,
    ),
    remedy: p.advice,
  }),
  'caller-not-allowed': (p: { caller: string; action: string; role: string }) => ({
    message: l10n.t('Access denied: no policy of {0} allows {1} on {2}.', p.caller, p.action, p.role),
    remedy: l10n.t(
      'Ask your cloud team to attach one that does. EKS: Generate IAM Policy… generates it. Also check the Role ARN.',
    ),
  }),
  'session-tags-not-allowed': (p: { caller: string; role: string }) => ({
    message: l10n.t(
      'Access denied: {0} passes on session tags, and sts:TagSession on {1} is not allowed.',
      p.caller,
      p.role,
    ),
    remedy: l10n.t(
      'Ask your cloud team to allow sts:TagSession together with sts:AssumeRole, both in the role’s trust relationship and in your own policy. Or sign in with credentials that have no transitive session tags.',
    ),
  }),
  'source-identity-not-allowed': (p: { caller: string; role: string }) => ({
    message: l10n.t(
      'Access denied: {0} passes on a source identity, and sts:SetSourceIdentity on {1} is not allowed.',
      p.caller,
      p.role,
    ),
    remedy: l10n.t(
      'Ask your cloud team to allow sts:SetSourceIdentity together with sts:AssumeRole, both in the role’s trust relationship and in your own policy. Or sign in with credentials that have no source identity.',
    ),
  }),
  'session-context-not-allowed': (p: { caller: string; role: string }) => ({
    message: l10n.t(
      'Access denied: {0} passes on the identity of the signed-in user, and sts:SetContext on {1} is not allowed.',
      p.caller,
      p.role,
    ),
    remedy: l10n.t(
      'Ask your cloud team to allow sts:SetContext together with sts:AssumeRole in the role’s trust relationship.',
    ),
  }),
  'caller-is-root': () => ({
    message: l10n.t('Access denied: the root user of an AWS account cannot assume roles.'),
    remedy: l10n.t('Sign in as an IAM user or through IAM Identity Center.'),
  }),
  'role-missing': (p: { role: string }) => ({
    message: l10n.t('Access denied: the role {0} does not exist.', p.role),
    remedy: l10n.t('Copy its ARN with its path from the role’s page in the IAM console.'),
  }),
  'role-trusts-other-account': (p: { role: string; accountId: string }) => ({
    message: l10n.t(
      'Access denied: the trust relationship of {0} does not include account {1}.',
      p.role,
      p.accountId,
    ),
    remedy: l10n.t(
      'Ask your cloud team to add it. EKS: Generate IAM Policy… generates the trust relationship.',
    ),
  }),
  'role-trusts-others': (p: { role: string; caller: string }) => ({
    message: l10n.t(
      'Access denied: the trust relationship of {0} includes other principals in your account, but not {1}.',
      p.role,
      p.caller,
    ),
    remedy: l10n.t('Ask your cloud team to add you, or sign in as one of those principals.'),
  }),
  'role-asks-other-external-id': (p: { role: string; accountId: string }) => ({
    message: l10n.t(
      'Access denied: the trust relationship of {0} includes account {1}, but a different External ID than the one shown here.',
      p.role,
      p.accountId,
    ),
    remedy: l10n.t(
      'Ask your cloud team to add this External ID, or use theirs: EKS: Use an External ID from My Cloud Team….',
    ),
  }),
  'role-asks-more': (p: { role: string }) => ({
    message: l10n.t(
      'Access denied: you do not meet the conditions in the trust relationship of {0}.',
      p.role,
    ),
    remedy: l10n.t(
      'Ask your cloud team which conditions apply: you may have to sign in with MFA or from the company network.',
    ),
  }),
  'role-trust-refuses': (p: { role: string; accountId: string }) => ({
    message: l10n.t('Access denied: the trust relationship of {0} does not give you access.', p.role),
    remedy: l10n.t(
      'Ask your cloud team to check that it includes account {0} and the External ID shown here. EKS: Generate IAM Policy… generates it.',
      p.accountId,
    ),
  }),
} as const satisfies Record<string, (parameters: never) => ErrorText>;

export type RoleErrorCode = keyof typeof ROLE_ERRORS;

/** The error of that code, with what its words name. */
export const roleError = errorFactory(ROLE_ERRORS);
