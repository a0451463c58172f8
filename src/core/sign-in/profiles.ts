/** A profile of the AWS config, as far as it can be told without using it. */
export interface ProfileSummary {
  readonly name: string;
  readonly kind: ProfileKind;
  /** What using it does beside calling AWS; nobody wants that from a list. */
  readonly asks: 'nothing' | 'mfaCode' | 'program';
  /** The profile that `aws sso login` signs in for it: itself, or one that its role rests on. */
  readonly ssoProfile?: string;
}

export type ProfileKind =
  'accessKey' | 'sso' | 'role' | 'process' | 'webIdentity' | 'login' | 'incomplete' | 'loop';

/** Settings of each profile, as the SDK reads them from both files. */
export type ProfileSettings = Readonly<Record<string, Readonly<Record<string, string | undefined>>>>;

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

/** All profiles, by name. */
export function summarizeProfiles(profiles: ProfileSettings): readonly ProfileSummary[] {
  return Object.keys(profiles)
    .sort()
    .map((name) => ({
      name,
      kind: kindOf(name, profiles),
      asks: asks(name, profiles),
      ssoProfile: ssoProfile(name, profiles),
    }));
}

function kindOf(name: string, profiles: ProfileSettings): ProfileKind {
  if (sourcesOf(name, profiles) === undefined) return 'loop';
  const settings = profiles[name] ?? {};
  const kind = KINDS.find(([setting]) => settings[setting] !== undefined)?.[1] ?? 'incomplete';
  return kind === 'role' && settings['web_identity_token_file'] !== undefined ? 'webIdentity' : kind;
}

/** A program wins: it is run before any code can be asked for. */
function asks(name: string, profiles: ProfileSettings): ProfileSummary['asks'] {
  const chain = (sourcesOf(name, profiles) ?? []).map((source) => profiles[source] ?? {});
  if (chain.some((settings) => settings['credential_process'] !== undefined)) return 'program';
  return chain.some((settings) => settings['mfa_serial'] !== undefined) ? 'mfaCode' : 'nothing';
}

function ssoProfile(name: string, profiles: ProfileSettings): string | undefined {
  return sourcesOf(name, profiles)?.find((source) => {
    const { sso_session, sso_start_url } = profiles[source] ?? {};
    return sso_session !== undefined || sso_start_url !== undefined;
  });
}

/** The profile and those that its role rests on; `undefined` where that never ends. */
function sourcesOf(name: string, profiles: ProfileSettings): readonly string[] | undefined {
  const chain = [name];
  for (;;) {
    const source = profiles[chain.at(-1) ?? '']?.['source_profile'];
    if (source === undefined) return chain;
    // A profile may name itself: its own access key then assumes its role.
    if (source === chain.at(-1)) return chain;
    if (chain.includes(source)) return undefined;
    chain.push(source);
  }
}
