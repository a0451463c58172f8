import { parseRoleArn } from '../arn';
import { PREFIX } from '../naming';
import type { CredentialSource } from '../ports/aws';
import { findSection, setKeys, type Settings } from './ini';

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

/** Whose credentials assume the role. https://docs.aws.amazon.com/cli/latest/topic/config-vars.html#using-aws-iam-roles */
export type ProfileSource =
  | { readonly kind: 'profile'; readonly profile: string }
  | {
      readonly kind: 'credential-source';
      readonly value: 'Environment' | 'Ec2InstanceMetadata' | 'EcsContainer';
    };

export type ProfileEdit =
  | { readonly kind: 'unchanged' | 'written'; readonly text: string }
  /** A profile of that name is someone else's. */
  | { readonly kind: 'taken' };

/** The profile for a role, assumed by whatever answered for the base credentials. */
export function profileFor(role: {
  readonly roleArn: string;
  readonly externalId: string;
  readonly region: string;
  readonly source: CredentialSource;
}): AwsProfile {
  const source = profileSource(role.source);
  const values = [role.roleArn, role.externalId, role.region, ...Object.values(source)];
  if (values.some((value) => /[\r\n]/.test(value))) throw new Error('A line break would end the setting.');
  const { accountId = '', name = '' } = parseRoleArn(role.roleArn) ?? {};
  return { ...role, name: `${PREFIX}-${accountId}-${name}`, source };
}

function profileSource(source: CredentialSource): ProfileSource {
  switch (source.kind) {
    case 'profile':
      return source;
    // Nothing that a profile could name keeps it: kubectl has to find it where every tool looks first.
    case 'accessKey':
    case 'environment':
      return { kind: 'credential-source', value: 'Environment' };
    case 'instanceProfile':
      return { kind: 'credential-source', value: 'Ec2InstanceMetadata' };
    case 'other':
      return { kind: 'credential-source', value: 'EcsContainer' };
  }
}

/** The section as it is written, for a preview. */
export function profileText(profile: AwsProfile): string {
  const lines = [`[profile ${profile.name}]`];
  for (const [key, value] of settings(profile)) if (value !== undefined) lines.push(`${key} = ${value}`);
  return lines.map((line) => `${line}\n`).join('');
}

/** Adds the profile to the text of an AWS config, or brings ours up to date. All that is foreign keeps its bytes. */
export function withProfile(text: string, profile: AwsProfile): ProfileEdit {
  const section = findSection(text, `profile ${profile.name}`);
  if (!section) return { kind: 'written', text: append(text, profileText(profile)) };
  if (section.values.get('role_arn') !== profile.roleArn) return { kind: 'taken' };
  const edited = setKeys(text, section, settings(profile));
  return { kind: edited === text ? 'unchanged' : 'written', text: edited };
}

/** What the section has to say; `undefined` is what it must not say. */
function settings({ roleArn, externalId, region, source }: AwsProfile): Settings {
  return [
    ['role_arn', roleArn],
    ['external_id', externalId],
    ['source_profile', source.kind === 'profile' ? source.profile : undefined],
    ['credential_source', source.kind === 'credential-source' ? source.value : undefined],
    ['region', region],
  ];
}

function append(text: string, section: string): string {
  const eol = /\r?\n/.exec(text)?.[0] ?? '\n';
  const gap = text === '' ? '' : text.endsWith('\n') ? eol : eol + eol;
  return text + gap + section.replaceAll('\n', eol);
}
