import * as l10n from '@vscode/l10n';
import { profileFor, profileText, type AwsProfile } from '../core/aws-config/profile';
import type { Identity } from '../core/identity';
import type { CredentialSource, ProvisionRole } from '../core/ports/aws';
import type { KubeconfigCredential } from '../core/registry/target';
import type { Sessions } from './sessions';
import type { Settings } from './settings';

interface ProfilePreview {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  /** What kubectl needs beside it. */
  readonly note?: string;
}

/** How `kubectl` is to sign in to a cluster of a provision role. */
export class KubectlAccess {
  constructor(
    private readonly settings: Pick<Settings, 'kubeconfigAuthentication'>,
    private readonly sessions: Sessions,
    private readonly identity: () => Promise<Identity>,
    private readonly awsConfigPath: string,
  ) {}

  /** The profile that `kubectl` will need, for the user to see beforehand; `undefined` where it needs none. */
  async preview(role: ProvisionRole, source: CredentialSource): Promise<ProfilePreview | undefined> {
    if (this.settings.kubeconfigAuthentication !== 'aws-cli') return undefined;
    const preview = this.show(await this.profile(role, source));
    return source.kind === 'accessKey' ? { ...preview, note: keyNote() } : preview;
  }

  /** What would be added to the AWS config. */
  show(profile: AwsProfile): ProfilePreview {
    return { name: profile.name, path: this.awsConfigPath, text: profileText(profile) };
  }

  /** @param writeProfile the user has seen the profile and agreed */
  async credential(role: ProvisionRole, writeProfile: boolean): Promise<KubeconfigCredential> {
    if (this.settings.kubeconfigAuthentication === 'service-account') return { kind: 'service-account' };
    const { source } = await this.sessions.identify(role, new AbortController().signal);
    return { kind: 'aws-cli', profile: await this.profile(role, source), writeProfile };
  }

  /** `aws eks get-token` has no option for an external ID, so a profile of the AWS config has to carry it. */
  private async profile({ roleArn, region }: ProvisionRole, source: CredentialSource): Promise<AwsProfile> {
    const { externalId } = await this.identity();
    return profileFor({ roleArn, externalId, region, source });
  }
}

function keyNote(): string {
  return l10n.t(
    'The access key is kept by VS Code, where kubectl cannot find it: kubectl needs it in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Or put the key into a profile of the AWS config and choose that, or set eks.kubeconfig.authentication to service-account.',
  );
}
