import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ground, root } from './paths';

/** What of the repository the extension consists of, as in the VSIX. */
const PARTS = ['package.json', 'package.nls.json', 'dist', 'media', 'l10n'];

let copied: Promise<string> | undefined;

/**
 * The extension as it was last built, in a folder of its own. In a window that develops an extension VS Code shows the
 * first theme that it finds below its folder; the repository has VS Code's own themes below it, so every window would be
 * light. Copies and no links: VS Code tells by the real path of a file which extension calls it. One a process, for test
 * files run side by side.
 */
export function extensionFolder(): Promise<string> {
  copied ??= copy(join(ground, 'extension', String(process.pid)));
  return copied;
}

async function copy(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await removeLeftovers(join(folder, '..'));
  await Promise.all(PARTS.map((part) => cp(join(root, part), join(folder, part), { recursive: true })));
  return folder;
}

/** Of processes that have ended, in whatever way. Another that does the same may get in the way, and will have done it. */
async function removeLeftovers(folder: string): Promise<void> {
  const gone = (await readdir(folder)).filter((owner) => !isAlive(Number(owner)));
  const remove = (owner: string) => rm(join(folder, owner), { recursive: true, force: true });
  await Promise.allSettled(gone.map(remove));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
