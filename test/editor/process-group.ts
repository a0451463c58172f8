import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** A process and all that it starts, ended as one by `stop()` or by the end of this process, whichever comes first. */
export interface ProcessGroup {
  readonly stdout: Readable;
  readonly stderr: Readable;
  stop(): Promise<void>;
}

const leader = join(import.meta.dirname, 'group-leader.mjs');

/** Starts a process in a group of its own. */
export function startGroup(
  command: string,
  args: readonly string[],
  { env }: { readonly env: NodeJS.ProcessEnv },
): ProcessGroup {
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn(
    process.execPath,
    [leader, command, ...args],
    { env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  // The pipes close when the last of the group is gone, not only its leader.
  const ended = once(child, 'close');
  return {
    stdout: child.stdout,
    stderr: child.stderr,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
