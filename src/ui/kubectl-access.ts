import { profileFor, profileText, type AwsProfile } from '../core/aws-config/profile';
import type { Identity } from '../core/identity';
import type { ProvisionRole } from '../core/ports/aws';
import type { KubeconfigCredential } from '../core/registry/target';
import type { Sessions } from './sessions';
import type { Settings } from './settings';

/** How `kubectl` is to sign in to a cluster of a provision role. */
export class KubectlAccess {
  constructor(
    private readonly settings: Settings,
    private readonly sessions: Sessions,
    private readonly identity: () => Promise<Identity>,
    private readonly awsConfigPath: string,
  ) {}

  /** What would be added to the AWS config, for the user to see first; `undefined` where nothing would. */
  async preview(role: ProvisionRole): Promise<{ name: string; path: string; text: string } | undefined> {
    if (this.settings.kubeconfigAuthentication !== 'aws-cli') return undefined;
    const profile = await this.profile(role);
    return { name: profile.name, path: this.awsConfigPath, text: profileText(profile) };
  }

  /** @param writeProfile the user has seen the profile and agreed */
  async credential(role: ProvisionRole, writeProfile: boolean): Promise<KubeconfigCredential> {
    switch (this.settings.kubeconfigAuthentication) {
      case 'aws-cli':
        return { kind: 'aws-cli', profile: await this.profile(role), writeProfile };
      case 'service-account':
        return { kind: 'service-account' };
    }
  }

  /** `aws eks get-token` has no option for an external ID, so a profile of the AWS config has to carry it. */
  private async profile({ roleArn, region }: ProvisionRole): Promise<AwsProfile> {
    const { signal } = new AbortController();
    const [{ externalId }, { source }] = await Promise.all([
      this.identity(),
      this.sessions.callerIdentity(region, signal),
    ]);
    return profileFor({ roleArn, externalId, region, source });
  }
}
