import * as l10n from '@vscode/l10n';
import type { ErrorText } from './error-text';

/** Rows of the catalogue: what keeps somebody from signing in, and what AWS denies those who are signed in. */
export const AUTHENTICATION_ERRORS = {
  'no-credentials': () => ({
    message: l10n.t('No AWS credentials were found.'),
    remedy: l10n.t(
      'Sign in with `aws configure` or `aws sso login`, or choose a profile in the setting eks.aws.profile, then try again.',
    ),
  }),
  'credentials-rejected': (p: { detail: string }) => ({
    message: l10n.t('AWS does not accept the credentials: {0}', p.detail),
    remedy: l10n.t('Sign in again, or check the profile and this machine’s clock, then try again.'),
  }),
  'clock-skewed': (p: { detail: string }) => ({
    message: l10n.t('This machine’s clock differs from AWS’s: {0}', p.detail),
    remedy: l10n.t('Turn on automatic time synchronization, then try again.'),
  }),
  'role-arn-invalid': () => ({
    message: l10n.t('Role ARN must be a valid Amazon Resource Name.'),
    remedy: l10n.t('Copy it from the role’s page in the IAM console: it ends in :role/ and the role’s name.'),
  }),
  'region-disabled': (p: { region: string; accountId: string }) => ({
    message: l10n.t('The region {0} is not enabled for account {1}.', p.region, p.accountId),
    remedy: l10n.t(
      'Choose another region, or enable this one under Account > AWS Regions in the AWS console.',
    ),
  }),
  'region-unknown': (p: { region: string }) => ({
    message: l10n.t('There is no AWS region named {0}.', p.region),
    remedy: l10n.t('Choose a region such as eu-central-1.'),
  }),
  'not-authenticated': () => ({
    message: l10n.t('The form is not authenticated with AWS.'),
    remedy: l10n.t('Enter the Role ARN and the region, then choose Authenticate with AWS.'),
  }),
  'permission-missing': (p: { detail: string }) => ({
    message: l10n.t('The provision role lacks a permission: {0}', p.detail),
    remedy: l10n.t(
      'Ask your cloud team to add it to the role’s policy. EKS: Generate IAM Policy… generates the complete policy.',
    ),
  }),
  'denied-explicitly': (p: { detail: string }) => ({
    message: l10n.t('Explicitly denied by a policy: {0}', p.detail),
    remedy: l10n.t(
      'Ask your cloud team to remove the Deny or add an exception for you. No other policy can override it.',
    ),
  }),
  'denied-by-organization': (p: { detail: string }) => ({
    message: l10n.t('Denied by your AWS organization: {0}', p.detail),
    remedy: l10n.t(
      'Ask your organization’s administrator, or use another region or account. No policy in the account can override it.',
    ),
  }),
  'denied-by-boundary': (p: { detail: string }) => ({
    message: l10n.t('Not allowed by a permissions boundary: {0}', p.detail),
    remedy: l10n.t(
      'Ask your cloud team to add the action to the permissions boundary as well. A policy alone is not enough.',
    ),
  }),
  'denied-by-key-policy': (p: { detail: string }) => ({
    message: l10n.t('The KMS key does not allow this, or does not exist in this region: {0}', p.detail),
    remedy: l10n.t(
      'Ask the key’s owner to allow it in the key policy: a policy on the role alone is not enough. Or choose another key, or none.',
    ),
  }),
  'denied-by-resource-policy': (p: { detail: string }) => ({
    message: l10n.t('Not allowed by the resource’s policy: {0}', p.detail),
    remedy: l10n.t('Ask the resource’s owner to allow it in the resource’s policy.'),
  }),
  'denied-by-session-policy': (p: { detail: string }) => ({
    message: l10n.t('Not allowed by your session policy: {0}', p.detail),
    remedy: l10n.t('Sign in with credentials that have all the permissions of your role or user.'),
  }),
  'denied-by-endpoint': (p: { detail: string }) => ({
    message: l10n.t('Not allowed by a VPC endpoint policy: {0}', p.detail),
    remedy: l10n.t('Ask your network administrator to add the action to the policy, or use another network.'),
  }),
  'sts-region-disabled': (p: { region: string; detail: string }) => ({
    message: l10n.t('The Security Token Service is not active in the region {0}: {1}', p.region, p.detail),
    remedy: l10n.t(
      'Activate it in the IAM console under Account settings > Security Token Service, or choose another region.',
    ),
  }),
} as const satisfies Record<string, (parameters: never) => ErrorText>;
