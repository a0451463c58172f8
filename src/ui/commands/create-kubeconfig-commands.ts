import * as vscode from 'vscode';
import type { Level } from '../../core/registry/target';
import { kubeconfigsIn, ownKubeconfigs } from '../kubeconfig-path';
import { folderOf, kubeconfigPathsOf } from '../levels';
import { KubernetesExtension } from '../kubernetes-extension';
import type { Notifier } from '../notify';
import { folderLevel, type Settings } from '../settings';
import type { TerminalEnvironment } from '../terminal';
import { thisMachine } from '../this-machine';
import type { NewTerminals } from './current-context';
import { KubeconfigCommands, type KubeconfigDeps } from './kubeconfig-commands';

type Deps = Omit<KubeconfigDeps, 'filesOf' | 'offerToTools' | 'ownFiles' | 'newTerminals'> & {
  readonly settings: Settings;
  readonly notifier: Notifier;
  readonly terminals: Pick<TerminalEnvironment, 'isUsedAt'>;
  /** Questions that were asked in this workspace. */
  readonly asked: vscode.Memento;
};

/** The entries of clusters in kubeconfig files, in VS Code. */
export function createKubeconfigCommands(deps: Deps): KubeconfigCommands {
  const kubernetesExtension = new KubernetesExtension(deps.notifier, deps.asked);
  return new KubeconfigCommands({
    ...deps,
    ownFiles: ownKubeconfigs(thisMachine),
    newTerminals: (level) => newTerminals(level, deps),
    filesOf: (level) => kubeconfigPathsOf(level, deps.settings),
    // Other tools run what a kubeconfig names, as kubectl does: only what terminals have, too.
    offerToTools: async (level, path) => {
      if (await deps.terminals.isUsedAt(level)) await kubernetesExtension.offer(level, path);
    },
  });
}

/** What kubectl reads in new terminals of the level's folder, or of all folders. */
async function newTerminals(level: Level, { settings, terminals }: Deps): Promise<readonly NewTerminals[]> {
  const folder = level.kind === 'folder' ? folderOf(level) : undefined;
  const folders = folder ? [folder] : (vscode.workspace.workspaceFolders ?? []);
  if (folders.length === 0) return [{ folder: undefined, files: ownKubeconfigs(thisMachine) }];
  return Promise.all(
    folders.map(async (each) => {
      const path = settings.kubeconfigPath(each);
      const isUsed = await terminals.isUsedAt(folderLevel(each));
      return { folder: each.name, files: kubeconfigsIn(each.uri.fsPath, isUsed ? [path] : [], thisMachine) };
    }),
  );
}
