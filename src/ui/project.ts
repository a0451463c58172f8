import * as vscode from 'vscode';
import { projectFor, type Project } from '../core/cluster/environment-names';

/** The part of the API of VS Code's Git extension that is used here. */
interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: vscode.Event<GitApi['state']>;
  getRepository(uri: vscode.Uri): {
    readonly state: { readonly remotes: readonly { readonly name: string; readonly fetchUrl?: string }[] };
  } | null;
}

interface GitExtension {
  getAPI(version: 1): GitApi;
}

/** It looks for repositories when a window opens; of a folder as large as this takes, the next run knows more. */
const SCAN_LIMIT_MS = 10_000;

/** A folder as the project that is deployed from it: by its repository's `origin`, or another remote it has. */
export async function projectOf({ name, uri }: vscode.WorkspaceFolder): Promise<Project> {
  return projectFor({ name, uri: uri.toString() }, await remoteOf(uri));
}

/** `undefined` where the folder is in no repository, that has no remote, or Git is switched off. */
async function remoteOf(folder: vscode.Uri): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  try {
    const git = (await extension?.activate())?.getAPI(1);
    if (git) await scanned(git);
    const remotes = git?.getRepository(folder)?.state.remotes ?? [];
    return (remotes.find(({ name }) => name === 'origin') ?? remotes[0])?.fetchUrl;
  } catch {
    return undefined;
  }
}

/** Waits until the Git extension has looked for repositories. */
function scanned(git: GitApi): Promise<void> {
  if (git.state === 'initialized') return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    };
    const timer = setTimeout(end, SCAN_LIMIT_MS);
    const listener = git.onDidChangeState((state) => state === 'initialized' && end());
  });
}
