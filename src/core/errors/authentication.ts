import * as l10n from '@vscode/l10n';
import type { Words } from './words';

/** Rows of the catalogue: what keeps somebody from signing in, and what AWS denies those who are signed in. */
export const AUTHENTICATION_ERRORS = {
  'no-credentials': () => ({
    message: l10n.t('No AWS credentials were found.'),
    remedy: l10n.t(
      'Sign in with `aws configure` or `aws sso login`, or choose a profile in the setting eks.aws.profile; then try again.',
    ),
  }),
  'credentials-rejected': (p: { detail: string }) => ({
    message: l10n.t('AWS does not accept the credentials: {0}', p.detail),
    remedy: l10n.t('Sign in again, or check the profile and the clock of this machine; then try again.'),
  }),
  'clock-skewed': (p: { detail: string }) => ({
    message: l10n.t('The clock of this machine is off from AWS’s: {0}', p.detail),
    remedy: l10n.t('Have the system set its clock by the network, then try again.'),
  }),
  'role-arn-invalid': () => ({
    message: l10n.t('Role ARN must be a valid Amazon Resource Name.'),
    remedy: l10n.t('Copy it from the role’s page in the IAM console: it ends in :role/ and the role’s name.'),
  }),
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
  'region-disabled': (p: { region: string; accountId: string }) => ({
    message: l10n.t('The region {0} is not enabled for account {1}.', p.region, p.accountId),
    remedy: l10n.t(
      'Choose another region, or have it enabled under Account > AWS Regions in the AWS console.',
    ),
  }),
  'region-unknown': (p: { region: string }) => ({
    message: l10n.t('AWS has no region called {0}.', p.region),
    remedy: l10n.t('Choose a region such as eu-central-1.'),
  }),
  'not-authenticated': () => ({
    message: l10n.t('The form is not authenticated with AWS.'),
    remedy: l10n.t('Enter the Role ARN and the region, then choose Authenticate with AWS.'),
  }),
  'permission-missing': (p: { detail: string }) => ({
    message: l10n.t('The provision role lacks a permission: {0}', p.detail),
    remedy: l10n.t(
      'Have your cloud team add it to the role’s policy; EKS: Generate IAM Policy… prints the complete policy.',
    ),
  }),
  'denied-explicitly': (p: { detail: string }) => ({
    message: l10n.t('A policy forbids it in so many words: {0}', p.detail),
    remedy: l10n.t(
      'Have your cloud team take the Deny back, or make an exception of you; no other policy can allow it.',
    ),
  }),
  'denied-by-organization': (p: { detail: string }) => ({
    message: l10n.t('Your AWS organization does not allow it: {0}', p.detail),
    remedy: l10n.t(
      'Ask whoever administers the organization, or use another region or account: no policy within the account can allow it.',
    ),
  }),
  'denied-by-boundary': (p: { detail: string }) => ({
    message: l10n.t('A permissions boundary does not allow it: {0}', p.detail),
    remedy: l10n.t('Have your cloud team add the action to the boundary, too: a policy alone does not help.'),
  }),
  'denied-by-key-policy': (p: { detail: string }) => ({
    message: l10n.t('The KMS key does not allow it, or does not exist in this region: {0}', p.detail),
    remedy: l10n.t(
      'Ask the owner of the key to allow it in the key policy. A policy of the role alone is not enough. Or choose another key, or none.',
    ),
  }),
  'denied-by-resource-policy': (p: { detail: string }) => ({
    message: l10n.t('The policy of the resource itself does not allow it: {0}', p.detail),
    remedy: l10n.t('Ask the owner of the resource to allow it in the resource’s policy.'),
  }),
  'denied-by-session-policy': (p: { detail: string }) => ({
    message: l10n.t('The policy of your session does not allow it: {0}', p.detail),
    remedy: l10n.t('Sign in with credentials that are not limited to less than your role or user may do.'),
  }),
  'denied-by-endpoint': (p: { detail: string }) => ({
    message: l10n.t('The policy of a VPC endpoint does not allow it: {0}', p.detail),
    remedy: l10n.t('Have whoever administers the network add the action to it, or use another network.'),
  }),
  'sts-region-disabled': (p: { region: string; detail: string }) => ({
    message: l10n.t('The Security Token Service is switched off in the region {0}: {1}', p.region, p.detail),
    remedy: l10n.t(
      'Have it activated in the IAM console under Account settings > Security Token Service, or choose another region.',
    ),
  }),
} as const satisfies Record<string, (parameters: never) => Words>;
