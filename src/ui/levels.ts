import { existsSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isSameLevel, type Level, type LevelOption } from '../core/registry/target';
import type { KubeconfigFilePaths } from './kubeconfig-file';
import { ownKubeconfigs, pathProblem } from './kubeconfig-path';
import { folderLevel, workspaceLevel, type Settings } from './settings';
import { thisMachine } from './this-machine';

/** Where a cluster may be configured in this window, nearest first. Without an open folder, only for the user. */
export function levelOptions(settings: Settings): readonly LevelOption[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const { workspaceFile } = vscode.workspace;
  const first = folders[0];
  const options: LevelOption[] = folders.map((folder) => ({
    id: `folder:${folder.uri.toString()}`,
    label: l10n.t('Folder {0}', folder.name),
    level: folderLevel(folder),
    ...kubeconfigOf(folder, settings),
  }));
  if (workspaceFile && first) {
    const label = l10n.t('Workspace (all its folders)');
    const level = workspaceLevel(workspaceFile);
    options.push({ id: 'workspace', label, level, ...kubeconfigOf(first, settings) });
  }
  const label = l10n.t('User (all workspaces)');
  return [...options, { id: 'user', label, level: { kind: 'user' }, kubeconfigPath: userKubeconfig() }];
}

/** Levels to choose from in a list. */
export function levelItems(options: readonly LevelOption[]) {
  return options.map((option) => ({ label: option.label, description: option.kubeconfigPath, option }));
}

function kubeconfigOf(folder: vscode.WorkspaceFolder, settings: Settings) {
  const kubeconfigPath = settings.kubeconfigPath(folder);
  const problem = pathProblem(kubeconfigPath, folder.uri.fsPath);
  return { kubeconfigPath, kubeconfigProblem: problem && `${problem.message} ${problem.remedy}` };
}

/** The kubeconfig file of a level that is open in this window. */
function kubeconfigPathOf(level: Level, settings: Settings): string {
  const option = levelOptions(settings).find((candidate) => isSameLevel(candidate.level, level));
  return option?.kubeconfigPath ?? userKubeconfig();
}

/** The files that clusters of a level may be in: the user's own may be several. The first is for new clusters. */
export function kubeconfigPathsOf(level: Level, settings: Settings): KubeconfigFilePaths {
  const path = kubeconfigPathOf(level, settings);
  return level.kind === 'user' ? [path, ...userKubeconfigs().filter((other) => other !== path)] : [path];
}

/** The folder whose kubeconfig file a level's clusters are in: its own, or the first one. */
export function folderOf(level: Level): vscode.WorkspaceFolder | undefined {
  switch (level.kind) {
    case 'folder':
      return vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(level.folder));
    case 'workspace':
      return vscode.workspace.workspaceFolders?.[0];
    case 'user':
      return undefined;
  }
}

/** Of several, the first that exists, else the first, as `aws eks update-kubeconfig` chooses for a new cluster. */
function userKubeconfig(): string {
  const files = userKubeconfigs();
  return files.find((file) => existsSync(file)) ?? files[0];
}

function userKubeconfigs(): readonly [string, ...string[]] {
  return ownKubeconfigs(thisMachine);
}

export function folderPathOf(level: Level): string | undefined {
  return folderOf(level)?.uri.fsPath;
}

/** Whether this window can write there: it is trusted and has the folder or the workspace open. */
export function isLevelOpen(level: Level): boolean {
  if (!vscode.workspace.isTrusted) return false;
  switch (level.kind) {
    case 'folder':
      return (vscode.workspace.workspaceFolders ?? []).some(
        (folder) => folder.uri.toString() === level.folder,
      );
    case 'workspace':
      return vscode.workspace.workspaceFile?.toString() === level.workspace;
    case 'user':
      return true;
  }
}

export function levelLabel(level: Level): string {
  switch (level.kind) {
    case 'folder':
      return level.name;
    case 'workspace':
      return l10n.t('Workspace');
    case 'user':
      return l10n.t('User');
  }
}
