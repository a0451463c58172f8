import * as l10n from '@vscode/l10n';
import { deleteManagedObjects } from '../../core/cluster/clean-up';
import { userError } from '../../core/errors/catalogue';
import { clusterId, isAttached, type AttachedEntry, type ClusterEntry } from '../../core/registry/entry';
import { scopesOf } from '../../core/registry/registry';
import { scopeProblem } from '../../core/registry/environment-scope';
import { isSameLevel, type Level, type LevelOption } from '../../core/registry/target';
import type { ClusterRow } from '../../core/tree/rows';
import type { ClusterConnector } from '../cluster-connector';
import type { KubeconfigFilePaths } from '../kubeconfig-file';
import { commandAction } from '../command-action';
import { levelItems, levelLabel } from '../levels';
import type { Notifier } from '../notify';
import type { LeveledRegistry } from '../settings';
import type { WorkspaceFiles } from '../workspace-files';
import { askScope, pickManagement } from './registry-questions';
import { chooseFrom } from '../quick-input';

export { findClusterForEnvironment } from './find-cluster-for-environment';

interface RegistryDeps {
  readonly settings: { registries(): readonly LeveledRegistry[] };
  readonly workspace: Pick<WorkspaceFiles, 'change' | 'register' | 'unregister' | 'removeKubeconfig'>;
  readonly connector: ClusterConnector;
  readonly levels: () => readonly LevelOption[];
  readonly filesOf: (level: Level) => KubeconfigFilePaths;
  readonly notifier: Notifier;
  /** Keeps CA and token of clusters that were added by their URL. */
  readonly attached: { delete(entry: AttachedEntry): Promise<void> };
}

/** Commands that change the settings entries of clusters. */
export class RegistryCommands {
  constructor(private readonly deps: RegistryDeps) {}

  /** Disables all of them if the first is enabled, and enables them if it is disabled. */
  toggle(rows: readonly ClusterRow[]): Promise<void> {
    return this.change(rows, { enabled: !rows[0]?.entry.enabled });
  }

  /** Changes the settings entry of each cluster. */
  async change(rows: readonly ClusterRow[], change: Pick<ClusterEntry, 'enabled'>): Promise<void> {
    for (const { entry, level } of rows) await this.deps.workspace.change(level, entry, change);
  }

  async editScope({ entry, level }: ClusterRow): Promise<void> {
    const scope = await askScope(entry, (text) => scopeProblem(text, this.scopesAt(level, entry)));
    if (scope === undefined || scope === entry.environmentScope) return;
    await this.deps.workspace.change(level, entry, { environmentScope: scope });
  }

  async configureNamespaces({ entry, level }: ClusterRow): Promise<void> {
    const management = await pickManagement(entry);
    if (management) await this.deps.workspace.change(level, entry, management);
  }

  /** Registers at the new level first, so that a crash leaves two entries instead of none. */
  async move(row: ClusterRow): Promise<void> {
    const { entry, level } = row;
    const { levels, notifier, workspace } = this.deps;
    const items = levelItems(levels().filter((option) => !isSameLevel(option.level, level)));
    const title = l10n.t('Where should cluster {0} be configured?', entry.name);
    const to = (await chooseFrom(items, { title }))?.option;
    if (!to) return;
    const present = this.registryAt(to.level)?.entries.find((other) => clusterId(other) === clusterId(entry));
    if (present) throw userError('cluster-configured-there', { name: entry.name, level: to.label });
    const problem = scopeProblem(entry.environmentScope, this.scopesAt(to.level, entry));
    if (problem) throw userError('cluster-not-moved', { name: entry.name, ...problem });
    await workspace.register(to.level, entry);
    await workspace.unregister(level, entry);
    await this.removeFromKubeconfig(entry, level);
    const moved = l10n.t('Cluster {0} is now configured in {1}.', entry.name, to.label);
    const add = commandAction(l10n.t('Add to Kubeconfig'), 'eks.addToKubeconfig', {
      ...row,
      level: to.level,
    });
    notifier.info(moved, add);
  }

  async remove(rows: readonly ClusterRow[]): Promise<void> {
    const { notifier, workspace } = this.deps;
    const names = rows.map(({ entry, level }) => `${entry.name} (${levelLabel(level)})`).join(', ');
    const question = l10n.t('Remove {0} from the list?', names);
    const detail = l10n.t(
      'It is removed from the settings and the kubeconfig. Nothing is deleted in AWS: the cluster keeps running and costing money.',
    );
    const [remove, cleanUp] = [l10n.t('Remove'), l10n.t('Remove and Clean Up')];
    const isManaged = rows.some(({ entry }) => entry.managed);
    const answer = await notifier.ask({
      question,
      detail: isManaged ? [detail, cleaning()] : detail,
      answers: isManaged ? [remove, cleanUp] : [remove],
    });
    if (answer === undefined) return;
    // Before the entry is removed, since cleaning up needs it. After a failure the cluster stays in the list.
    if (answer === cleanUp) for (const { entry } of rows) await this.cleanUp(entry);
    for (const { entry, level } of rows) {
      await workspace.unregister(level, entry);
      await this.removeFromKubeconfig(entry, level);
      if (isAttached(entry) && !this.isConfigured(entry)) await this.deps.attached.delete(entry);
    }
  }

  private async cleanUp(entry: ClusterEntry): Promise<void> {
    if (!entry.managed) return;
    const { signal } = new AbortController();
    const { connector } = this.deps;
    // This deletes the extension's own service account, too, so another identity must do it.
    const api = isAttached(entry)
      ? await connector.connect(entry, signal)
      : await connector.connectAsCaller(entry, signal);
    const left = await deleteManagedObjects(api, signal);
    if (left.length === 0) return;
    // The row is removed anyway: this identity will not get more permissions.
    this.deps.notifier.warning([
      l10n.t(
        'You are not allowed to delete these in cluster {0}, so they remain: {1}.',
        entry.name,
        left.join(', '),
      ),
      l10n.t('Ask a cluster administrator to delete them.'),
    ]);
  }

  /** From each file of the level, except a file shared with another level that also has the cluster. */
  private async removeFromKubeconfig(entry: ClusterEntry, level: Level): Promise<void> {
    const { filesOf, levels, workspace } = this.deps;
    const others = levels().filter((option) => {
      const entries = this.registryAt(option.level)?.entries ?? [];
      return entries.some((other) => clusterId(other) === clusterId(entry));
    });
    const shared = new Set(others.flatMap((option) => filesOf(option.level)));
    const cluster = { arn: clusterId(entry), name: entry.name };
    for (const path of filesOf(level)) {
      if (!shared.has(path)) await workspace.removeKubeconfig({ level, path, cluster });
    }
  }

  private isConfigured(entry: ClusterEntry): boolean {
    const entries = this.deps.settings.registries().flatMap((registry) => registry.entries);
    return entries.some((other) => clusterId(other) === clusterId(entry));
  }

  private scopesAt(level: Level, except: ClusterEntry): readonly string[] {
    const registry = this.registryAt(level);
    return registry ? scopesOf(registry, except) : [];
  }

  private registryAt(level: Level): LeveledRegistry | undefined {
    return this.deps.settings.registries().find((registry) => isSameLevel(registry.level, level));
  }
}

function cleaning(): string {
  return l10n.t(
    'Cleaning up first deletes what the extension created in the cluster: the namespaces of environments with everything deployed there, and the service account.',
  );
}
