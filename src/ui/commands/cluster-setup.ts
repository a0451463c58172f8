import * as l10n from '@vscode/l10n';
import { applyBinding } from '../../core/cluster/role-binding';
import { clusterRoleBinding, serviceAccount } from '../../core/cluster/objects';
import {
  hasLongLivedToken,
  TOKEN_CACHE_SECONDS,
  revokeToken,
  rotateToken,
} from '../../core/cluster/rotate-token';
import { makeDefault, planStorageClass, type StorageClassPlan } from '../../core/cluster/storage-class';
import { clusterError } from '../../core/cluster/errors';
import type { Clock } from '../../core/ports/clock';
import type { KubeconfigPort } from '../../core/ports/kubeconfig';
import { KubernetesError, type KubernetesApi } from '../../core/ports/kubernetes';
import type { WorkspacePort } from '../../core/ports/workspace';
import type { EksEntry } from '../../core/registry/entry';
import type { Level } from '../../core/registry/target';
import type { ClusterRow } from '../../core/tree/rows';
import type { ClusterConnector } from '../cluster-connector';
import type { Notifier } from '../notify';
import { confirmBinding } from './replace-binding';
import { runCancellable } from '../run-cancellable';

interface ClusterSetupDeps {
  readonly connector: Pick<ClusterConnector, 'connect' | 'connectAsCaller' | 'connectionInfo' | 'describe'>;
  readonly workspace: Pick<WorkspacePort, 'writeKubeconfig' | 'removeKubeconfig'>;
  readonly kubeconfig: Pick<KubeconfigPort, 'holdsToken'>;
  /** The kubeconfig files of a level. */
  readonly filesOf: (level: Level) => readonly string[];
  readonly clock: Clock;
  readonly notifier: Pick<Notifier, 'confirm' | 'info' | 'progress'>;
}

/** Commands that create or change the extension's objects in a cluster. */
export class ClusterSetup {
  constructor(private readonly deps: ClusterSetupDeps) {}

  /**
   * *Set Up Service Account and Storage Class*: for a creation that could not, or a cluster that was created elsewhere.
   */
  async setUp(row: ClusterRow<EksEntry>): Promise<void> {
    const title = l10n.t('Setting up cluster {0}', row.entry.name);
    await this.withProgress(title, async (signal) => {
      const api = await this.deps.connector.connectAsCaller(row.entry, signal);
      try {
        if (!(await confirmBinding(row.entry.name, api, this.deps.notifier, signal))) return;
        await Promise.all([api.apply(serviceAccount, signal), applyBinding(clusterRoleBinding, api, signal)]);
      } catch (error) {
        throw await this.privateEndpoint(row.entry, error, signal);
      }
      // Before the class, which may be another matter: what was made is told in any case.
      this.deps.notifier.info(
        l10n.t('The service account eks-clusters is set up in cluster {0}.', row.entry.name),
      );
      await this.setDefault(row, api, signal);
    });
  }

  /** *Create Default Storage Class*. */
  async createStorageClass(row: ClusterRow): Promise<void> {
    const title = l10n.t('Checking the storage classes in cluster {0}', row.entry.name);
    await this.withProgress(title, async (signal) =>
      this.setDefault(row, await this.deps.connector.connect(row.entry, signal), signal),
    );
  }

  /** *Rotate Token…*: the one that was written into a kubeconfig ends, and a new one takes its place. */
  async rotate(row: ClusterRow<EksEntry>): Promise<void> {
    const { name } = row.entry;
    const question = l10n.t('Replace the long-lived token of cluster {0}?', name);
    const detail = l10n.t(
      'Copies of the kubeconfig that contain the old token lose access. The new token is written to this level’s kubeconfig if it contains the old one.',
    );
    if (!(await this.deps.notifier.confirm({ question, detail, agree: l10n.t('Rotate Token') }))) return;
    await this.withProgress(l10n.t('Replacing the token of cluster {0}', name), async (signal) => {
      const api = await this.apiWithToken(row, signal);
      const cluster = await this.deps.connector.connectionInfo(row.entry, signal);
      const files = await this.filesWithToken(row);
      const user = {
        kind: 'service-account',
        token: await rotateToken(api, this.deps.clock, signal),
      } as const;
      for (const path of files) {
        const entry = { level: row.level, path, cluster, user };
        await this.deps.workspace.writeKubeconfig({ ...entry, setCurrentContext: false });
      }
      this.deps.notifier.info(rotated(name, files));
    });
  }

