import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A program that is started without a shell. */
export interface Program {
  /** Absolute. */
  readonly path: string;
  readonly args: readonly string[];
  /** All of its variables. */
  readonly env: NodeJS.ProcessEnv;
  readonly folder?: string;
}

/** What is kept of each output. */
interface Limits {
  /** Of standard output: more ends the program. 0 leaves it unread. */
  readonly output: number;
  /** The end of standard error. */
  readonly said: number;
}

export type ProgramEnd =
  | { readonly kind: 'absent' }
  /** It wrote more than is taken. */
  | { readonly kind: 'endless' }
  | { readonly kind: 'ended'; readonly code: number | null; readonly output: string; readonly said: string };

/**
 * Runs a program to its end. On an abort it is asked to stop, and has stopped when this rejects.
 * @throws the signal's reason
 */
export async function runProgram(
  { path, args, env, folder }: Program,
  limits: Limits,
  signal: AbortSignal,
): Promise<ProgramEnd> {
  signal.throwIfAborted();
  const child = spawn(path, args, {
    ...{ env, cwd: folder, windowsHide: true },
    stdio: ['ignore', limits.output === 0 ? 'ignore' : 'pipe', 'pipe'],
  });
  const read = { output: '', said: '' };
  const stop = () => child.kill();
  signal.addEventListener('abort', stop);
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    if (read.output.length <= limits.output) read.output += text;
    else stop();
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    read.said = (read.said + text).slice(-limits.said);
  });
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    signal.throwIfAborted();
    return read.output.length > limits.output ? { kind: 'endless' } : { kind: 'ended', code, ...read };
  } catch (error) {
    signal.throwIfAborted();
    // It was removed since it was found.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { kind: 'absent' };
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
