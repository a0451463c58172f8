import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { ExecError, type Terminal } from '../runtime';
import type { Space } from './space';

/** What podman itself says where it could not run a command. */
const FAILURE = /^Error: .*OCI (?:runtime|permission)/m;
const NOT_FOUND = /executable file `?([^`]*)`? not found/;

/**
 * Runs a command line of podman on a terminal.
 * @returns its exit code
 * @throws {ExecError} where the container has no such program
 */
export async function runOn(
  terminal: Terminal,
  space: Space,
  line: readonly [string, ...string[]],
): Promise<number> {
  const [command, ...args] = terminal.isTty ? onTty(line) : line;
  const child = spawn(command, args, { env: space.environment, detached: true });
  const end = (): void => {
    // The group, since nsenter waits for a child of its own. It may have ended already.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  terminal.signal.addEventListener('abort', end, { once: true });
  child.stdin.on('error', () => undefined);
  const closed = once(child, 'close');
  if (terminal.isTty) {
    const tty = await firstLine(child.stdout);
    terminal.onResize(({ width, height }) => {
      spawn('stty', ['-F', tty, 'cols', String(width), 'rows', String(height)]).on('error', () => undefined);
    });
  }
  terminal.input.pipe(child.stdin);
  const failures = await Promise.all([
    passOn(child.stdout, terminal.output),
    passOn(child.stderr, terminal.errors),
  ]);
  const [code] = (await closed) as [number | null];
  terminal.signal.removeEventListener('abort', end);
  const failure = failures.find((text) => text !== undefined);
  if (failure !== undefined) throw new ExecError(inWordsOfRunc(failure));
  return code ?? 137;
}

/** `script` gives it a terminal, and its name as the first line; what is typed early is not shown by that one. */
function onTty(line: readonly string[]): [string, ...string[]] {
  const quoted = line.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
  return ['script', '-qefc', `stty raw -echo; tty; exec ${quoted}`, '/dev/null'];
}

async function firstLine(stream: Readable): Promise<string> {
  let read = Buffer.alloc(0);
  while (!read.includes(10)) {
    const [chunk] = (await once(stream, 'data')) as [Buffer];
    stream.pause();
    read = Buffer.concat([read, chunk]);
    if (!read.includes(10)) stream.resume();
  }
  const end = read.indexOf(10);
  stream.unshift(read.subarray(end + 1));
  return read.subarray(0, end).toString().trim();
}

/** @returns what podman said of a failure, which is not passed on */
async function passOn(from: Readable, to: Writable): Promise<string | undefined> {
  let failure: string | undefined;
  for await (const chunk of from as AsyncIterable<Buffer>) {
    if (chunk.length < 4096 && FAILURE.test(chunk.toString())) failure = chunk.toString();
    else if (!to.write(chunk)) await once(to, 'drain');
  }
  return failure;
}

/** Nodes of EKS have runc. */
function inWordsOfRunc(failure: string): string {
  const [, program] = NOT_FOUND.exec(failure) ?? [];
  const why =
    program === undefined
      ? failure.trim().replace(/^Error: /, '')
      : `exec: "${program}": executable file not found in $PATH`;
  return `OCI runtime exec failed: exec failed: unable to start container process: ${why}`;
}
