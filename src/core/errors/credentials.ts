import * as l10n from '@vscode/l10n';
import type { Words } from './words';

/** Rows of the catalogue: there are no base credentials, and why. */
export const CREDENTIAL_ERRORS = {
  'profile-unusable': (p: { profile: string }) => ({
    message: l10n.t('The AWS profile {0} does not exist, or lacks what it takes to sign in.', p.profile),
    remedy: l10n.t('Check its spelling and its section in the AWS config, or choose another profile.'),
  }),
  'profile-loops': (p: { profile: string }) => ({
    message: l10n.t('The AWS profile {0} rests on itself: its source_profile leads back to it.', p.profile),
    remedy: l10n.t('Mend source_profile in the AWS config, or choose another profile.'),
  }),
  'profile-program-failed': (p: { profile: string }) => ({
    message: l10n.t('The program that the AWS profile {0} names gave no credentials.', p.profile),
    remedy: l10n.t(
      'Run the command of credential_process in a terminal to see what it says, or choose another profile.',
    ),
  }),
  'profile-timed-out': (p: { profile: string }) => ({
    message: l10n.t('The AWS profile {0} gave no credentials in time.', p.profile),
    remedy: l10n.t(
      'If it names a credential_process, run that command in a terminal to see what it waits for; then try again.',
    ),
  }),
  'sso-expired': (p: { profile: string }) => ({
    message: l10n.t('The AWS profile {0} is not signed in to IAM Identity Center (SSO).', p.profile),
    remedy: l10n.t('Choose Sign In, or run `aws sso login --profile {0}` in a terminal.', p.profile),
  }),
  'sso-no-access': (p: { profile: string }) => ({
    message: l10n.t(
      'IAM Identity Center (SSO) gives you no such access as the AWS profile {0} names.',
      p.profile,
    ),
    remedy: l10n.t(
      'Check sso_account_id and sso_role_name in the AWS config, or ask whoever runs IAM Identity Center for access.',
    ),
  }),
  'sso-login-needs-cli': (p: { profile: string }) => ({
    message: l10n.t('The AWS CLI was not found on the PATH, and it is what signs in to IAM Identity Center.'),
    remedy: l10n.t(
      'Install the AWS CLI, then choose Sign In again; or run `aws sso login --profile {0}` where there is one.',
      p.profile,
    ),
  }),
  'sso-login-failed': (p: { profile: string }) => ({
    message: l10n.t('`aws sso login` did not sign in the AWS profile {0}.', p.profile),
    remedy: l10n.t('Its terminal says why; then choose Sign In again.'),
  }),
  'login-expired': (p: { profile: string }) => ({
    message: l10n.t('The AWS profile {0} is not signed in.', p.profile),
    remedy: l10n.t('Run `aws login --profile {0}` in a terminal, then try again.', p.profile),
  }),
  'instance-profile-absent': () => ({
    message: l10n.t('This machine has no instance profile: no metadata service of EC2 gave credentials.'),
    remedy: l10n.t('Attach a role to the EC2 instance, or choose another source of credentials.'),
  }),
  'sign-in-cancelled': () => ({
    message: l10n.t('Signing in to AWS was not finished: no key or code was entered.'),
    remedy: l10n.t('Try again, or choose another source with EKS: Configure Authentication….'),
  }),
} as const satisfies Record<string, (parameters: never) => Words>;
