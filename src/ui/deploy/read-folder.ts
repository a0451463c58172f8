import * as vscode from 'vscode';
import { isRead, LISTED_DEPTH, type FolderFiles } from '../../core/build/folder-files';
import { listFiles } from './list-files';

/** A folder with more tells its language by fewer. */
const MAX_FILES = 5_000;
const MAX_READ = 200;
const MAX_BYTES = 1_000_000;

/** The names of a folder's files, and the texts of those by which its language is known. */
export async function readFolder(root: vscode.Uri): Promise<FolderFiles> {
  const names = await listFiles(root, { depth: LISTED_DEPTH, most: MAX_FILES });
  const read = names.filter(isRead).slice(0, MAX_READ);
  const texts = new Map(
    await Promise.all(
      read.map(async (name) => [name, await textOf(vscode.Uri.joinPath(root, name))] as const),
    ),
  );
  return { names, text: (name) => texts.get(name) };
}

/** `undefined` for what is no small file. */
export async function textOf(file: vscode.Uri): Promise<string | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    if (size > MAX_BYTES) return undefined;
    return Buffer.from(await vscode.workspace.fs.readFile(file)).toString();
  } catch {
    return undefined;
  }
}
