import * as l10n from '@vscode/l10n';
import { clusterRoleBinding, serviceAccount } from '../../core/cluster/objects';
import { hasLongLivedToken, revokeToken, rotateToken } from '../../core/cluster/rotate-token';
import { makeDefault, planStorageClass, type StorageClassPlan } from '../../core/cluster/storage-class';
import { userError } from '../../core/errors/catalogue';
import type { Clock } from '../../core/ports/clock';
import type { KubernetesApi } from '../../core/ports/kubernetes';
import type { ConnectedCluster, WorkspacePort } from '../../core/ports/workspace';
import type { EksEntry } from '../../core/registry/entry';
import type { ClusterRow } from '../../core/tree/rows';
import type { ClusterConnector } from '../cluster-connector';
import { kubeconfigPathOf } from '../levels';
import type { Notifier } from '../notify';
import type { Settings } from '../settings';

export { configureTexts } from '../../core/texts';

interface InsidePorts {
  readonly connector: ClusterConnector;
  readonly workspace: Pick<WorkspacePort, 'writeKubeconfig' | 'removeKubeconfig'>;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly notifier: Notifier;
}

/** What the extension makes in a cluster, made or changed at the user's wish. */
export class InsideCluster {
  constructor(private readonly ports: InsidePorts) {}

  /** *Set Up Service Account and Storage Class*: what a creation leaves to be done later, or a cluster of others lacks. */
  async setUp(row: ClusterRow<EksEntry>): Promise<void> {
    const title = l10n.t('Setting up cluster {0}', row.entry.name);
    await this.inProgress(title, async (signal) => {
      const api = await this.ports.connector.connectAsComing(row.entry, signal);
      await Promise.all([api.apply(serviceAccount, signal), api.apply(clusterRoleBinding, signal)]);
      await this.setDefault(row, api, signal);
    });
  }

  /** *Create Default Storage Class*. */
  async createStorageClass(row: ClusterRow): Promise<void> {
    const title = l10n.t('Looking at the storage classes of cluster {0}', row.entry.name);
    await this.inProgress(title, async (signal) =>
      this.setDefault(row, await this.ports.connector.connect(row.entry, signal), signal),
    );
  }

  /** *Rotate Token…*: the one that was written into a kubeconfig ends, and a new one takes its place. */
  async rotate(row: ClusterRow<EksEntry>): Promise<void> {
    const { name } = row.entry;
    const question = l10n.t('Replace the long-lived token of cluster {0}?', name);
    const detail = l10n.t(
      'Every copy of the kubeconfig that holds the old one no longer lets anybody in. The new one is written into this level’s kubeconfig.',
    );
    if (!(await this.ports.notifier.confirm({ question, detail, agree: l10n.t('Rotate Token') }))) return;
    await this.inProgress(question, async (signal) => {
      const api = await this.apiWithToken(row, signal);
      const token = await rotateToken(api, this.ports.clock, signal);
      const { workspace, settings } = this.ports;
      const path = kubeconfigPathOf(row.level, settings);
      const cluster = await this.connected(row, signal);
      const user = { kind: 'service-account', token } as const;
      await workspace.writeKubeconfig({ path, cluster, user, setCurrentContext: false });
      void this.ports.notifier.info(l10n.t('Cluster {0} has a new token, in {1}.', name, path));
    });
  }

  /** *Revoke Token…*: nobody gets in by it any more. */
  async revoke(row: ClusterRow<EksEntry>): Promise<void> {
    const { name } = row.entry;
    const question = l10n.t('Revoke the long-lived token of cluster {0}?', name);
    const detail = l10n.t(
      'Whoever has a kubeconfig with it is no longer let in. The entry of this level’s kubeconfig goes with it; EKS: Add to Kubeconfig writes another.',
    );
    if (!(await this.ports.notifier.confirm({ question, detail, agree: l10n.t('Revoke Token') }))) return;
    await this.inProgress(question, async (signal) => {
      await revokeToken(await this.apiWithToken(row, signal), signal);
      const path = kubeconfigPathOf(row.level, this.ports.settings);
      await this.ports.workspace.removeKubeconfig({ path, cluster: { arn: row.clusterId, name } });
      void this.ports.notifier.info(l10n.t('The token of cluster {0} is revoked.', name));
    });
  }

  private async setDefault({ entry }: ClusterRow, api: KubernetesApi, signal: AbortSignal): Promise<void> {
    const plan = await planStorageClass(api, signal);
    const { notifier } = this.ports;
    switch (plan.kind) {
      case 'make':
        await makeDefault(plan.storageClass, [], api, signal);
        return void notifier.info(l10n.t('The storage class gp3 is the default of cluster {0}.', entry.name));
      case 'present':
        return void notifier.info(
          l10n.t('The storage class gp3 is the default of cluster {0} already.', entry.name),
        );
      case 'differs':
        throw userError('storage-class-differs', {
          name: entry.name,
          differences: plan.differences.join('; '),
        });
      case 'no-driver':
        throw userError('storage-driver-missing', { name: entry.name });
      case 'others':
        await this.replaceDefault(entry.name, plan, api, signal);
    }
  }

  /** Another default is the user's own: it is shown, and changed only when they say so. */
  private async replaceDefault(
    cluster: string,
    { names, storageClass }: Extract<StorageClassPlan, { kind: 'others' }>,
    api: KubernetesApi,
    signal: AbortSignal,
  ): Promise<void> {
    const { notifier } = this.ports;
    const replaced = names.join(', ');
    const question = l10n.t(
      'Make gp3 the default storage class of cluster {0}, in place of {1}?',
      cluster,
      replaced,
    );
    const detail = l10n.t(
      'Claims that name no class then get encrypted gp3 volumes. {0} stays, and volumes of it too.',
      replaced,
    );
    if (!(await notifier.confirm({ question, detail, agree: l10n.t('Make gp3 the Default') }))) return;
    await makeDefault(storageClass, names, api, signal);
    void notifier.info(l10n.t('The storage class gp3 is the default of cluster {0}.', cluster));
  }

  private async apiWithToken({ entry }: ClusterRow, signal: AbortSignal): Promise<KubernetesApi> {
    const api = await this.ports.connector.connect(entry, signal);
    if (!(await hasLongLivedToken(api, signal))) throw userError('no-long-lived-token', { name: entry.name });
    return api;
  }

  private async connected(
    { clusterId: arn, entry }: ClusterRow<EksEntry>,
    signal: AbortSignal,
  ): Promise<ConnectedCluster> {
    const description = await this.ports.connector.describe(entry, signal);
    const { endpoint, certificateAuthority } = description ?? {};
    if (!endpoint || !certificateAuthority) throw userError('cluster-vanished', { name: entry.name });
    return { arn, name: entry.name, region: entry.region, endpoint, certificateAuthority };
  }

  /** Without a limit of its own, since a question may be asked on the way: each call has one. */
  private async inProgress(title: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    await this.ports.notifier.progress(title, async (_report, cancelled) => {
      try {
        await work(cancelled);
      } catch (error) {
        if (!cancelled.aborted) throw error;
      }
    });
  }
}
