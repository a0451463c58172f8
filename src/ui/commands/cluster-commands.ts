import * as vscode from 'vscode';
import { userError } from '../../core/errors/catalogue';
import type { Operations } from '../../core/operation/run/operations';
import type { OwnRecords } from '../../core/operation/stack-ownership';
import type { Clock } from '../../core/ports/clock';
import type { NameResolver } from '../../core/ports/connections';
import type { KubeconfigPort } from '../../core/ports/kubeconfig';
import { clusterId, type ClusterEntry, type EksEntry } from '../../core/registry/entry';
import type { LeveledCluster } from '../../core/registry/resolve-cluster';
import { isSameLevel, type Level, type LevelOption } from '../../core/registry/target';
import { isRow, type ClusterRow, type Row } from '../../core/tree/rows';
import type { AttachedClusterSecrets } from '../attached-cluster-secrets';
import type { ClusterAccess } from '../cluster-access';
import type { ClusterConnector } from '../cluster-connector';
import type { KubeconfigConsent } from '../kubeconfig-consent';
import type { KubectlAccess } from '../kubectl-access';
import { once } from '../lazy';
import { kubeconfigPathsOf } from '../levels';
import type { Notifier } from '../notify';
import type { Sessions } from '../sessions';
import type { Settings } from '../settings';
import type { TerminalEnvironment } from '../terminal';
import type { ClustersTree } from '../tree/clusters-tree';
import type { WorkspaceFiles } from '../workspace-files';
import type { Handlers } from './commands';
import { openConsole } from './open-console';
import { isOfEks, narrowed, pickCluster, pickClusters, requireClusters } from './pick-cluster';

export interface ClusterCommandDeps {
  readonly tree: ClustersTree;
  readonly view: Pick<vscode.TreeView<Row>, 'reveal'>;
  readonly connector: ClusterConnector;
  readonly clusterAccess: ClusterAccess;
  readonly attached: AttachedClusterSecrets;
  readonly access: KubectlAccess;
  readonly operations: Operations;
  readonly records: () => Promise<OwnRecords>;
  readonly settings: Settings;
  readonly workspace: WorkspaceFiles;
  readonly terminals: TerminalEnvironment;
  readonly kubeconfig: KubeconfigPort;
  readonly consent: KubeconfigConsent;
  /** Questions that were asked in this workspace. */
  readonly asked: vscode.Memento;
  readonly sessions: Sessions;
  readonly levels: () => readonly LevelOption[];
  readonly clock: Clock;
  readonly resolver: () => Promise<NameResolver>;
  readonly notifier: Notifier;
}

