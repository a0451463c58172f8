import { execFile } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { promisify } from 'node:util';
import { findExecutable, type Environment } from './find-executable';

const TIME_LIMIT_MS = 10_000;

/** Git has the file in its index. A file outside of any repository has no one to be shared with by a commit. */
export async function isTracked(path: string, env: Environment): Promise<boolean> {
  const git = await findExecutable('git', env);
  if (git === undefined) return false;
  const args = [...HARMLESS, 'ls-files', '--error-unmatch', '--', basename(path)];
  try {
    await promisify(execFile)(git, args, { cwd: dirname(path), env: { ...env }, timeout: TIME_LIMIT_MS });
    return true;
  } catch {
    return false;
  }
}

/**
 * A repository's own configuration may name a program to run for its index. Nothing of it runs, so that it may also
 * belong to another user, as a mounted folder does.
 */
const HARMLESS = ['--literal-pathspecs', '-c', 'core.fsmonitor=false', '-c', 'safe.directory=*'];
