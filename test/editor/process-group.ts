import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

/** A process and all that it starts, ended as one. */
export interface ProcessGroup {
  readonly process: ChildProcessByStdio<Writable, Readable, Readable>;
  stop(): Promise<void>;
}

const GRACE_MS = 5000;
const running = new Set<ProcessGroup>();

/** Starts a process as the leader of a group that ends with `stop()` or with this process, whichever comes first. */
export function startGroup(
  command: string,
  args: readonly string[],
  { cwd, env }: { readonly cwd?: string; readonly env: NodeJS.ProcessEnv },
): ProcessGroup {
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  const group: ProcessGroup = {
    process: child,
    async stop() {
      running.delete(group);
      if (child.pid === undefined) return;
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        signal(group, 'SIGTERM');
        const deadline = setTimeout(() => signal(group, 'SIGKILL'), GRACE_MS);
        await ended;
        clearTimeout(deadline);
      }
      // The leader is gone; whoever of its group did not follow goes now.
      signal(group, 'SIGKILL');
    },
  };
  if (running.size === 0) endWithThisProcess();
  running.add(group);
  return group;
}

function signal({ process: { pid } }: ProcessGroup, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

let watching = false;
let ending: Promise<void> | undefined;

function endWithThisProcess(): void {
  if (watching) return;
  watching = true;
  process.on('exit', () => running.forEach((group) => signal(group, 'SIGKILL')));
  const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
  for (const [name, exitCode] of Object.entries(signals)) {
    // A second Ctrl+C must not cut the ending short.
    process.on(name, () => void (ending ??= stopAll().finally(() => process.exit(exitCode))));
  }
}

async function stopAll(): Promise<void> {
  await Promise.allSettled([...running].map((group) => group.stop()));
}
