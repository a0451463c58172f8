import * as l10n from '@vscode/l10n';
import type { ErrorText } from './error-text';

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
} as const satisfies Record<string, (parameters: never) => ErrorText>;
