import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import {
  contentOf,
  managedNamespaces,
  preparationState,
  prepareEnvironment,
  deleteNamespace,
  type Environment,
} from '../../core/cluster/environment';
import { waitForDeletion } from '../../core/cluster/namespace-deletion';
import { counted } from '../../core/counted';
import { inBackground } from '../../core/background';
import type { Clock } from '../../core/ports/clock';
import type { KubernetesApi } from '../../core/ports/kubernetes';
import { clusterId, isAttached, type ClusterEntry } from '../../core/registry/entry';
import { levelsOf, resolveCluster, type LeveledCluster } from '../../core/registry/resolve-cluster';
import type { ClusterRow, Row } from '../../core/tree/rows';
import type { AttachedClusterSecrets } from '../attached-cluster-secrets';
import type { ClusterConnector } from '../cluster-connector';
import { levelLabel } from '../levels';
import type { Notifier } from '../notify';
import { projectOf } from '../project';
import type { LeveledRegistry } from '../settings';
import { warnNoCluster, type ResolutionDeps } from './no-cluster-found';
import { askEnvironment } from './find-cluster-for-environment';
import { chooseFrom, typeText } from '../quick-input';
import { runCancellable } from '../run-cancellable';
import { requireFolder } from '../pick-folder';

interface EnvironmentDeps {
  readonly settings: { registries(): readonly LeveledRegistry[] };
  readonly connector: ClusterConnector;
  readonly attached: Pick<AttachedClusterSecrets, 'read'>;
  readonly notifier: Notifier;
  readonly clock: Clock;
  readonly workspace: ResolutionDeps['workspace'];
  /** Refreshes the view after a change in the cluster. */
  readonly refresh: () => void;
}

/** Namespaces of managed clusters, created when an environment is first needed. */
export class Environments {
  constructor(private readonly deps: EnvironmentDeps) {}

  /**
   * *Prepare Environment…*: makes namespace and service account in the cluster that serves it.
   * @param row that it was called on: the group of a cluster
   */
  async prepare(row: Row | undefined): Promise<void> {
    const folder = await requireFolder();
    if (!folder) return;
    const name = await askEnvironment();
    if (name === undefined) return;
    const environment: Environment = { project: await projectOf(folder), name };
    const cluster = await this.resolveCluster(name, folder.uri.toString());
    if (!cluster || !(await this.isCreationConfirmed(cluster, name, row))) return;
    const namespace = await this.createNamespace(environment, cluster.entry);
    if (namespace !== undefined) this.notifyPrepared(name, namespace, cluster.entry);
  }

  /**
   * The namespace of an environment, which is created where the cluster is managed.
   * @param named the namespace that the settings name; it wins
   * @returns `undefined` where there is none, which the user was told, or the user did not want to wait
   */
  async namespaceFor(
    environment: Environment,
    cluster: ClusterEntry,
    named: string | undefined,
  ): Promise<string | undefined> {
    return named ?? this.createNamespace(environment, cluster);
  }

  /** *Remove Environment’s Namespace…*: from its row, or of a cluster that is picked. */
  async remove(row: Row | undefined, pick: () => Promise<ClusterRow | undefined>): Promise<void> {
    const cluster = row?.kind === 'namespace' ? row.cluster : await pick();
    if (!cluster) return;
    if (!cluster.entry.managed) {
      this.explainUnmanaged(cluster.entry);
      return;
    }
    const named = row?.kind === 'namespace' ? row.namespace.name : undefined;
    await this.removeNamespace(cluster.entry, named);
  }

  /** Asks, deletes the namespace of an environment, and follows its deletion. @param named absent: the user picks one */
  async removeNamespace(entry: ClusterEntry, named?: string): Promise<void> {
    // Without a time limit, since the user is asked something meanwhile. Each call has its own limit.
    const { signal } = new AbortController();
    const api = await this.deps.connector.connect(entry, signal);
    const namespace = named ?? (await this.pickNamespace(api, signal));
    if (namespace === undefined || !(await this.isDeletionConfirmed(namespace, entry, api, signal))) return;
    await deleteNamespace(namespace, api, signal);
    this.deps.refresh();
    this.deps.notifier.info(l10n.t('The namespace {0} is being deleted.', namespace));
    inBackground(
      () => this.waitUntilDeleted(namespace, api, signal),
      (error) => this.deps.notifier.failure(error),
    );
  }

  /** Refreshes the row when the namespace is gone. Until then it shows *Terminating*. */
  private async waitUntilDeleted(namespace: string, api: KubernetesApi, signal: AbortSignal): Promise<void> {
    const { clock, notifier, refresh } = this.deps;
    const end = await waitForDeletion(namespace, api, clock, signal);
    refresh();
    if (end.kind === 'stuck')
      notifier.warning([
        l10n.t('The namespace {0} is still being deleted.', namespace),
        end.by || l10n.t('Kubernetes does not report what it is waiting for.'),
      ]);
  }

