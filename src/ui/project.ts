import * as vscode from 'vscode';
import type { Project } from '../core/cluster/environment-names';

/** What is used of the API of VS Code's own Git extension. */
interface GitExtension {
  getAPI(version: 1): {
    getRepository(uri: vscode.Uri): {
      readonly state: { readonly remotes: readonly { readonly name: string; readonly fetchUrl?: string }[] };
    } | null;
  };
}

/** A folder as the project that is deployed from it: by its repository's `origin`, or another remote it has. */
export async function projectOf({ name, uri }: vscode.WorkspaceFolder): Promise<Project> {
  return { name, origin: (await originOf(uri)) ?? uri.toString() };
}

/** `undefined` where the folder is in no repository, that has no remote, or Git is switched off. */
async function originOf(folder: vscode.Uri): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  try {
    const remotes = (await extension?.activate())?.getAPI(1).getRepository(folder)?.state.remotes ?? [];
    return (remotes.find(({ name }) => name === 'origin') ?? remotes[0])?.fetchUrl;
  } catch {
    return undefined;
  }
}
