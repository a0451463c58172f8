import * as vscode from 'vscode';
import { ServiceAccountTokens } from '../core/cluster/service-account-tokens';
import type { Row } from '../core/tree/rows';
import { AttachedClusterSecrets } from '../ui/attached-cluster-secrets';
import { ClusterConnector } from '../ui/cluster-connector';
import { once } from '../ui/lazy';
import { TerminalEnvironment } from '../ui/terminal';
import { fillClustersView } from '../ui/tree/clusters-view';
import type { LateView } from '../ui/tree/late-view';
import type { Connections } from './connections';
import type { Running } from './operations';
import type { Shell } from './shell';
import type { Storage } from './storage';

export type Clusters = ReturnType<typeof createClusters>;

/** Clusters that are configured: the way to them, the view that shows them, and their kubeconfig in terminals. */
export function createClusters(
  context: vscode.ExtensionContext,
  late: LateView<Row>,
  shell: Shell,
  storage: Storage,
  { kubernetes }: Connections,
  running: Running,
) {
  const { clock, log, memory, notifier, settings } = shell;
  const attached = new AttachedClusterSecrets(context.secrets);
  const ownAccount = new ServiceAccountTokens(clock, (line) => log.info(line));
  const { clusterAccess, journal } = storage;
  const connector = new ClusterConnector(
    running.sessions,
    settings,
    kubernetes,
    attached,
    ownAccount,
    clusterAccess,
  );
  const children = once(async () => {
    const { ClusterChildren } = await import('../ui/tree/cluster-children');
    return new ClusterChildren({ connector, journal, language: vscode.env.language });
  });
  const { tree, disposable } = fillClustersView(late, { ...shell, ...running, connector, children });
  const terminals = new TerminalEnvironment({
    ...shell,
    ...storage,
    variables: context.environmentVariableCollection,
    answers: memory.workspaceState,
    onUnintegrated: async (opened) => {
      const { notifyMissingIntegration } = await import('../ui/shell-integration');
      return notifyMissingIntegration(opened, { told: memory.globalState, notifier });
    },
    describe: async (found) => (await import('../ui/kubeconfig-findings')).describeFindings(found),
  });
  return { attached, connector, disposable, terminals, tree, view: late.view };
}
