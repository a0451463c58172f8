import { parseRoleArn } from '../arn';
import { PREFIX } from '../naming';
import { setKeys, type Settings } from './edit-section';
import { parseIni, type IniProblem } from './ini';
import type { ProfileSource } from './profile-source';
import { profileSection } from './shared-config';

/**
 * A profile of the AWS config that assumes the provision role. `aws eks get-token` has no option for an external ID, so
 * this is how `kubectl` gets to name it.
 */
export interface AwsProfile {
  readonly name: string;
  readonly roleArn: string;
  readonly externalId: string;
  readonly region: string;
  readonly source: ProfileSource;
}

export type ProfileEdit =
  | { readonly kind: 'unchanged' | 'written'; readonly text: string }
  /** A profile of that name is someone else's. */
  | { readonly kind: 'taken' }
  /** The AWS CLI refuses the file as it is, so that `kubectl` would find no profile in it. */
  | { readonly kind: 'unreadable'; readonly problem: IniProblem };

/** The profile for a role, assumed by what the source names. */
export function profileFor(role: Omit<AwsProfile, 'name'>): AwsProfile {
  const { accountId = '', name = '' } = parseRoleArn(role.roleArn) ?? {};
  const profile = { ...role, name: `${PREFIX}-${accountId}-${name}` };
  const values = sectionsOf(profile).flatMap((section) => section.settings.map(([, value]) => value ?? ''));
  if (values.some((value) => /[\r\n]/.test(value))) throw new Error('A line break would end the setting.');
  return profile;
}

/** The sections as they are written, for a preview. */
export function profileText(profile: AwsProfile): string {
  return sectionsOf(profile).map(sectionText).join('\n');
}

/** Adds the profile to the text of an AWS config, or brings ours up to date. All that is foreign keeps its bytes. */
export function withProfile(text: string, profile: AwsProfile): ProfileEdit {
  const [problem] = parseIni(text).problems;
  if (problem) return { kind: 'unreadable', problem };
  let edited = text;
  for (const section of sectionsOf(profile)) {
    const { sections } = parseIni(edited);
    const present = profileSection(sections, section.profile);
    if (present && present.values.get('role_arn') !== section.roleArn) return { kind: 'taken' };
    edited = present ? setKeys(edited, present, section.settings) : append(edited, sectionText(section));
  }
  return { kind: edited === text ? 'unchanged' : 'written', text: edited };
}

interface OwnSection {
  readonly profile: string;
  readonly roleArn: string;
  /** What it has to say; `undefined` is what it must not say. */
  readonly settings: Settings;
}

/** That of the profile, and below it that of a web identity, which can only be the source of another profile. */
function sectionsOf({ name, roleArn, externalId, region, source }: AwsProfile): readonly OwnSection[] {
  const ofWebIdentity = `${name}-source`;
  const sourceProfile = {
    profile: () => (source.kind === 'profile' ? source.profile : undefined),
    'web-identity': () => ofWebIdentity,
    'credential-source': () => undefined,
  }[source.kind]();
  const own: OwnSection = {
    profile: name,
    roleArn,
    settings: [
      ['role_arn', roleArn],
      ['external_id', externalId],
      ['source_profile', sourceProfile],
      ['credential_source', source.kind === 'credential-source' ? source.value : undefined],
      ['region', region],
    ],
  };
  if (source.kind !== 'web-identity') return [own];
  const settings: Settings = [
    ['role_arn', source.roleArn],
    ['web_identity_token_file', source.tokenFile],
    ['role_session_name', source.sessionName],
    ['region', region],
  ];
  return [own, { profile: ofWebIdentity, roleArn: source.roleArn, settings }];
}

function sectionText({ profile, settings }: OwnSection): string {
  const lines = [`[profile ${profile}]`];
  for (const [key, value] of settings) if (value !== undefined) lines.push(`${key} = ${value}`);
  return lines.map((line) => `${line}\n`).join('');
}

function append(text: string, section: string): string {
  const eol = /\r\n|[\r\n]/.exec(text)?.[0] ?? '\n';
  const gap = text === '' ? '' : text.endsWith('\n') || text.endsWith('\r') ? eol : eol + eol;
  return text + gap + section.replaceAll('\n', eol);
}
