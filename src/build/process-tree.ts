import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const IS_WINDOWS = process.platform === 'win32';
/** What container CLIs need to tell their engine to stop. */
const GRACE_MS = 5_000;

/** Options with which a program leads a group of its own, so that it can be ended with all that it starts. */
export const OWN_TREE = { detached: !IS_WINDOWS, windowsHide: true } as const;

/** Asks a program of {@link OWN_TREE} and all that it has started to stop, and ends what does not. */
export function stopTree(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  if (IS_WINDOWS) {
    const taskkill = join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'taskkill.exe');
    spawn(taskkill, ['/pid', `${pid}`, '/t', '/f'], { stdio: 'ignore', windowsHide: true });
    return;
  }
  signalGroup(pid, 'SIGTERM');
  const end = setTimeout(() => signalGroup(pid, 'SIGKILL'), GRACE_MS);
  child.once('close', () => clearTimeout(end));
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // It has ended just now.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
