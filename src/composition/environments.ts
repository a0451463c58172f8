import * as vscode from 'vscode';
import { inBackground } from '../core/background';
import type { EnvironmentElement } from '../ui/environments/environment-element';
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
  { clusterAccess }: Storage,
  { watches }: Connections,
  { connector }: Clusters,
) {
  const environments = once(async () => {
    const { EnvironmentsModel, fillEnvironmentsView } = await import('../ui/environments/environments-view');
    const model = new EnvironmentsModel({
      ...shell,
      projectOf,
      folders: () => vscode.workspace.workspaceFolders ?? [],
      watcher: async (entry, signal) => {
        const target = await connector.target(entry, signal);
        return (await watches()).watcher(target);
      },
    });
    const { tree, disposable } = fillEnvironmentsView(late, model, shell.report);
    const allowed = clusterAccess.onDidChange(() => model.retry());
    return { model, tree, disposable: vscode.Disposable.from(disposable, allowed, model) };
  });
  let isLoaded = false;
  return {
    environments: () => {
      isLoaded = true;
      return environments();
    },
    disposable: {
      dispose: () => {
        if (isLoaded) inBackground(async () => (await environments()).disposable.dispose(), shell.report);
      },
    },
  };
}
