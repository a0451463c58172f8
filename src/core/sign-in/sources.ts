import * as l10n from '@vscode/l10n';
import { defaultProfile, type AwsEnvironment } from '../environment';
import type { BaseCredentials } from './provision-role';
import type { ProfileKind, ProfileSummary } from './profiles';

/** Where base credentials can come from on this machine, for the user to choose. */
export interface Source {
  readonly base: BaseCredentials;
  readonly label: string;
  /** What it is. */
  readonly description: string;
  /** Whether its identity can be read without disturbing the user; else why that waits until it is chosen. */
  readonly trial: 'harmless' | Obstacle;
}

type Obstacle = 'mfaCode' | 'program' | 'noAccessKey' | 'loop' | 'incomplete' | 'unusableName';

export interface SourceContext {
  readonly profiles: readonly ProfileSummary[];
  /** Whether one was typed before and is still kept. */
  readonly hasAccessKey: boolean;
  readonly environment: AwsEnvironment;
}

/** What the user can choose, in the order of the picker. */
export function availableSources(known: SourceContext): readonly Source[] {
  return [
    {
      base: { kind: 'default' },
      label: l10n.t('Default chain'),
      description: l10n.t('environment, default profile, container, instance'),
      trial: trialOfChain(known),
    },
    ...known.profiles.map((profile): Source => ({
      base: { kind: 'profile', profile: profile.name },
      label: profile.name,
      description: describeKind(profile.kind),
      trial: trialOfProfile(profile),
    })),
    {
      base: { kind: 'accessKey' },
      label: l10n.t('Access key'),
      description: l10n.t('entered once, stored in VS Code’s secret storage'),
      trial: known.hasAccessKey ? 'harmless' : 'noAccessKey',
    },
    {
      base: { kind: 'instanceProfile' },
      label: l10n.t('Instance profile'),
      description: l10n.t('of the EC2 instance VS Code is running on'),
      trial: 'harmless',
    },
  ];
}

/** AWS_PROFILE goes before the environment's access key, and that before the profile `default`. */
function trialOfChain({ profiles, environment }: SourceContext): Source['trial'] {
  if (!environment.profile && environment.hasAccessKey) return 'harmless';
  const profile = profiles.find(({ name }) => name === defaultProfile(environment));
  // An incomplete `default`, with nothing but a region for example, lets the chain continue.
  return profile === undefined || profile.kind === 'incomplete' ? 'harmless' : trialOfProfile(profile);
}

function trialOfProfile({ kind, asks }: ProfileSummary): Source['trial'] {
  if (kind === 'loop' || kind === 'incomplete' || kind === 'unusableName') return kind;
  return asks === 'nothing' ? 'harmless' : asks;
}

function describeKind(kind: ProfileKind): string {
  switch (kind) {
    case 'accessKey':
      return l10n.t('profile with an access key');
    case 'sso':
      return l10n.t('profile for IAM Identity Center (SSO)');
    case 'role':
      return l10n.t('profile that assumes a role');
    case 'process':
      return l10n.t('profile that runs a program');
    case 'webIdentity':
      return l10n.t('profile with a web identity');
    case 'login':
      return l10n.t('profile signed in with the console');
    case 'incomplete':
    case 'loop':
    case 'unusableName':
      return l10n.t('profile');
  }
}

/** How far asking a source who it is has come. */
export type SourceResult =
  | { readonly kind: 'asking' }
  | { readonly kind: 'known'; readonly accountId: string; readonly arn: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** Who a source is, as far as it is known: the second line of its row. */
export function describeResult(source: Source, trial: SourceResult): string {
  if (source.trial !== 'harmless') return describeObstacle(source.trial);
  switch (trial.kind) {
    case 'asking':
      return l10n.t('Checking the identity in AWS…');
    case 'known':
      return l10n.t('Account {0}, {1}', trial.accountId, trial.arn);
    case 'failed':
      return trial.reason;
  }
}

function describeObstacle(obstacle: Obstacle): string {
  switch (obstacle) {
    case 'mfaCode':
      return l10n.t('Asks for an MFA code when chosen.');
    case 'program':
      return l10n.t('Runs the profile’s credential_process when chosen.');
    case 'noAccessKey':
      return l10n.t('No key is stored. Asks for one when chosen.');
    case 'loop':
      return l10n.t('Its source_profile is circular.');
    case 'incomplete':
      return l10n.t('It contains no credentials and no source for them.');
    case 'unusableName':
      return l10n.t(
        'The AWS CLI can use it, but this extension cannot. Choose it to see which name to change.',
      );
  }
}

/** Whether both name the same source. */
export function isSameSource(a: BaseCredentials, b: BaseCredentials): boolean {
  if (a.kind === 'profile' && b.kind === 'profile') return a.profile === b.profile;
  return a.kind === b.kind;
}
