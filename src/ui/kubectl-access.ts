import * as l10n from '@vscode/l10n';
import { profileFor, profileText, type AwsProfile } from '../core/aws-config/profile';
import { expressSource } from '../core/aws-config/profile-source';
import { userError } from '../core/errors/catalogue';
import type { UserError } from '../core/errors/user-error';
import type { Identity } from '../core/identity';
import type { BaseCredentials, CredentialSource, ProvisionRole } from '../core/sign-in/provision-role';
import type { KubeconfigCredential } from '../core/registry/target';
import type { ProfilePreview } from '../protocol/messages';
import type { Sessions } from './sessions';
import type { Settings } from './settings';

/** A profile as the user sees it before it is added to the AWS config. */
interface ShownProfile {
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

export type NeededProfile =
  /** A token of the cluster does. */
  | { readonly kind: 'none' }
  | { readonly kind: 'profile'; readonly profile: AwsProfile }
  | { readonly kind: 'inexpressible'; readonly error: UserError };

/** How `kubectl` is to sign in to a cluster of a provision role. */
export class KubectlAccess {
  constructor(
    private readonly settings: Pick<Settings, 'kubeconfigAuthentication'>,
    private readonly sessions: Sessions,
    private readonly identity: () => Promise<Identity>,
    private readonly awsConfigPath: string,
  ) {}

  /** A preview of the profile that `kubectl` will need; `undefined` if it needs none. */
  async preview(role: ProvisionRole, source: CredentialSource): Promise<ProfilePreview | undefined> {
    const needed = await this.findProfileFor(role, () => Promise.resolve(source));
    switch (needed.kind) {
      case 'none':
        return undefined;
      case 'inexpressible':
        return { kind: 'notOffered', reason: `${needed.error.message} ${needed.error.remedy}` };
      case 'profile': {
        const { path, text } = this.renderProfile(needed.profile);
        return { kind: 'offered', path, text, note: this.credentialNote(source) };
      }
    }
  }

  /** What `kubectl` needs beside a profile of that source. */
  credentialNote(source: {
    readonly kind: (CredentialSource | BaseCredentials)['kind'];
  }): string | undefined {
    return source.kind === 'accessKey' ? keyNote() : undefined;
  }

  /** What would be added to the AWS config. */
  renderProfile(profile: AwsProfile): ShownProfile {
    return { name: profile.name, path: this.awsConfigPath, text: profileText(profile) };
  }

  /** @param writeProfile the user has seen the profile and agreed */
  async credential(role: ProvisionRole, writeProfile: boolean): Promise<KubeconfigCredential> {
    const needed = await this.findProfile(role);
    switch (needed.kind) {
      case 'none':
        return { kind: 'service-account' };
      // The user was warned: kubectl then uses the credentials that it finds.
      case 'inexpressible':
        return { kind: 'aws-cli', writeProfile: false };
      case 'profile':
        return { kind: 'aws-cli', profile: needed.profile, writeProfile };
    }
  }

  /** The profile that `kubectl` needs for a role, by where the base credentials come from now. */
  findProfile(role: ProvisionRole): Promise<NeededProfile> {
    return this.findProfileFor(role, async () => {
      const { source } = await this.sessions.identify(role, new AbortController().signal);
      return source;
    });
  }

  /** `aws eks get-token` has no option for an external ID, so a profile of the AWS config has to carry it. */
  private async findProfileFor(
    { roleArn, region }: ProvisionRole,
    source: () => Promise<CredentialSource>,
  ): Promise<NeededProfile> {
    if (this.settings.kubeconfigAuthentication === 'service-account') return { kind: 'none' };
    const outcome = expressSource(await source());
    if (outcome.kind === 'inexpressible')
      return { kind: 'inexpressible', error: userError('profile-inexpressible', outcome) };
    const { externalId } = await this.identity();
    return { kind: 'profile', profile: profileFor({ roleArn, externalId, region, source: outcome.source }) };
  }
}

function keyNote(): string {
  return l10n.t(
    'The access key is stored in VS Code, where kubectl cannot use it. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY for kubectl, add the key to a profile in the AWS config and choose that, or set eks.kubeconfig.authentication to service-account.',
  );
}
