import { userInfo } from 'node:os';
import * as vscode from 'vscode';
import type { Commit } from '../../core/deploy/request';

/** The part of the API of VS Code's Git extension that is used here. */
interface GitApi {
  getRepository(uri: vscode.Uri): {
    readonly state: {
      readonly HEAD?: { readonly name?: string; readonly commit?: string };
      readonly workingTreeChanges: readonly unknown[];
      readonly indexChanges: readonly unknown[];
      readonly mergeChanges: readonly unknown[];
      /** Empty unless `git.untrackedChanges` is `separate`: otherwise they are in `workingTreeChanges`. */
      readonly untrackedChanges: readonly unknown[];
    };
    getConfig(key: string): Promise<string>;
  } | null;
}

/** What is checked out in a folder, and who works there. */
export interface GitHead {
  readonly commit: Commit;
  readonly by: string;
  /** How many files have changes that are not committed. */
  readonly changes: number;
}

/** As the Git extension knows it; of a folder in no repository, the user of this machine. */
export async function gitHead(folder: vscode.Uri): Promise<GitHead> {
  const extension = vscode.extensions.getExtension<{ getAPI(version: 1): GitApi }>('vscode.git');
  const by = userInfo().username;
  const outside = { commit: { sha: '', ref: '', isDirty: false }, by, changes: 0 };
  try {
    const repository = (await extension?.activate())?.getAPI(1).getRepository(folder);
    if (!repository) return outside;
    const { HEAD, workingTreeChanges, indexChanges, mergeChanges, untrackedChanges } = repository.state;
    const changes = [workingTreeChanges, indexChanges, mergeChanges, untrackedChanges].flat().length;
    const name = await repository.getConfig('user.name').catch(() => '');
    return {
      commit: { sha: HEAD?.commit ?? '', ref: HEAD?.name ?? '', isDirty: changes > 0 },
      by: name.trim() || by,
      changes,
    };
  } catch {
    return outside;
  }
}
