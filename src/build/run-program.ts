import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { OWN_TREE, stopTree } from './process-tree';

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
 * Runs a program to its end. On an abort it is asked to stop with all that it started, and all have stopped when this
 * rejects.
 * @throws the signal's reason
 */
export async function runProgram(program: Program, limits: Limits, signal: AbortSignal): Promise<ProgramEnd> {
  const read = { output: '', said: '' };
  const end = await run(program, limits.output === 0 ? 'ignore' : 'pipe', signal, {
    output(text, stop) {
      if (read.output.length <= limits.output) read.output += text;
      else stop();
    },
    error(text) {
      read.said = (read.said + text).slice(-limits.said);
    },
  });
  if (end.kind === 'absent') return end;
  return read.output.length > limits.output ? { kind: 'endless' } : { ...end, ...read };
}

/**
 * The same, and hands on all that it says as it says it.
 * @param kept how much of that is kept for the cause of a failure
 * @throws the signal's reason
 */
export async function followProgram(
  program: Program,
  kept: number,
  output: (text: string) => void,
  signal: AbortSignal,
): Promise<
  | { readonly kind: 'absent' }
  | { readonly kind: 'ended'; readonly code: number | null; readonly said: string }
> {
  let said = '';
  const listen = (text: string) => {
    said = (said + text).slice(-kept);
    output(text);
  };
  const end = await run(program, 'pipe', signal, { output: listen, error: listen });
  return end.kind === 'absent' ? end : { ...end, said };
}

interface Listeners {
  readonly output: (text: string, stop: () => void) => void;
  readonly error: (text: string) => void;
}

async function run(
  { path, args, env, folder }: Program,
  output: 'ignore' | 'pipe',
  signal: AbortSignal,
  listeners: Listeners,
): Promise<{ readonly kind: 'absent' } | { readonly kind: 'ended'; readonly code: number | null }> {
  signal.throwIfAborted();
  const child = spawn(path, args, { ...OWN_TREE, env, cwd: folder, stdio: ['ignore', output, 'pipe'] });
  const stop = () => stopTree(child);
  signal.addEventListener('abort', stop);
  child.stdout?.setEncoding('utf8').on('data', (text: string) => listeners.output(text, stop));
  child.stderr?.setEncoding('utf8').on('data', listeners.error);
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    signal.throwIfAborted();
    return { kind: 'ended', code };
  } catch (error) {
    signal.throwIfAborted();
    // It was removed since it was found.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { kind: 'absent' };
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
