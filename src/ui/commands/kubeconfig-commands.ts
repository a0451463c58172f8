import * as l10n from '@vscode/l10n';
import type { KubeconfigPort } from '../../core/ports/kubeconfig';
import type { EntryInFile, NewEntry, WorkspacePort } from '../../core/ports/workspace';
import { clusterId } from '../../core/registry/entry';
import type { Level } from '../../core/registry/target';
import type { ClusterRow } from '../../core/tree/rows';
import type { ClusterConnector } from '../cluster-connector';
import type { KubeconfigConsent } from '../kubeconfig-consent';
import { fileWith, type KubeconfigFilePaths } from '../kubeconfig-file';
import type { Notifier } from '../notify';
import type { Settings } from '../settings';
import { KubeconfigUsers, type KubeconfigUserPorts } from './kubeconfig-user';

/** A row of the view, or what another command knows of it. */
type Row = Pick<ClusterRow, 'entry' | 'level'>;

export interface KubeconfigPorts extends KubeconfigUserPorts {
  readonly settings: KubeconfigUserPorts['settings'] & Pick<Settings, 'setsCurrentContext'>;
  readonly connector: KubeconfigUserPorts['connector'] & Pick<ClusterConnector, 'connected'>;
  readonly workspace: KubeconfigUserPorts['workspace'] &
    Pick<WorkspacePort, 'writeKubeconfig' | 'removeKubeconfig'>;
  readonly kubeconfig: Pick<KubeconfigPort, 'holds' | 'useContext' | 'refuseTracked'>;
  readonly consent: Pick<KubeconfigConsent, 'ask'>;
  readonly notifier: Pick<Notifier, 'confirm' | 'info'>;
  readonly filesOf: (level: Level) => KubeconfigFilePaths;
  /** Has the user's other tools follow a file that ours is in. */
  readonly offerToTools: (level: Level, path: string) => Promise<void>;
}

/** The entries of registered clusters in the user's kubeconfig files. */
export class KubeconfigCommands {
  private readonly users: KubeconfigUsers;

  constructor(private readonly ports: KubeconfigPorts) {
    this.users = new KubeconfigUsers(ports);
  }

  /** *Add to Kubeconfig*: anew or again. */
  async add(row: Row): Promise<void> {
    const file = await this.fileFor(row);
    if (file) await this.write(row, file, this.ports.settings.setsCurrentContext);
  }

  /** *Use This Context*: `kubectl` means this cluster unless told otherwise. */
  async use(row: Row): Promise<void> {
    const file = await this.fileFor(row);
    if (!file) return;
    const { kubeconfig, notifier } = this.ports;
    if (!(await kubeconfig.holds(file.path, file.cluster.arn))) return this.write(row, file, true);
    await kubeconfig.useContext(file);
    notifier.info(l10n.t('Cluster {0} is the current context of {1}.', row.entry.name, file.path));
  }

  /** *Remove from Kubeconfig*: the cluster stays in the view, and its entry can be added again. */
  async remove(row: Row): Promise<void> {
    const { kubeconfig, notifier, workspace } = this.ports;
    const { name } = row.entry;
    const file = await this.fileFor(row);
    if (!file) return;
    if (!(await kubeconfig.holds(file.path, file.cluster.arn))) {
      notifier.info(l10n.t('Cluster {0} is not in {1}.', name, file.path));
      return;
    }
    await workspace.removeKubeconfig(file);
    if (await kubeconfig.holds(file.path, file.cluster.arn)) {
      notifier.info(
        l10n.t('Cluster {0} stays in {1}, because another program wrote its entry.', name, file.path),
      );
      return;
    }
    notifier.info(l10n.t('Cluster {0} was removed from {1}.', name, file.path));
  }

  /** The file that has the cluster, else the one for new ones; `undefined` where the user does not want it written. */
  private async fileFor({ entry, level }: Row): Promise<EntryInFile | undefined> {
    const { consent, filesOf, kubeconfig } = this.ports;
    const cluster = { arn: clusterId(entry), name: entry.name };
    const path = await fileWith(cluster.arn, filesOf(level), kubeconfig);
    return (await consent.ask(level, path)) ? { level, path, cluster } : undefined;
  }

  private async write({ entry }: Row, file: EntryInFile, setCurrentContext: boolean): Promise<void> {
    const { signal } = new AbortController();
    const { level, path } = file;
    // Before a token is made that nobody would get.
    if (this.users.needsToken(entry)) await this.ports.kubeconfig.refuseTracked(path);
    const cluster = await this.ports.connector.connected(entry, signal);
    const chosen = await this.users.of(entry, signal);
    if (!chosen) return;
    if (!(await this.writeOrAdopt({ level, path, cluster, user: chosen.user, setCurrentContext }))) return;
    const added = l10n.t('Cluster {0} was added to {1}.', entry.name, path);
    this.ports.notifier.info(`${added} ${chosen.how}`);
    await this.ports.offerToTools(level, path);
  }

  /** An entry that another program made for the cluster is replaced only once the user has seen it and agrees. */
  private async writeOrAdopt(entry: NewEntry): Promise<boolean> {
    const { notifier, workspace } = this.ports;
    try {
      await workspace.writeKubeconfig(entry);
      return true;
    } catch (error) {
      if (!isForeignEntry(error)) throw error;
      const agreed = await notifier.confirm({
        question: l10n.t('Replace the entry of cluster {0}?', entry.cluster.name),
        detail: [
          error.message,
          l10n.t('Removing the cluster from the kubeconfig later removes the entry.'),
        ].join(' '),
        agree: l10n.t('Replace'),
      });
      if (agreed) await workspace.writeKubeconfig({ ...entry, foreignEntry: 'adopt' });
      return agreed;
    }
  }
}

function isForeignEntry(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'kubeconfig-entry-foreign';
}
