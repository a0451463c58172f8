import * as l10n from '@vscode/l10n';
import type { KubeconfigPort } from '../../core/ports/kubeconfig';
import type { EntryInFile, ForeignEntryError, NewEntry, WorkspacePort } from '../../core/ports/workspace';
import { clusterId } from '../../core/registry/entry';
import type { Level } from '../../core/registry/target';
import type { ClusterRow } from '../../core/tree/rows';
import type { ClusterConnector } from '../cluster-connector';
import type { KubeconfigConsent } from '../kubeconfig-consent';
import { findFileWith, type KubeconfigFilePaths } from '../kubeconfig-file';
import type { Notifier } from '../notify';
import type { Settings } from '../settings';
import { CurrentContext, type CurrentContextDeps } from './current-context';
import { KubeconfigAuth, type KubeconfigAuthDeps } from './kubeconfig-auth';

/** A row of the view, or the same data from another command. */
type Row = Pick<ClusterRow, 'entry' | 'level'>;

export interface KubeconfigDeps
  extends KubeconfigAuthDeps, Omit<CurrentContextDeps, 'kubeconfig' | 'notifier'> {
  readonly settings: KubeconfigAuthDeps['settings'] & Pick<Settings, 'setsCurrentContext'>;
  readonly connector: KubeconfigAuthDeps['connector'] & Pick<ClusterConnector, 'connectionInfo'>;
  readonly workspace: KubeconfigAuthDeps['workspace'] &
    Pick<WorkspacePort, 'writeKubeconfig' | 'removeKubeconfig'>;
  readonly kubeconfig: Pick<KubeconfigPort, 'holds' | 'makePrivate' | 'readersOf' | 'refuseTracked'> &
    CurrentContextDeps['kubeconfig'];
  readonly consent: Pick<KubeconfigConsent, 'ask'>;
  readonly notifier: Pick<Notifier, 'ask' | 'confirm' | 'info' | 'warning'>;
  readonly filesOf: (level: Level) => KubeconfigFilePaths;
  /** Has the user's other tools follow a file that ours is in. */
  readonly offerToTools: (level: Level, path: string) => Promise<void>;
}

/** The entries of registered clusters in the user's kubeconfig files. */
export class KubeconfigCommands {
  private readonly auth: KubeconfigAuth;

  constructor(private readonly deps: KubeconfigDeps) {
    this.auth = new KubeconfigAuth(deps);
  }

  /** *Add to Kubeconfig*: adds or updates the entry. */
  async add(row: Row): Promise<void> {
    const file = await this.fileFor(row);
    const added = file && (await this.write(row, file, this.deps.settings.setsCurrentContext));
    if (added !== undefined) this.deps.notifier.info(added);
  }

  /** *Use This Context*: makes it the default cluster of `kubectl`. */
  async use(row: Row): Promise<void> {
    const file = await this.fileFor(row);
    if (!file) return;
    const { kubeconfig, notifier, ownFiles, newTerminals } = this.deps;
    const isThere = await kubeconfig.holds(file.path, file.cluster.arn);
    const added = isThere ? undefined : await this.write(row, file, true);
    if (!isThere && added === undefined) return;
    await new CurrentContext({ kubeconfig, notifier, ownFiles, newTerminals }).use(file, added);
  }

  /** *Remove from Kubeconfig*: the cluster stays in the view, and its entry can be added again. */
  async remove(row: Row): Promise<void> {
    const { kubeconfig, notifier, workspace } = this.deps;
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
        l10n.t(
          'Cluster {0} was not removed from {1}, because another program wrote its entry.',
          name,
          file.path,
        ),
      );
      return;
    }
    notifier.info(l10n.t('Cluster {0} was removed from {1}.', name, file.path));
  }

  /** The file that has the cluster, else the one for new ones; `undefined` where the user does not want it written. */
  private async fileFor({ entry, level }: Row): Promise<EntryInFile | undefined> {
    const { consent, filesOf, kubeconfig } = this.deps;
    const cluster = { arn: clusterId(entry), name: entry.name };
    const path = await findFileWith(cluster.arn, filesOf(level), kubeconfig);
    return (await consent.ask(level, path)) ? { level, path, cluster } : undefined;
  }

  /** @returns the text for the user; `undefined` if the user declined */
  private async write(
    { entry }: Row,
    file: EntryInFile,
    setCurrentContext: boolean,
  ): Promise<string | undefined> {
    const { signal } = new AbortController();
    const { level, path } = file;
    // Before a token is created.
    if (this.auth.needsToken(entry)) {
      await this.deps.kubeconfig.refuseTracked(path);
      if (!(await this.offerPrivacy(path))) return undefined;
    }
    const cluster = await this.deps.connector.connectionInfo(entry, signal);
    const chosen = await this.auth.choose(entry, signal);
    if (!chosen) return undefined;
    const written = await this.writeOrAdopt({ level, path, cluster, user: chosen.user, setCurrentContext });
    if (!written) return undefined;
    await this.deps.offerToTools(level, path);
    const added = l10n.t('Cluster {0} was added to {1}.', entry.name, path);
    return `${added} ${chosen.explanation}`;
  }

  /** kubectl keeps the mode of a file, Helm warns of it. @returns whether the user wants a token in it */
  private async offerPrivacy(path: string): Promise<boolean> {
    const { kubeconfig, notifier } = this.deps;
    if ((await kubeconfig.readersOf(path)) === 'owner') return true;
    const makePrivate = l10n.t('Make It Private');
    const anyway = l10n.t('Write Anyway');
    const answer = await notifier.ask({
      question: l10n.t('Make {0} private before a token is written to it?', path),
      detail: l10n.t('Other users of this machine can read the file and so use the cluster.'),
      answers: [makePrivate, anyway],
    });
    if (answer === makePrivate) await kubeconfig.makePrivate(path);
    return answer !== undefined;
  }

  /** An entry that another program made for the cluster is replaced only once the user has seen it and agrees. */
  private async writeOrAdopt(entry: NewEntry): Promise<boolean> {
    const { notifier, workspace } = this.deps;
    try {
      await workspace.writeKubeconfig(entry);
      return true;
    } catch (error) {
      if (!isForeignEntry(error)) throw error;
      const agreed = await notifier.confirm({
        question: l10n.t('Replace the entry of cluster {0}?', entry.cluster.name),
        detail: [
          error.message,
          [l10n.t('This would change:'), ...error.changes],
          l10n.t('If you later remove the cluster from the kubeconfig, this entry is removed too.'),
        ],
        agree: l10n.t('Replace'),
      });
      if (agreed) await workspace.writeKubeconfig({ ...entry, foreignEntry: 'adopt' });
      return agreed;
    }
  }
}

function isForeignEntry(error: unknown): error is ForeignEntryError {
  return error instanceof Error && 'code' in error && error.code === 'kubeconfig-entry-foreign';
}
