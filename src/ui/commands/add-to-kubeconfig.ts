import * as l10n from '@vscode/l10n';
import { longLivedToken } from '../../core/cluster/long-lived-token';
import { userError } from '../../core/errors/catalogue';
import type { Clock } from '../../core/ports/clock';
import type { KubeconfigUser, WorkspacePort } from '../../core/ports/workspace';
import type { EksEntry } from '../../core/registry/entry';
import type { ClusterRow } from '../../core/tree/rows';
import type { ClusterConnector } from '../cluster-connector';
import type { KubectlAccess } from '../kubectl-access';
import { kubeconfigPathOf } from '../levels';
import type { Notifier } from '../notify';
import type { Settings } from '../settings';

/** Writes the kubeconfig entry of a registered cluster, anew or again. */
export class AddToKubeconfig {
  constructor(
    private readonly ports: {
      readonly settings: Settings;
      readonly connector: ClusterConnector;
      readonly access: KubectlAccess;
      readonly workspace: WorkspacePort;
      readonly clock: Clock;
      readonly notifier: Notifier;
    },
  ) {}

  async run({ clusterId: arn, entry, level }: ClusterRow<EksEntry>): Promise<void> {
    const { signal } = new AbortController();
    const description = await this.ports.connector.describe(entry, signal);
    if (!description?.endpoint || !description.certificateAuthority) {
      throw userError('cluster-vanished', { name: entry.name });
    }
    const { endpoint, certificateAuthority } = description;
    const cluster = { arn, name: entry.name, region: entry.region, endpoint, certificateAuthority };
    const user = await this.user(entry, signal);
    if (!user) return;
    const path = kubeconfigPathOf(level, this.ports.settings);
    const { setsCurrentContext: setCurrentContext } = this.ports.settings;
    await this.ports.workspace.writeKubeconfig({ path, cluster, user, setCurrentContext });
    void this.ports.notifier.info(l10n.t('Cluster {0} was added to {1}.', entry.name, path));
  }

  /** @returns `undefined` when the user does not want the profile that `kubectl` would need */
  private async user(entry: EksEntry, signal: AbortSignal): Promise<KubeconfigUser | undefined> {
    const credential = await this.ports.access.credential(this.ports.connector.role(entry), true);
    if (credential.kind === 'service-account') {
      const api = await this.ports.connector.connect(entry, signal);
      return { kind: 'service-account', token: await longLivedToken(api, this.ports.clock, signal) };
    }
    if (credential.profile && !(await this.ports.workspace.hasProfile(credential.profile))) {
      const { name, path, text } = this.ports.access.show(credential.profile);
      const agreed = await this.ports.notifier.confirm({
        question: l10n.t('Add the profile {0} to {1}?', name, path),
        detail: l10n.t('kubectl needs it, since the role asks for an External ID:\n\n{0}', text),
        agree: l10n.t('Add Profile'),
      });
      if (!agreed) return undefined;
      await this.ports.workspace.writeProfile(credential.profile);
    }
    return { kind: 'aws-cli', profile: credential.profile?.name };
  }
}
