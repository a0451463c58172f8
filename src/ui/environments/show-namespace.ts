import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { namespaceProblem } from '../../core/environments/deploy-settings';
import { environmentError } from '../../core/environments/errors';
import { clustersServing } from '../../core/environments/served-clusters';
import { KubernetesError, type KubernetesApi } from '../../core/ports/kubernetes';
import { clusterId, type ClusterEntry } from '../../core/registry/entry';
import { environmentProblem } from '../../core/registry/environment-scope';
import type { LevelClusters } from '../../core/registry/resolve-cluster';
import type { ClusterConnector } from '../cluster-connector';
import type { Notifier } from '../notify';
import { requireFolder } from '../pick-folder';
import { chooseFrom, typeText } from '../quick-input';
import { runCancellable } from '../run-cancellable';

interface ShowNamespaceDeps {
  readonly settings: {
    registries(): readonly LevelClusters[];
    setEnvironment(
      folder: vscode.WorkspaceFolder,
      environment: string,
      keys: { readonly namespace: string },
    ): Promise<void>;
  };
  readonly withSettingsLock: (write: () => Promise<void>) => Promise<void>;
  readonly connector: Pick<ClusterConnector, 'connect'>;
  readonly notifier: Pick<Notifier, 'progress'>;
}

/** *Show Namespace as Environment…*: asks for cluster, namespace and environment, and writes the folder's setting. */
export async function showNamespaceAsEnvironment(deps: ShowNamespaceDeps): Promise<void> {
  const folder = await requireFolder();
  if (!folder) return;
  const uri = folder.uri.toString();
  const entry = await pickCluster(
    clustersServing(uri, deps.settings.registries(), []).map((each) => each.entry),
  );
  if (!entry) return;
  const namespace = await pickNamespace(entry, deps);
  if (namespace === undefined) return;
  const environment = await typeText({
    title: l10n.t('Environment in namespace {0}', namespace),
    prompt: l10n.t('For example, production or review/my-branch.'),
    value: namespace,
    validateInput: (text) =>
      environmentProblem(text.trim()) ??
      elsewhereProblem(text.trim(), namespace, entry, () =>
        clustersServing(uri, deps.settings.registries(), [{ environment: text.trim(), namespace }]),
      ),
  });
  if (environment === undefined) return;
  await deps.withSettingsLock(() => deps.settings.setEnvironment(folder, environment.trim(), { namespace }));
}

async function pickCluster(entries: readonly ClusterEntry[]): Promise<ClusterEntry | undefined> {
  const [first] = entries;
  if (!first) throw environmentError('no-serving-cluster');
  if (entries.length === 1) return first;
  const items = entries.map((entry) => ({ label: entry.name, description: entry.environmentScope, entry }));
  return (await chooseFrom(items, { title: l10n.t('Cluster') }))?.entry;
}

async function pickNamespace(entry: ClusterEntry, deps: ShowNamespaceDeps): Promise<string | undefined> {
  const title = l10n.t('Namespace in cluster {0}', entry.name);
  const names = await runCancellable(deps.notifier, l10n.t('Reading namespaces'), async (cancelled) =>
    namesOf(await deps.connector.connect(entry, cancelled), cancelled),
  );
  if (names === undefined) return undefined;
  if (names.length > 0)
    return (
      await chooseFrom(
        names.map((label) => ({ label })),
        { title },
      )
    )?.label;
  return typeText({
    title,
    prompt: l10n.t('You are not allowed to list namespaces. Enter the name of one.'),
    validateInput: namespaceProblem,
  });
}

/** @returns none where they may not be listed: then the user knows a name */
async function namesOf(api: KubernetesApi, signal: AbortSignal): Promise<readonly string[]> {
  try {
    const namespaces = await api.list({ apiVersion: 'v1', kind: 'Namespace' }, signal);
    return namespaces
      .map(({ metadata }) => metadata.name)
      .filter((name) => namespaceProblem(name) === undefined)
      .toSorted();
  } catch (error) {
    if (error instanceof KubernetesError && error.kind === 'forbidden') return [];
    throw error;
  }
}

/** It is looked for in the cluster that serves the environment. */
function elsewhereProblem(
  environment: string,
  namespace: string,
  entry: ClusterEntry,
  served: () => ReturnType<typeof clustersServing>,
): string | undefined {
  const serving = served().find(({ named }) => named.some((each) => each.namespace === namespace));
  if (serving && clusterId(serving.entry) === clusterId(entry)) return undefined;
  return serving
    ? l10n.t('The environment {0} is served by cluster {1}.', environment, serving.entry.name)
    : l10n.t('No cluster serves the environment {0}.', environment);
}
