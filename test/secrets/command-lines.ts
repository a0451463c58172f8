import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';

const PAUSE_MS = 200;

/** Watches the command lines of all processes of this machine, where it has `/proc`. */
export class CommandLines {
  private readonly seen = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  static readonly canBeWatched = existsSync('/proc/self/cmdline');

  start(): void {
    if (CommandLines.canBeWatched) this.timer = setInterval(() => void this.look(), PAUSE_MS).unref();
  }

  async look(): Promise<void> {
    const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const lines = processes.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => ''));
    for (const line of await Promise.all(lines)) this.seen.add(line.replaceAll('\0', ' '));
  }

  get text(): string {
    return [...this.seen].join('\n');
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