/** Commands for the rows of the view. Large modules are loaded on first use. */
export function clusterCommands(deps: ClusterCommandDeps) {
  const { tree } = deps;
  const filesOf = (level: Level) => kubeconfigPathsOf(level, deps.settings);
  const terminal = once(async () => {
    const { createOpenTerminal } = await import('./create-open-terminal');
    return createOpenTerminal(deps);
  });
  const registry = once(async () => {
    const { RegistryCommands } = await import('./registry-commands');
    return new RegistryCommands({ ...deps, filesOf });
  });
  const kubeconfig = once(async () => {
    const { createKubeconfigCommands } = await import('./create-kubeconfig-commands');
    return createKubeconfigCommands(deps);
  });
  const deletion = once(async () => {
    const { DeleteCluster } = await import('./delete-cluster');
    return new DeleteCluster(deps);
  });

  const setup = once(async () => {
    const { ClusterSetup: ClusterSetup } = await import('./cluster-setup');
    return new ClusterSetup({ ...deps, filesOf });
  });
  const environments = once(async () => {
    const { Environments } = await import('./environments');
    return new Environments({ ...deps, refresh: () => tree.refresh() });
  });

  const forClusters =
    (act: (rows: readonly ClusterRow[]) => unknown, isOffered?: (row: ClusterRow) => boolean) =>
    async (argument?: unknown, selection?: unknown) => {
      const offered = isOffered && argument === undefined ? narrowed(tree, isOffered) : tree;
      const rows = await pickClusters(offered, argument, selection);
      if (rows.length > 0) await act(rows);
    };
  const forCluster = (act: (row: ClusterRow) => unknown) => async (argument?: unknown) => {
    const row = await pickCluster(tree, argument);
    if (row) await act(row);
  };
  /** For commands that connect to the cluster: asks first if a repository chose the access. */
  const reaching =
    <E extends ClusterEntry>(act: (row: ClusterRow<E>) => unknown) =>
    async (row: ClusterRow<E>) => {
      if (await deps.clusterAccess.ask(row.entry)) await act(row);
    };
  const forEksCluster = (act: (row: ClusterRow<EksEntry>) => unknown) => async (argument?: unknown) => {
    const row = await pickCluster(tree, argument, isOfEks);
    if (row) await act(row);
  };

  return {
    // The menu of the view's title passes the focused row, which is not meant here.
    'eks.refresh': () => tree.refresh(),
    'eks.refreshRow': (row?: unknown) => tree.refresh(isRow(row) ? row : undefined),
    'eks.showOperation': (id?: unknown) => showOperation(deps, id),
    'eks.deleteCluster': forEksCluster(reaching(async (row) => (await deletion()).run(row))),
    'eks.removeCluster': forClusters(async (rows) => (await registry()).remove(rows)),
    'eks.enableCluster': forClusters(
      async (rows) => (await registry()).change(rows, { enabled: true }),
      ({ entry }) => !entry.enabled,
    ),
    'eks.disableCluster': forClusters(
      async (rows) => (await registry()).change(rows, { enabled: false }),
      ({ entry }) => entry.enabled,
    ),
    'eks.toggleCluster': forClusters(async (rows) => (await registry()).toggle(rows)),
    'eks.editEnvironmentScope': forCluster(async (row) => (await registry()).editScope(row)),
    'eks.configureNamespaces': forCluster(async (row) => (await registry()).configureNamespaces(row)),
    'eks.setDomain': forCluster(reaching(async (row) => (await import('./set-domain')).setDomain(row, deps))),
    'eks.moveCluster': forCluster(reaching(async (row) => (await registry()).move(row))),
    'eks.findClusterForEnvironment': async () => {
      requireClusters(tree);
      const { findClusterForEnvironment } = await import('./registry-commands');
      return findClusterForEnvironment({ ...deps, reveal: (cluster) => reveal(deps, cluster) });
    },
    'eks.prepareEnvironment': async (row?: unknown) => {
      requireClusters(tree);
      await (await environments()).prepare(isRow(row) ? row : undefined);
    },
    'eks.removeEnvironment': async (row?: unknown) =>
      (await environments()).remove(isRow(row) ? row : undefined, () => pickCluster(tree, row)),
    'eks.setUpInCluster': forEksCluster(reaching(async (row) => (await setup()).setUp(row))),
    'eks.createDefaultStorageClass': forCluster(
      reaching(async (row) => (await setup()).createStorageClass(row)),
    ),
    'eks.installMetrics': forEksCluster(
      reaching(async ({ entry }) => (await import('./install-metrics')).installMetrics(entry, deps)),
    ),
    'eks.rotateToken': forEksCluster(reaching(async (row) => (await setup()).rotate(row))),
    'eks.revokeToken': forEksCluster(reaching(async (row) => (await setup()).revoke(row))),
    'eks.addToKubeconfig': forCluster(reaching(async (row) => (await kubeconfig()).add(row))),
    'eks.useContext': forCluster(reaching(async (row) => (await kubeconfig()).use(row))),
    'eks.removeFromKubeconfig': forCluster(async (row) => (await kubeconfig()).remove(row)),
    'eks.openTerminal': forCluster(reaching(async (row) => (await terminal()).run(row))),
    'eks.reviewAccess': forEksCluster((row) => deps.clusterAccess.review(row.entry)),
    'eks.openConsole': forEksCluster(openConsole),
    'eks.copyArn': async (argument?: unknown, selection?: unknown) => {
      const rows = await pickClusters(tree, argument, selection, isOfEks);
      if (rows.length > 0) await vscode.env.clipboard.writeText(rows.map((row) => row.clusterId).join('\n'));
    },
  } satisfies Partial<Handlers>;
}

async function showOperation({ tree, view }: ClusterCommandDeps, id: unknown): Promise<void> {
  const row = tree.find(id);
  if (id === undefined && !tree.rows.some(({ kind }) => kind === 'operation'))
    throw userError('no-operation');
  if (row) await view.reveal(tree.elementFor(row), { expand: true, focus: true });
  else await vscode.commands.executeCommand('eks.clusters.focus');
}

async function reveal({ tree, view }: ClusterCommandDeps, { entry, level }: LeveledCluster): Promise<void> {
  const id = clusterId(entry);
  const row = tree.clusters.find((each) => each.clusterId === id && isSameLevel(each.level, level));
  if (row) await view.reveal(tree.elementFor(row), { focus: true });
}
