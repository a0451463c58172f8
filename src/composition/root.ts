import * as vscode from 'vscode';
import { inBackground } from '../core/background';
import type { Row } from '../core/tree/rows';
import type { EnvironmentElement } from '../ui/environments/environment-element';
import { followOperations } from '../ui/form/follow-operations';
import { displayOperations } from '../ui/operation-displays';
import type { LateView } from '../ui/tree/late-view';
import { createAuthentication } from './authentication';
import { createClusters } from './clusters';
import { createCommands } from './commands';
import { createConnections } from './connections';
import { createDeployments } from './deployments';
import { createEnvironments } from './environments';
import { createClosedForm } from './form';
import { createOperations } from './operations';
import { createShell } from './shell';
import { createStorage } from './storage';

interface Views {
  readonly clusters: LateView<Row>;
  readonly environments: LateView<EnvironmentElement>;
}

/**
 * The composition root: everything is made here, once, in order, and what is large is loaded when first asked for. The
 * last statement but one lists what is disposed of.
 */
export function compose(context: vscode.ExtensionContext, views: Views) {
  const shell = createShell(context);
  const storage = createStorage(context, shell);
  const connections = createConnections(context, shell);
  const running = createOperations(shell, storage, connections);
  const opened = createClosedForm(context, shell, storage, running);
  const clusters = createClusters(context, views.clusters, shell, storage, connections, running);
  const looking = createEnvironments(views.environments, shell, storage, connections, clusters);
  const deploying = createDeployments(context, shell, storage, connections, clusters, looking);
  const authenticating = createAuthentication(shell, storage, connections, running, opened);
  const run = createCommands({
    ...shell,
    ...storage,
    ...connections,
    ...running,
    ...opened,
    ...clusters,
    ...authenticating,
    environmentHandlers: { ...looking.handlers, ...deploying.handlers },
  });

  const { log, notifier, report } = shell;
  const { form, formHost } = opened;
  const { terminals, tree } = clusters;
  const { operations } = running;
  const follow = () => inBackground(() => operations.follow(), report);
  terminals.update();
  inBackground(() => storage.registryLogins.sweep(), report);
  inBackground(() => storage.privateKubeconfigs.sweep(), report);
  inBackground(() => storage.buildSecrets.sweep(), report);
  if (vscode.workspace.isTrusted) follow();

  context.subscriptions.push(
    shell.channel,
    operations,
    displayOperations(operations, notifier, log),
    form,
    clusters.disposable,
    looking.disposable,
    deploying.disposable,
    terminals,
    connections.awsFiles,
    authenticating.watcher,
    operations.onDidProgress(({ state }) => {
      if (state.kind !== 'running') terminals.update();
    }),
    storage.clusterAccess.onDidChange(() => tree.refresh()),
    shell.choice.follow({
      notifier,
      report,
      onAllowed: () => authenticating.takeCredentials().then(() => tree.refresh()),
    }),
    followOperations(operations, formHost, form, report),
    vscode.workspace.onDidGrantWorkspaceTrust(follow),
    vscode.workspace.onDidChangeWorkspaceFolders(() => operations.retryPendingRegistrations()),
  );
  return {
    run,
    form,
    tree,
    tasks: deploying.tasks,
    environments: async () => (await looking.environments()).tree,
  };
}
