import * as vscode from 'vscode';
import { isRead, LISTED_DEPTH, type FolderFiles } from '../../core/build/folder-files';

/** A folder with more tells its language by fewer. */
const MAX_FILES = 5_000;
const MAX_READ = 200;
const MAX_BYTES = 1_000_000;
/** What others made of the sources, and what belongs to tools. */
const SKIPPED = new Set(['node_modules', 'vendor', '.git', '.venv', 'venv', 'target', 'bin', 'obj']);

/** The names of a folder's files, and the texts of those by which its language is known. */
export async function readFolder(root: vscode.Uri): Promise<FolderFiles> {
  const names: string[] = [];
  await list(root, '', LISTED_DEPTH, names);
  const read = names.filter(isRead).slice(0, MAX_READ);
  const texts = new Map(
    await Promise.all(
      read.map(async (name) => [name, await textOf(vscode.Uri.joinPath(root, name))] as const),
    ),
  );
  return { names, text: (name) => texts.get(name) };
}

/** By the file system itself: VS Code's search hides what `files.exclude` names. */
async function list(root: vscode.Uri, folder: string, depth: number, names: string[]): Promise<void> {
  const entries = await vscode.workspace.fs
    .readDirectory(vscode.Uri.joinPath(root, folder))
    .then(undefined, () => []);
  const below: string[] = [];
  for (const [name, type] of entries) {
    if (names.length >= MAX_FILES) return;
    const path = folder === '' ? name : `${folder}/${name}`;
    // A link may lead out of the folder, and in circles.
    if (type === vscode.FileType.File) names.push(path);
    else if (type === vscode.FileType.Directory && depth > 0 && !SKIPPED.has(name)) below.push(path);
  }
  for (const path of below) await list(root, path, depth - 1, names);
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
