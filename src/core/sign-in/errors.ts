import * as l10n from '@vscode/l10n';
import { errorFactory } from '../errors/errors-of';
import type { ErrorText } from '../errors/error-text';

/** Why AWS does not let somebody assume the provision role. */
const ROLE_ERRORS = {
  'role-not-assumable': (p: { caller: string; role: string; advice: string }) => ({
    message: l10n.t('Access denied: {0} may not assume {1}, and AWS does not say why.', p.caller, p.role),
    remedy: p.advice,
  }),
  'caller-not-allowed': (p: { caller: string; action: string; role: string }) => ({
    message: l10n.t('Access denied: no policy of {0} allows {1} on {2}.', p.caller, p.action, p.role),
    remedy: l10n.t(
      'Have your cloud team attach one that does; EKS: Generate IAM Policy… prints it. Check the Role ARN, too.',
    ),
  }),
  'session-tags-not-allowed': (p: { caller: string; role: string }) => ({
    message: l10n.t(
      'Access denied: {0} carries session tags that it passes on, and sts:TagSession on {1} is not allowed.',
      p.caller,
      p.role,
    ),
    remedy: l10n.t(
      'Ask your cloud team to allow sts:TagSession beside sts:AssumeRole, both in the role’s trust relationship and in your own policy. Or sign in with credentials that have no transitive session tags.',
    ),
  }),
  'source-identity-not-allowed': (p: { caller: string; role: string }) => ({
    message: l10n.t(
      'Access denied: {0} carries a source identity that it passes on, and sts:SetSourceIdentity on {1} is not allowed.',
      p.caller,
      p.role,
    ),
    remedy: l10n.t(
      'Ask your cloud team to allow sts:SetSourceIdentity beside sts:AssumeRole, both in the role’s trust relationship and in your own policy. Or sign in with credentials that have no source identity.',
    ),
  }),
  'session-context-not-allowed': (p: { caller: string; role: string }) => ({
    message: l10n.t(
      'Access denied: {0} passes on who is signed in, and sts:SetContext on {1} is not allowed.',
      p.caller,
      p.role,
    ),
    remedy: l10n.t(
      'Ask your cloud team to allow sts:SetContext beside sts:AssumeRole in the role’s trust relationship.',
    ),
  }),
  'caller-is-root': () => ({
    message: l10n.t('Access denied: the root user of an AWS account can assume no role.'),
    remedy: l10n.t('Sign in as an IAM user or through IAM Identity Center.'),
  }),
  'role-missing': (p: { role: string }) => ({
    message: l10n.t('Access denied: there is no role {0}.', p.role),
    remedy: l10n.t('Copy its ARN from the role’s page in the IAM console, with its path.'),
  }),
  'role-trusts-other-account': (p: { role: string; accountId: string }) => ({
    message: l10n.t(
      'Access denied: the trust relationship of {0} does not name account {1}.',
      p.role,
      p.accountId,
    ),
    remedy: l10n.t('Have your cloud team add it: EKS: Generate IAM Policy… prints the trust relationship.'),
  }),
  'role-trusts-others': (p: { role: string; caller: string }) => ({
    message: l10n.t(
      'Access denied: the trust relationship of {0} names others of your account, but not {1}.',
      p.role,
      p.caller,
    ),
    remedy: l10n.t('Have your cloud team add you, or sign in as somebody whom it names.'),
  }),
  'role-asks-other-external-id': (p: { role: string; accountId: string }) => ({
    message: l10n.t(
      'Access denied: the trust relationship of {0} names account {1}, but another External ID than the one shown here.',
      p.role,
      p.accountId,
    ),
    remedy: l10n.t(
      'Have your cloud team add this External ID to it, or take theirs: EKS: Use an External ID from My Cloud Team….',
    ),
  }),
  'role-asks-more': (p: { role: string }) => ({
    message: l10n.t(
      'Access denied: the trust relationship of {0} lets you in only under conditions that are not met.',
      p.role,
    ),
    remedy: l10n.t(
      'Ask your cloud team which: it may want you to sign in with MFA, or from the company’s network.',
    ),
  }),
  'role-trust-refuses': (p: { role: string; accountId: string }) => ({
    message: l10n.t('Access denied: the trust relationship of {0} does not let you in.', p.role),
    remedy: l10n.t(
      'Have your cloud team check that it names account {0} and the External ID shown here; EKS: Generate IAM Policy… prints it.',
      p.accountId,
    ),
  }),
} as const satisfies Record<string, (parameters: never) => ErrorText>;

export type RoleErrorCode = keyof typeof ROLE_ERRORS;

/** The error of that code, with what its words name. */
export const roleError = errorFactory(ROLE_ERRORS);
