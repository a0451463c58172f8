import * as vscode from 'vscode';

/** What tools put there belongs to no app. */
const NOT_IN = new Set(['node_modules', 'vendor', '.git', '.venv', 'venv', 'target', 'bin', 'obj']);

interface Bounds {
  /** How many folders deep. */
  readonly depth: number;
  /** A folder with more files is listed in part. */
  readonly most: number;
}

/**
 * The files of a folder, the upper ones first, without links, which may lead out of it. It reads the disk itself: VS Code's
 * search leaves out what its settings exclude, and finds nothing where ripgrep is missing.
 * @returns paths relative to the root, with slashes; none where there is no such folder
 */
export async function listFiles(root: vscode.Uri, { depth, most }: Bounds): Promise<readonly string[]> {
  const files: string[] = [];
  let folders: readonly string[] = [''];
  for (let level = 0; level <= depth && folders.length > 0; level++) {
    const lists = await Promise.all(folders.map((folder) => entriesOf(root, folder)));
    const entries = lists.flat();
    files.push(...entries.filter(({ type }) => type === vscode.FileType.File).map(({ path }) => path));
    if (files.length >= most) break;
    folders = entries
      .filter(({ type, name }) => type === vscode.FileType.Directory && !NOT_IN.has(name))
      .map(({ path }) => path);
  }
  return files.slice(0, most);
}

async function entriesOf(root: vscode.Uri, folder: string) {
  try {
    const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(root, folder));
    return entries
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, type]) => ({ name, type, path: folder === '' ? name : `${folder}/${name}` }));
  } catch {
    // It is not there, or may not be read.
    return [];
  }
}
