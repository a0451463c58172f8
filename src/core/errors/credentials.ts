import * as l10n from '@vscode/l10n';
import type { NameProblem } from '../aws-config/sdk-text';
import { anyShell } from '../shell-quoting';
import type { ErrorText } from './error-text';

interface MissingProfile {
  readonly profile: string;
  readonly configFile: string;
  readonly credentialsFile: string;
}

function ssoLogin(profile: string): string {
  return inTicks(['aws', 'sso', 'login', '--profile', profile]);
}

function inTicks(words: readonly string[]): string {
  return `\`${anyShell(words)}\``;
}

/** Rows of the catalogue: there are no base credentials, and why. */
export const CREDENTIAL_ERRORS = {
  'profile-unusable': (p: { profile: string }) => ({
    message: l10n.t('The AWS profile {0} has no settings to sign in with.', p.profile),
    remedy: l10n.t('Check its section in the AWS config, or choose another profile.'),
  }),
  'profile-missing': (p: MissingProfile) => ({
    message: l10n.t('There is no AWS profile {0} in {1} or {2}.', p.profile, p.configFile, p.credentialsFile),
    remedy: l10n.t('Choose another profile with EKS: Configure Authentication…, or add this one.'),
  }),
  'environment-profile-missing': (p: MissingProfile & { variable: string }) => ({
    message: l10n.t(
      'The environment variable {0} names the AWS profile {1}, which is neither in {2} nor in {3}.',
      p.variable,
      p.profile,
      p.configFile,
      p.credentialsFile,
    ),
    remedy: l10n.t(
      'Add the profile, or change {0} and restart VS Code, or choose a profile with EKS: Configure Authentication….',
      p.variable,
    ),
  }),
  'profile-file-broken': (p: { profile: string; file: string; detail: string }) => ({
    message: l10n.t(
      'The AWS profile {0} was not found, and {1} has an error: {2}',
      p.profile,
      p.file,
      p.detail,
    ),
    remedy: l10n.t('Fix the file, or choose another profile with EKS: Configure Authentication….'),
  }),
  'profile-name-unusable': (p: { profile: string; name: string; problem: NameProblem }) => ({
    message: l10n.t(
      'The AWS profile {0} cannot be used here, because of the name "{1}": {2}',
      p.profile,
      p.name,
      nameReason(p.problem),
    ),
    remedy: l10n.t(
      'Rename it in the AWS config and in everything that refers to it, then choose the profile again.',
    ),
  }),
  'profile-source-missing': (p: { profile: string; source: string }) => ({
    message: l10n.t(
      'The AWS profile {0} refers to {1} through source_profile, but there is no such profile.',
      p.profile,
      p.source,
    ),
    remedy: l10n.t('Fix source_profile in the AWS config, or choose another profile.'),
  }),
  'sso-session-missing': (p: { profile: string; session: string }) => ({
    message: l10n.t(
      'The AWS profile {0} refers to the sso-session {1}, which is not in the AWS config.',
      p.profile,
      p.session,
    ),
    remedy: l10n.t('Run `aws configure sso`, or fix sso_session in the AWS config.'),
  }),
  'profile-loops': (p: { profile: string }) => ({
    message: l10n.t('The AWS profile {0} refers to itself through source_profile.', p.profile),
    remedy: l10n.t('Fix source_profile in the AWS config, or choose another profile.'),
  }),
  'profile-program-failed': (p: { profile: string }) => ({
    message: l10n.t('The credential_process of the AWS profile {0} returned no credentials.', p.profile),
    remedy: l10n.t(
      'Run the credential_process command in a terminal to see its output, or choose another profile.',
    ),
  }),
  'profile-timed-out': (p: { profile: string }) => ({
    message: l10n.t('The AWS profile {0} did not return credentials in time.', p.profile),
    remedy: l10n.t(
      'If it uses a credential_process, run that command in a terminal to see what it waits for, then try again.',
    ),
  }),
  'sso-expired': (p: { profile: string }) => ({
    message: l10n.t('The AWS profile {0} is not signed in to IAM Identity Center (SSO).', p.profile),
    remedy: l10n.t('Choose Sign In, or run {0} in a terminal.', ssoLogin(p.profile)),
  }),
  'sso-no-access': (p: { profile: string }) => ({
    message: l10n.t(
      'IAM Identity Center (SSO) does not give you the access that the AWS profile {0} asks for.',
      p.profile,
    ),
    remedy: l10n.t(
      'Check sso_account_id and sso_role_name in the AWS config, or ask your IAM Identity Center administrator for access.',
    ),
  }),
  'sso-login-needs-cli': (p: { profile: string }) => ({
    message: l10n.t(
      'The AWS CLI is needed to sign in to IAM Identity Center, but was not found on the PATH.',
    ),
    remedy: l10n.t(
      'Install the AWS CLI, then choose Sign In again. Or run {0} on a machine that has it.',
      ssoLogin(p.profile),
    ),
  }),
  'sso-login-failed': (p: { profile: string }) => ({
    message: l10n.t('`aws sso login` did not sign in the AWS profile {0}.', p.profile),
    remedy: l10n.t('See its terminal for the reason, then choose Sign In again.'),
  }),
  'login-expired': (p: { profile: string }) => ({
    message: l10n.t('The AWS profile {0} is not signed in.', p.profile),
    remedy: l10n.t(
      'Run {0} in a terminal, then try again.',
      inTicks(['aws', 'login', '--profile', p.profile]),
    ),
  }),
  'instance-profile-absent': () => ({
    message: l10n.t(
      'This machine has no instance profile: the EC2 instance metadata service returned no credentials.',
    ),
    remedy: l10n.t('Attach a role to the EC2 instance, or choose another source of credentials.'),
  }),
  'sign-in-cancelled': () => ({
    message: l10n.t('Signing in to AWS was canceled: no key or code was entered.'),
    remedy: l10n.t('Try again, or choose another source with EKS: Configure Authentication….'),
  }),
} as const satisfies Record<string, (parameters: never) => ErrorText>;

/** Why the SDK cannot be given the name. */
function nameReason(problem: NameProblem): string {
  switch (problem) {
    case 'empty':
      return l10n.t('it is empty.');
    case 'outerSpace':
      return l10n.t('it begins or ends with a space.');
    case 'commentSign':
      return l10n.t('it has a space followed by # or ;, which begins a comment.');
    case 'reserved':
      return l10n.t('it is reserved by JavaScript.');
  }
}
