import * as l10n from '@vscode/l10n';
import type { AwsProfile } from '../../core/aws-config/profile';
import { toUserError } from '../../core/errors/to-user-error';
import type { WorkspacePort } from '../../core/ports/workspace';
import type { EksEntry } from '../../core/registry/entry';
import type { ClusterConnector } from '../cluster-connector';
import type { KubectlAccess } from '../kubectl-access';
import type { Detail, Notifier } from '../notify';
import { hasVariable } from '../vscode-variables';

export type TerminalProfile =
  | { readonly kind: 'named'; readonly name: string }
  /** The inherited environment is used. */
  | { readonly kind: 'none' }
  | { readonly kind: 'cancelled' };

type Way =
  /** With the base credentials; or by a token, and then only for `aws`. */
  { readonly kind: 'base' } | { readonly kind: 'profile' | 'missing'; readonly profile: AwsProfile };

export interface ProfileDeps {
  readonly connector: Pick<ClusterConnector, 'baseCredentialsFor' | 'role'>;
  readonly access: Pick<KubectlAccess, 'findProfile' | 'credentialNote' | 'renderProfile'>;
  readonly workspace: Pick<WorkspacePort, 'hasProfile' | 'writeProfile'>;
  /** EKS admits the identity of the base credentials, which the kubeconfig entry then names. */
  readonly hasAccess: (entry: EksEntry) => Promise<boolean>;
  readonly notifier: Pick<Notifier, 'ask'>;
}

/**
 * The AWS profile with which the tools of a terminal reach a cluster: a terminal can be given its name, never a key.
 */
export class TerminalProfiles {
  constructor(private readonly deps: ProfileDeps) {}

  async forCluster(entry: EksEntry): Promise<TerminalProfile> {
    let way: Way;
    try {
      way = await this.way(entry);
    } catch (error) {
      return this.unknown(entry, error);
    }
    switch (way.kind) {
      case 'base':
        return this.ofBase(entry);
      case 'profile':
        return named(way.profile);
      case 'missing':
        return this.offer(entry, way.profile);
    }
  }

  /** The same as an entry of the kubeconfig is given. */
  private async way(entry: EksEntry): Promise<Way> {
    if (entry.roleArn === undefined) return { kind: 'base' };
    const { access, connector, hasAccess, workspace } = this.deps;
    const needed = await access.findProfile(connector.role(entry));
    if (needed.kind === 'none') return { kind: 'base' };
    if (needed.kind === 'inexpressible') {
      if (await hasAccess(entry)) return { kind: 'base' };
      throw needed.error;
    }
    const { profile } = needed;
    if (await workspace.hasProfile(profile)) return { kind: 'profile', profile };
    return (await hasAccess(entry)) ? { kind: 'base' } : { kind: 'missing', profile };
  }

  private async ofBase(entry: EksEntry): Promise<TerminalProfile> {
    const { name } = entry;
    const base = this.deps.connector.baseCredentialsFor(entry);
    switch (base.kind) {
      case 'profile':
        if (!hasVariable(base.profile)) return { kind: 'named', name: base.profile };
        return this.open(
          l10n.t('The AWS profile {0} cannot be set in a terminal.', base.profile),
          l10n.t('VS Code would replace “{0}” in its name. Rename the profile in the AWS config.', '${'),
        );
      case 'default':
      case 'instanceProfile':
        return { kind: 'none' };
      case 'accessKey':
        return this.open(
          l10n.t('Cluster {0} uses an access key that has no AWS profile.', name),
          l10n.t(
            'VS Code stores the key and never passes it to terminals. Add it to a profile in the AWS config and choose that with EKS: Configure Authentication…, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the terminal yourself.',
          ),
        );
    }
  }

  /** Offers to open the terminal anyway: the user may want to sign in there. */
  private unknown({ name }: EksEntry, error: unknown): Promise<TerminalProfile> {
    const { message, remedy } = toUserError(error);
    return this.open(l10n.t('Could not determine the AWS profile for cluster {0}.', name), [message, remedy]);
  }

  private async open(question: string, detail: Detail): Promise<TerminalProfile> {
    const without = l10n.t('Open Without It');
    const answer = await this.deps.notifier.ask({ question, detail, answers: [without] });
    return { kind: answer === without ? 'none' : 'cancelled' };
  }

  private async offer(entry: EksEntry, profile: AwsProfile): Promise<TerminalProfile> {
    const { access, connector, notifier, workspace } = this.deps;
    const { path, text } = access.renderProfile(profile);
    const note = access.credentialNote(connector.baseCredentialsFor(entry));
    const add = l10n.t('Add Profile');
    const without = l10n.t('Open Without It');
    const answer = await notifier.ask({
      question: l10n.t('Cluster {0} has no AWS profile yet. Add one?', entry.name),
      detail: [
        l10n.t('This is added to {0}:', path),
        text.split('\n'),
        ...(note === undefined ? [] : [note]),
      ],
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
