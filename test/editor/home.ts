import { lstat, readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Folders of which only the names inside are compared: other programs of the developer work in them meanwhile. */
const SHALLOW = ['.', '.config', '.local/share', '.local/state', '.cache'];

/** Folders that the editor, kubectl and aws would write to, compared file by file. */
const DEEP = ['.kube', '.aws', '.config/code-server', '.local/share/code-server', '.vscode-server-oss'];

/** npm keeps what it has downloaded and its logs here, wherever it runs. */
const NPM = '.npm';

/** One line for each thing in the real home folder that we might touch; equal lists mean that we did not. */
export async function listHome(home = homedir()): Promise<readonly string[]> {
  const names = await Promise.all(SHALLOW.map((folder) => list(home, folder, { recursive: false })));
  const files = await Promise.all(DEEP.map((folder) => list(home, folder, { recursive: true })));
  const stamped = await Promise.all(files.flat().map((path) => stamp(home, path)));
  return [...names.flat().filter((path) => path !== NPM), ...stamped].sort();
}

async function list(
  home: string,
  folder: string,
  { recursive }: { readonly recursive: boolean },
): Promise<readonly string[]> {
  const entries = await readdir(join(home, folder), { recursive }).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  });
  return entries.map((entry) => join(folder, entry));
}

async function stamp(home: string, path: string): Promise<string> {
  const { mtimeMs, size } = await lstat(join(home, path));
  return `${path} ${mtimeMs} ${size}`;
}
