import { userError, type ErrorCode } from '../core/errors/catalogue';
import { UserError } from '../core/errors/user-error';
import type { BaseCredentials } from '../core/sign-in/provision-role';
import { asCredentialsError } from './errors';

/** AWS's answer to a code that was mistyped, too old, or used once already. */
export function isWrongMfaCode(error: unknown): boolean {
  return error instanceof Error && /invalid MFA one time pass code/i.test(error.message);
}

/** Failures of profiles, of which the SDK has but one name: its own sentences tell them. */
const PROFILE_ERRORS: readonly (readonly [pattern: RegExp, code: ProfileErrorCode])[] = [
  [/cycle attempting to resolve credentials/, 'profile-loops'],
  [/aws sso login|SSO session|SSO token|Token is expired|UnauthorizedException/i, 'sso-expired'],
  [/ForbiddenException/, 'sso-no-access'],
  [/aws login/, 'login-expired'],
  [/credential_process|Command failed|credentials are expired|maxBuffer/i, 'profile-program-failed'],
  [/Could not resolve credentials using profile|could not be found|was not found/, 'profile-unusable'],
];

type ProfileErrorCode = Extract<
  ErrorCode,
  | 'profile-loops'
  | 'profile-program-failed'
  | 'profile-unusable'
  | 'sso-expired'
  | 'sso-no-access'
  | 'login-expired'
>;

/**
 * Why there are no credentials, in words. An operation waits until there are some again, so it stays an `AwsError`; the
 * words are its cause. What the SDK says of a program holds its whole command line and is not repeated.
 * @param profile the one that was read
 */
export function explainCredentials(error: unknown, base: BaseCredentials, profile: string): unknown {
  if (!(error instanceof Error)) return error;
  if (error instanceof UserError) return asCredentialsError(error);
  const explained = explanation(error, base, profile);
  if (!explained) return error;
  explained.cause = error.name === 'CredentialsTimeout' ? error : undefined;
  return asCredentialsError(explained);
}

function explanation(error: Error, base: BaseCredentials, profile: string) {
  const isTimeout = error.name === 'CredentialsTimeout';
  switch (base.kind) {
    case 'instanceProfile':
      return isOfProvider(error) || isTimeout || error.name === 'TimeoutError'
        ? userError('instance-profile-absent')
        : undefined;
    case 'profile':
    case 'default':
      if (isTimeout) return userError('profile-timed-out', { profile });
      if (!isOfProvider(error) && !isOverConfig(error)) return undefined;
      return ofProfile(error, profile, base.kind);
    case 'accessKey':
      return undefined;
  }
}

function ofProfile(error: Error, profile: string, kind: 'profile' | 'default') {
  const code = PROFILE_ERRORS.find(([pattern]) => pattern.test(error.message))?.[1];
  // The default chain ends with a sentence of its own where there is nothing at all.
  if (kind === 'default' && (code === undefined || code === 'profile-unusable')) return undefined;
  return userError(code ?? 'profile-unusable', { profile });
}

/** A file that a profile names is not there, or a section: the SDK looks into an absent `sso-session` unprepared. */
function isOverConfig({ name, message }: Error): boolean {
  return name === 'TypeError' || /^ENOENT/.test(message);
}

/** The SDK's names for what its providers throw. */
function isOfProvider({ name }: Error): boolean {
  return name === 'CredentialsProviderError' || name === 'TokenProviderError' || name === 'ProviderError';
}