  /** If several clusters match equally well, the user chooses. */
  private async resolveCluster(environment: string, folder: string): Promise<LeveledCluster | undefined> {
    const levels = levelsOf(folder, this.deps.settings.registries());
    const serving = resolveCluster(environment, levels);
    switch (serving.kind) {
      case 'cluster':
        return serving.cluster;
      case 'none':
        warnNoCluster(environment, levels, this.deps);
        return undefined;
      case 'ambiguous': {
        const items = serving.clusters.map((cluster) => ({
          label: cluster.entry.name,
          description: [cluster.entry.environmentScope, levelLabel(cluster.level)].join(' · '),
          cluster,
        }));
        const title = l10n.t('More than one cluster matches {0}. Which one do you want to use?', environment);
        return (await chooseFrom(items, { title }))?.cluster;
      }
    }
  }

  /** @returns the namespace; `undefined` where the cluster is not managed or the user did not want to wait */
  private async createNamespace(environment: Environment, entry: ClusterEntry): Promise<string | undefined> {
    const { connector, notifier } = this.deps;
    if (!entry.managed) {
      this.explainUnmanaged(entry);
      return undefined;
    }
    const title = l10n.t('Preparing {0} in cluster {1}', environment.name, entry.name);
    const namespace = await runCancellable(notifier, title, async (cancelled) => {
      const api = await connector.connect(entry, cancelled);
      const needed = await preparationState(environment, entry, () => Promise.resolve(api), cancelled);
      if (needed.kind === 'none') return undefined;
      // Also if the namespace exists: someone may have removed a part of it.
      await prepareEnvironment(
        environment,
        needed.names,
        { rbac: await this.hasRbac(entry) },
        api,
        cancelled,
      );
      return needed.names.namespace;
    });
    this.deps.refresh();
    return namespace;
  }

  private explainUnmanaged({ name }: ClusterEntry): void {
    const text = l10n.t('Cluster {0} is not managed. You create and delete its namespaces yourself.', name);
    this.deps.notifier.info(text);
  }

  /** Asks for confirmation if the command was called on another cluster than the one that serves the environment. */
  private async isCreationConfirmed(
    { entry }: LeveledCluster,
    environment: string,
    row: Row | undefined,
  ): Promise<boolean> {
    if (row?.kind !== 'group' || row.cluster.clusterId === clusterId(entry)) return true;
    return this.deps.notifier.confirm({
      question: l10n.t('Prepare {0} in cluster {1}?', environment, entry.name),
      detail: row.cluster.entry.enabled
        ? l10n.t('Cluster {0} does not serve this environment here.', row.cluster.entry.name)
        : l10n.t('Cluster {0} is disabled, so it serves no environment.', row.cluster.entry.name),
      agree: l10n.t('Prepare'),
    });
  }

  private async hasRbac(entry: ClusterEntry): Promise<boolean> {
    return !isAttached(entry) || ((await this.deps.attached.read(entry))?.rbac ?? true);
  }

  private notifyPrepared(environment: string, namespace: string, entry: ClusterEntry): void {
    this.deps.notifier.info(
      l10n.t(
        'The environment {0} has the namespace {1} in cluster {2}, with a service account that has admin rights there.',
        ...[environment, namespace, entry.name],
      ),
      { title: l10n.t('Copy Namespace'), run: () => vscode.env.clipboard.writeText(namespace) },
    );
  }

  private async pickNamespace(api: KubernetesApi, signal: AbortSignal): Promise<string | undefined> {
    const namespaces = (await managedNamespaces(api, signal)).filter(({ isTerminating }) => !isTerminating);
    if (namespaces.length === 0) {
      this.deps.notifier.info(l10n.t('The extension has created no namespaces in this cluster.'));
      return undefined;
    }
    const items = namespaces.map(({ name, environment }) => ({ label: name, description: environment }));
    const title = l10n.t('Which namespace should be deleted?');
    return (await chooseFrom(items, { title }))?.label;
  }

  private async isDeletionConfirmed(
    namespace: string,
    entry: ClusterEntry,
    api: KubernetesApi,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { pods, claims } = await contentOf(namespace, api, signal);
    const question = l10n.t('Delete the namespace {0} in cluster {1}?', namespace, entry.name);
    const detail = l10n.t(
      'This deletes everything in it, including {0} and {1}. This cannot be undone.',
      ...[podsText(pods), claimsText(claims)],
    );
    const agree = l10n.t('Delete Namespace');
    if (!(await this.deps.notifier.confirm({ question, detail, agree }))) return false;
    const prompt = l10n.t('Type the namespace’s name to confirm.');
    const typed = await typeText({ title: question, prompt, placeHolder: namespace });
    return typed === namespace;
  }
}

function podsText(pods: number): string {
  return counted(pods, { one: l10n.t('1 pod'), many: l10n.t('{0} pods', pods) });
}

function claimsText(claims: number): string {
  return counted(claims, {
    one: l10n.t('1 volume claim with its data'),
    many: l10n.t('{0} volume claims with their data', claims),
  });
}