  /** *Revoke Token…*: ends the long-lived token. */
  async revoke(row: ClusterRow<EksEntry>): Promise<void> {
    const { name } = row.entry;
    const question = l10n.t('Revoke the long-lived token of cluster {0}?', name);
    const detail = l10n.t(
      'Kubeconfigs that contain it lose access. If this level’s kubeconfig contains it, that entry is removed. EKS: Add to Kubeconfig writes a new one.',
    );
    if (!(await this.deps.notifier.confirm({ question, detail, agree: l10n.t('Revoke Token') }))) return;
    await this.withProgress(l10n.t('Revoking the token of cluster {0}', name), async (signal) => {
      await revokeToken(await this.apiWithToken(row, signal), signal);
      const cluster = { arn: row.clusterId, name };
      for (const path of await this.filesWithToken(row))
        await this.deps.workspace.removeKubeconfig({ level: row.level, path, cluster });
      this.deps.notifier.info(
        l10n.t(
          'The token of cluster {0} was revoked. The cluster may accept it for up to {1} more seconds.',
          ...[name, TOKEN_CACHE_SECONDS],
        ),
      );
    });
  }

  private async setDefault({ entry }: ClusterRow, api: KubernetesApi, signal: AbortSignal): Promise<void> {
    const plan = await planStorageClass(api, signal);
    const { notifier } = this.deps;
    switch (plan.kind) {
      case 'make':
        await makeDefault(plan.storageClass, [], api, signal);
        notifier.info(l10n.t('The storage class gp3 is now the default in cluster {0}.', entry.name));
        return;
      case 'present':
        notifier.info(l10n.t('The storage class gp3 is already the default in cluster {0}.', entry.name));
        return;
      case 'differs':
        throw clusterError('storage-class-differs', {
          name: entry.name,
          differences: plan.differences.join('; '),
        });
      case 'no-driver':
        throw clusterError('storage-driver-missing', { name: entry.name });
      case 'others':
        await this.replaceDefault(entry.name, plan, api, signal);
    }
  }

  /** Another default class, or one that was modified, is changed only after the user agrees. */
  private async replaceDefault(
    cluster: string,
    { names, changes, storageClass }: Extract<StorageClassPlan, { kind: 'others' }>,
    api: KubernetesApi,
    signal: AbortSignal,
  ): Promise<void> {
    const { notifier } = this.deps;
    const replaced = names.join(', ');
    const question =
      names.length > 0
        ? l10n.t('Make gp3 the default storage class in cluster {0}, replacing {1}?', cluster, replaced)
        : l10n.t('Change the storage class gp3 in cluster {0}?', cluster);
    const detail = [
      ...(changes.length > 0 ? [l10n.t('The class already exists. Changes: {0}.', changes.join('; '))] : []),
      l10n.t('Claims that specify no class will then get encrypted gp3 volumes.'),
      ...(names.length > 0 ? [l10n.t('{0} and its volumes remain.', replaced)] : []),
    ];
    if (!(await notifier.confirm({ question, detail, agree: l10n.t('Make gp3 the Default') }))) return;
    await makeDefault(storageClass, names, api, signal);
    notifier.info(l10n.t('The storage class gp3 is now the default in cluster {0}.', cluster));
  }

  private async apiWithToken({ entry }: ClusterRow, signal: AbortSignal): Promise<KubernetesApi> {
    const api = await this.deps.connector.connect(entry, signal);
    if (!(await hasLongLivedToken(api, signal)))
      throw clusterError('no-long-lived-token', { name: entry.name });
    return api;
  }

  /** Where `kubectl` gets a token of the level's: an entry that signs in through the AWS CLI is left alone. */
  private async filesWithToken({ level, clusterId }: ClusterRow<EksEntry>): Promise<readonly string[]> {
    const files: string[] = [];
    for (const path of this.deps.filesOf(level))
      if (await this.deps.kubeconfig.holdsToken(path, clusterId)) files.push(path);
    return files;
  }

  /** For a private endpoint: an error that says from where the cluster can be reached. */
  private async privateEndpoint(entry: EksEntry, error: unknown, signal: AbortSignal): Promise<unknown> {
    if (!(error instanceof KubernetesError) || error.kind !== 'unreachable') return error;
    const description = await this.deps.connector.describe(entry, signal);
    if (!description?.isPrivate) return error;
    return clusterError('endpoint-private', { name: entry.name, detail: error.message });
  }

  /** Without a time limit, since the user may be asked something meanwhile. Each call has its own limit. */
  private async withProgress(title: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    await runCancellable(this.deps.notifier, title, work);
  }
}

function rotated(name: string, files: readonly string[]): string {
  const replaced =
    files.length > 0
      ? l10n.t('Cluster {0} has a new token, in {1}.', name, files.join(', '))
      : l10n.t(
          'Cluster {0} has a new token. No kubeconfig at this level contained the old one. EKS: Add to Kubeconfig writes the new one.',
          name,
        );
  const remembered = l10n.t(
    'The cluster may accept the old token for up to {0} more seconds.',
    TOKEN_CACHE_SECONDS,
  );
  return `${replaced} ${remembered}`;
}
