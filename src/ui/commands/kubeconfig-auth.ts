import * as l10n from '@vscode/l10n';
import { applyBinding } from '../../core/cluster/role-binding';
import { longLivedToken } from '../../core/cluster/long-lived-token';
import { clusterRoleBinding } from '../../core/cluster/objects';
import { userError } from '../../core/errors/catalogue';
import { AwsError } from '../../core/ports/aws';
import type { BaseCredentials } from '../../core/sign-in/provision-role';
import type { Clock } from '../../core/ports/clock';
import type { KubeconfigUser, WorkspacePort } from '../../core/ports/workspace';
import { isAttached, type AttachedEntry, type ClusterEntry, type EksEntry } from '../../core/registry/entry';
import type { AttachedClusterSecrets } from '../attached-cluster-secrets';
import type { ClusterConnector } from '../cluster-connector';
import type { KubectlAccess } from '../kubectl-access';
import type { Notifier } from '../notify';
import type { Sessions } from '../sessions';
import type { Settings } from '../settings';
import { confirmBinding } from './replace-binding';

/** How `kubectl` is to sign in, and that in words. */
export interface ChosenUser {
  readonly user: KubeconfigUser;
  readonly explanation: string;
}

export interface KubeconfigAuthDeps {
  readonly sessions: Pick<Sessions, 'ownPrincipalFor'>;
  readonly settings: Pick<Settings, 'kubeconfigAuthentication'>;
  readonly connector: Pick<ClusterConnector, 'baseCredentialsFor' | 'connect' | 'role' | 'session'>;
  readonly attached: Pick<AttachedClusterSecrets, 'read'>;
  readonly access: Pick<KubectlAccess, 'findProfile' | 'renderProfile'>;
  readonly workspace: Pick<WorkspacePort, 'hasProfile' | 'writeProfile'>;
  readonly clock: Clock;
  readonly notifier: Pick<Notifier, 'confirm'>;
}

/** Finds the credentials that `kubectl` gets for a cluster: as few as will do. */
export class KubeconfigAuth {
  constructor(private readonly deps: KubeconfigAuthDeps) {}

  /** A token will be written, which must not be where others read it. */
  needsToken(entry: ClusterEntry): boolean {
    return isAttached(entry) || this.deps.settings.kubeconfigAuthentication === 'service-account';
  }

  /** @returns `undefined` when the user does not want the profile that `kubectl` would need */
  async choose(entry: ClusterEntry, signal: AbortSignal): Promise<ChosenUser | undefined> {
    if (isAttached(entry)) return this.withStoredToken(entry);
    if (this.needsToken(entry)) return this.withToken(entry, signal);
    if (entry.roleArn === undefined) return this.throughBase(entry);
    return this.throughRole(entry, signal);
  }

  private async withStoredToken(entry: AttachedEntry): Promise<ChosenUser> {
    const secrets = await this.deps.attached.read(entry);
    if (!secrets) throw userError('attached-without-token', { name: entry.name });
    const user = { kind: 'service-account', token: secrets.token } as const;
    return {
      user,
      explanation: l10n.t('kubectl will sign in with the token that you added the cluster with.'),
    };
  }

  private async withToken(entry: EksEntry, signal: AbortSignal): Promise<ChosenUser | undefined> {
    const api = await this.deps.connector.connect(entry, signal);
    // A cluster that was not created here may have no binding yet, and a token without rights would be of no use.
    if (!(await confirmBinding(entry.name, api, this.deps.notifier, signal))) return undefined;
    await applyBinding(clusterRoleBinding, api, signal);
    const token = await longLivedToken(api, this.deps.clock, signal);
    const how = l10n.t('kubectl will sign in with a token for the cluster’s service account.');
    return { user: { kind: 'service-account', token }, explanation: how };
  }

  /** With a profile that is there, else as the user, if EKS lets them in, else with a new profile. */
  private async throughRole(entry: EksEntry, signal: AbortSignal): Promise<ChosenUser | undefined> {
    const { access, connector, notifier, workspace } = this.deps;
    const needed = await access.findProfile(connector.role(entry));
    if (needed.kind === 'none') return this.throughBase(entry);
    if (needed.kind === 'inexpressible') {
      if (await this.hasAccess(entry, signal)) return this.throughBase(entry);
      throw needed.error;
    }
    const { profile } = needed;
    if (await workspace.hasProfile(profile)) return withProfile(entry, profile.name);
    if (await this.hasAccess(entry, signal)) return this.throughBase(entry);
    const { name, path, text } = access.renderProfile(profile);
    const agreed = await notifier.confirm({
      question: l10n.t('Add the profile {0} to {1}?', name, path),
      detail: [l10n.t('kubectl needs it because the role requires an External ID:'), text.split('\n')],
      agree: l10n.t('Add Profile'),
    });
    if (!agreed) return undefined;
    await workspace.writeProfile(profile);
    return withProfile(entry, profile.name);
  }

  private throughBase(entry: EksEntry): ChosenUser {
    const { region } = entry;
    const profile = this.profileOf(this.deps.connector.baseCredentialsFor(entry));
    const how =
      profile === undefined
        ? l10n.t('kubectl will sign in as you, with the credentials from its environment.')
        : l10n.t('kubectl will sign in as you, with the AWS profile {0}.', profile);
    return { user: { kind: 'aws-cli', region, profile }, explanation: how };
  }

  /** The AWS CLI finds the same default credentials as we do, but not the key that VS Code keeps. */
  private profileOf(base: BaseCredentials): string | undefined {
    return base.kind === 'profile' ? base.profile : undefined;
  }

  /** The user's own identity has an access entry, and the AWS CLI can be that identity: no profile is needed. */
  async hasAccess(entry: EksEntry, signal: AbortSignal): Promise<boolean> {
    const { connector, sessions } = this.deps;
    const base = connector.baseCredentialsFor(entry);
    // VS Code keeps the key, where the AWS CLI does not find it.
    if (base.kind === 'accessKey') return false;
    const principal = await sessions.ownPrincipalFor({ ...entry, base }, signal);
    if (principal.kind !== 'offered') return false;
    const { clusters } = await connector.session(entry);
    return clusters.hasAccessEntry(entry.name, principal.arn, signal).catch((error: unknown) => {
      // Without permission to read access entries, a profile is used, which always works.
      if (error instanceof AwsError && error.kind === 'denied') return false;
      throw error;
    });
  }
}

function withProfile({ region }: EksEntry, profile: string): ChosenUser {
  const how = l10n.t('kubectl will sign in with the provision role, through the AWS profile {0}.', profile);
  return { user: { kind: 'aws-cli', region, profile }, explanation: how };
}
