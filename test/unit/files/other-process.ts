import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const SOURCES = join(__dirname, '../../../src');

/** Another window, as far as files are concerned: a process of its own that says lines. */
export class OtherProcess {
  private readonly lines: AsyncIterator<string>;
  private readonly exited: Promise<unknown>;

  private constructor(private readonly child: ChildProcess) {
    if (!child.stdout) throw new Error('The output of the process is a pipe.');
    this.lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    this.exited = once(child, 'exit');
  }

  /** @param script the body of an async function; `load` imports a file of `src`, `say` prints a line */
  static start(script: string): OtherProcess {
    const program = `
      const load = (path) => require(${JSON.stringify(SOURCES)} + '/' + path + '.ts');
      const say = (line) => process.stdout.write(line + '\\n');
      (async () => { ${script} })().catch((error) => { console.error(error); process.exit(1); });`;
    const stdio = ['ignore', 'pipe', 'inherit'] as const;
    return new OtherProcess(
      spawn(process.execPath, ['--import', 'tsx', '--eval', program], { stdio: [...stdio] }),
    );
  }

  /** The next line that it says. */
  async line(): Promise<string> {
    const next = await this.lines.next();
    if (next.done) throw new Error('The process ended without another line.');
    return next.value;
  }

  /** As a power cut would: no handler of its own runs. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }

  async end(): Promise<void> {
    await this.exited;
  }
}
