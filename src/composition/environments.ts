import * as vscode from 'vscode';
import { inBackground } from '../core/background';
import { userError } from '../core/errors/catalogue';
import { isAttached } from '../core/registry/entry';
import type { EnvironmentElement } from '../ui/environments/environment-element';
import { environmentHandlers } from '../ui/environments/environment-handlers';
import { podCommands } from '../ui/environments/pod-commands';
import { once } from '../ui/lazy';
import { projectOf } from '../ui/project';
import type { LateView } from '../ui/tree/late-view';
import type { Clusters } from './clusters';
import type { Connections } from './connections';
import type { Shell } from './shell';
import type { Storage } from './storage';

export type Environments = ReturnType<typeof createEnvironments>;

/** The view *Environments*, loaded when it is first seen or asked for. */
export function createEnvironments(
  late: LateView<EnvironmentElement>,
  shell: Shell,
  { clusterAccess, identity, withSettingsLock }: Storage,
  { streams, watches, workloadActions }: Connections,
  { connector }: Clusters,
) {
  const environments = once(async () => {
    const { EnvironmentsModel, fillEnvironmentsView, ModelTargets } =
      await import('../ui/environments/environments-view');
    const model = new EnvironmentsModel({
      ...shell,
      projectOf,
      folders: () => vscode.workspace.workspaceFolders ?? [],
      watcher: async (entry, signal) => {
        const target = await connector.target(entry, signal);
        return (await watches()).watcher(target);
      },
      streams: async (entry, signal) => (await streams()).streams(await connector.target(entry, signal)),
    });
    const { tree, disposable } = fillEnvironmentsView(late, model, shell.report);
    const allowed = clusterAccess.onDidChange(() => model.retry());
    const targets = new ModelTargets(model, connector, shell.notifier);
    return { model, targets, tree, disposable: vscode.Disposable.from(disposable, allowed, model) };
  });
  const opened: { dispose(): void }[] = [];
  let isLoaded = false;
  const load = () => {
    isLoaded = true;
    return environments();
  };
  const environmentCommands = once(async () => {
    const { EnvironmentCommands } = await import('../ui/environments/environment-commands');
    const { targets } = await load();
    return new EnvironmentCommands({ ...shell, targets, workloadActions });
  });
  const variables = once(async () => {
    const { VariableCommands } = await import('../ui/environments/variables');
    return new VariableCommands({ ...shell, targets: (await load()).targets });
  });
  const cleanUpImages = async (row?: unknown) => {
    const { cleanUpImages: cleanUp } = await import('../ui/environments/clean-up-images');
    const { targets } = await load();
    await cleanUp(row, {
      ...shell,
      targets,
      project: projectOfFolder,
      installation: async () => (await identity()).installation,
      images: (cluster) => connector.images(cluster),
    });
  };
  const showNamespace = async () => {
    const { showNamespaceAsEnvironment } = await import('../ui/environments/show-namespace');
    await showNamespaceAsEnvironment({ ...shell, connector, withSettingsLock });
  };
  const pods = podCommands({
    ...shell,
    ...{ streams, workloadActions },
    targets: async () => (await load()).targets,
    startForwarder: async () => (await import('../kube/forwarder')).startForwarder,
    answersAt: async () => (await import('../network/answers-at')).answersAt,
    setContext: (key, value) =>
      inBackground(() => vscode.commands.executeCommand('setContext', key, value), shell.report),
    own: (disposable) => opened.push(disposable),
  });
  const showMetrics = async (row?: unknown) => {
    const { showMetrics: show } = await import('../ui/environments/metrics-panel');
    const { targets } = await load();
    await show(row, {
      ...{ ...shell, targets, workloadActions },
      insights: async (cluster, signal) => {
        const { insightsLink } = await import('../core/environments/metrics/metrics-add-on');
        return isAttached(cluster)
          ? undefined
          : insightsLink((await connector.session(cluster)).clusters, cluster, signal);
      },
      install: async (cluster) => {
        const { installMetrics } = await import('../ui/commands/install-metrics');
        await installMetrics(cluster, { ...shell, connector });
      },
    });
  };
  return {
    handlers: {
      ...environmentHandlers({
        environments: load,
        ...{ environmentCommands, variables, cleanUpImages, showNamespace, showMetrics },
      }),
      ...pods,
    },
    environments: load,
    disposable: {
      dispose: () => {
        for (const each of opened) each.dispose();
        if (isLoaded) inBackground(async () => (await environments()).disposable.dispose(), shell.report);
      },
    },
  };
}

async function projectOfFolder(uri: string) {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri));
  if (!folder) throw userError('no-folder');
  return projectOf(folder);
}
