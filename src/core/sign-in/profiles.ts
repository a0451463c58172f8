import { nameProblem } from '../aws-config/sdk-text';
import type { SectionSettings, SharedConfig } from '../aws-config/shared-config';

/** A profile of the AWS config, as far as it can be told without using it. */
export interface ProfileSummary {
  readonly name: string;
  readonly kind: ProfileKind;
  /** What using it does besides calling AWS, which a list must not trigger. */
  readonly asks: 'nothing' | 'mfaCode' | 'program';
  /** The profile that `aws sso login` signs in for it: itself, or one that its role rests on. */
  readonly ssoProfile?: string;
}

export type ProfileKind =
  | 'accessKey'
  | 'sso'
  | 'role'
  | 'process'
  | 'webIdentity'
  | 'login'
  | 'incomplete'
  | 'loop'
  /** The AWS CLI can use it, but its name, or one that it refers to, cannot be told to the SDK. */
  | 'unusableName';

/**
 * In the order in which the SDK looks: a profile may hold settings of several kinds.
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
const KINDS: readonly (readonly [setting: string, kind: ProfileKind])[] = [
  ['role_arn', 'role'],
  ['aws_access_key_id', 'accessKey'],
  ['web_identity_token_file', 'webIdentity'],
  ['credential_process', 'process'],
  ['sso_session', 'sso'],
  ['sso_start_url', 'sso'],
  ['login_session', 'login'],
];

type Profiles = SharedConfig['profiles'];

/** All profiles, by name. */
export function summarizeProfiles(profiles: Profiles): readonly ProfileSummary[] {
  return [...profiles.keys()].sort().map((name) => ({
    name,
    kind: kindOf(name, profiles),
    asks: asks(name, profiles),
    ssoProfile: ssoProfile(name, profiles),
  }));
}

function kindOf(name: string, profiles: Profiles): ProfileKind {
  if (sourcesOf(name, profiles) === undefined) return 'loop';
  if (profileNameProblem(name, profiles) !== undefined) return 'unusableName';
  const kind = KINDS.find(([key]) => setting(profiles.get(name), key) !== undefined)?.[1] ?? 'incomplete';
  const isWebIdentity = setting(profiles.get(name), 'web_identity_token_file') !== undefined;
  return kind === 'role' && isWebIdentity ? 'webIdentity' : kind;
}

/** A program wins: it is run before any code can be asked for. */
function asks(name: string, profiles: Profiles): ProfileSummary['asks'] {
  const chain = (sourcesOf(name, profiles) ?? []).map((source) => profiles.get(source));
  if (chain.some((settings) => setting(settings, 'credential_process') !== undefined)) return 'program';
  return chain.some((settings) => setting(settings, 'mfa_serial') !== undefined) ? 'mfaCode' : 'nothing';
}

function ssoProfile(name: string, profiles: Profiles): string | undefined {
  return sourcesOf(name, profiles)?.find((source) =>
    ['sso_session', 'sso_start_url'].some((key) => setting(profiles.get(source), key) !== undefined),
  );
}

/** The first name, of the profile or of what it refers to, that cannot be told to the SDK. */
export function profileNameProblem(name: string, profiles: Profiles): string | undefined {
  const chain = sourcesOf(name, profiles) ?? [name];
  const sessions = chain.flatMap((source) => setting(profiles.get(source), 'sso_session') ?? []);
  return [...chain, ...sessions].find((each) => nameProblem(each) !== undefined);
}

/** The profile and those that its role rests on; `undefined` where that never ends. */
export function sourcesOf(name: string, profiles: Profiles): readonly string[] | undefined {
  const chain = [name];
  for (;;) {
    const source = setting(profiles.get(chain.at(-1) ?? ''), 'source_profile');
    if (source === undefined) return chain;
    // A profile may name itself: its own access key then assumes its role.
    if (source === chain.at(-1)) return chain;
    if (chain.includes(source)) return undefined;
    chain.push(source);
  }
}

/** A setting without a value is as good as none. */
export function setting(settings: SectionSettings | undefined, key: string): string | undefined {
  const value = settings?.get(key);
  return value === '' ? undefined : value;
}
