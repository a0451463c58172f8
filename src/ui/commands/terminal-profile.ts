import * as l10n from '@vscode/l10n';
import type { AwsProfile } from '../../core/aws-config/profile';
import { explain } from '../../core/errors/explain';
import type { BaseCredentials, ProvisionRole } from '../../core/ports/aws';
import type { WorkspacePort } from '../../core/ports/workspace';
import type { EksEntry } from '../../core/registry/entry';
import type { KubeconfigCredential } from '../../core/registry/target';
import type { KubectlAccess } from '../kubectl-access';
import type { Notifier } from '../notify';

export type TerminalProfile =
  | { readonly kind: 'named'; readonly name: string }
  /** What the terminal inherits is enough, or the user has been told that it is not. */
  | { readonly kind: 'none' }
  | { readonly kind: 'cancelled' };

export interface ProfilePorts {
  readonly settings: { readonly baseCredentials: BaseCredentials };
  readonly connector: { role(entry: EksEntry): ProvisionRole };
  readonly access: Pick<KubectlAccess, 'credential' | 'preview' | 'show'>;
  readonly workspace: Pick<WorkspacePort, 'hasProfile' | 'writeProfile'>;
  readonly notifier: Pick<Notifier, 'ask'>;
}

/** The AWS profile with which the tools of a terminal reach a cluster: a terminal can be given its name, never a key. */
export class TerminalProfiles {
  constructor(private readonly ports: ProfilePorts) {}

  async forCluster(entry: EksEntry): Promise<TerminalProfile> {
    if (entry.roleArn === undefined) return this.ofBase(entry);
    const role = this.ports.connector.role(entry);
    let credential: KubeconfigCredential;
    try {
      credential = await this.ports.access.credential(role, true);
    } catch (error) {
      return this.withoutSignIn(entry, error);
    }
    // kubectl signs in with a token, or as whoever the base credentials are.
    if (credential.kind === 'service-account' || !credential.profile) return this.ofBase(entry);
    if (await this.ports.workspace.hasProfile(credential.profile)) return named(credential.profile);
    return this.offer(entry, role, credential.profile);
  }

  private async ofBase({ name }: EksEntry): Promise<TerminalProfile> {
    const base = this.ports.settings.baseCredentials;
    switch (base.kind) {
      case 'profile':
        return { kind: 'named', name: base.profile };
      case 'default':
      case 'instanceProfile':
        return { kind: 'none' };
      case 'accessKey':
        return this.open(
          l10n.t('No AWS profile can stand for the access key of cluster {0}.', name),
          l10n.t(
            'VS Code keeps the key, and terminals never get it. Put it into a profile of the AWS config and choose that by EKS: Configure Authentication…, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the terminal yourself.',
          ),
        );
    }
  }

  /** The terminal may be wanted for just that: to sign in. */
  private withoutSignIn({ name }: EksEntry, error: unknown): Promise<TerminalProfile> {
    const { message, remedy } = explain(error);
    return this.open(
      l10n.t('Which AWS profile reaches cluster {0} is not known without credentials.', name),
      `${message} ${remedy}`,
    );
  }

  private async open(question: string, detail: string): Promise<TerminalProfile> {
    const without = l10n.t('Open Without');
    const answer = await this.ports.notifier.ask({ question, detail, answers: [without] });
    return { kind: answer === without ? 'none' : 'cancelled' };
  }

  private async offer(entry: EksEntry, role: ProvisionRole, profile: AwsProfile): Promise<TerminalProfile> {
    const { access, notifier, settings, workspace } = this.ports;
    const { path, text } = access.show(profile);
    const base = settings.baseCredentials;
    const note = base.kind === 'accessKey' ? (await access.preview(role, base))?.note : undefined;
    const add = l10n.t('Add Profile');
    const without = l10n.t('Open Without');
    const answer = await notifier.ask({
      question: l10n.t('No AWS profile reaches cluster {0} yet. Add one?', entry.name),
      detail: [l10n.t('{0} would get:', path), text, ...(note === undefined ? [] : [note])].join('\n\n'),
      answers: [add, without],
    });
    if (answer === without) return { kind: 'none' };
    if (answer !== add) return { kind: 'cancelled' };
    await workspace.writeProfile(profile);
    return named(profile);
  }
}

function named({ name }: AwsProfile): TerminalProfile {
  return { kind: 'named', name };
}
