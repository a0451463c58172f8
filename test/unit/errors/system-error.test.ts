import { doesNotMatch, match, strictEqual } from 'node:assert/strict';
import { toUserError } from '../../../src/core/errors/to-user-error';
import { explainSystemError, isFileSystemError } from '../../../src/core/errors/system-error';

/** The codes of a file system that users meet, and the call that reports each. */
const CODES = [
  ['ENOSPC', 'write', 'disk-full'],
  ['EDQUOT', 'write', 'disk-quota'],
  ['EROFS', 'open', 'disk-read-only'],
  ['EIO', 'read', 'disk-failing'],
  ['ESTALE', 'stat', 'disk-failing'],
  ['EMFILE', 'open', 'too-many-open-files'],
  ['ENFILE', 'open', 'too-many-open-files'],
  ['EBUSY', 'rename', 'file-busy'],
  ['EACCES', 'open', 'file-denied'],
  ['EPERM', 'unlink', 'file-denied'],
  ['ENAMETOOLONG', 'open', 'path-too-long'],
  ['ELOOP', 'realpath', 'path-loops'],
  ['ENOTDIR', 'mkdir', 'path-not-folder'],
  ['EEXIST', 'mkdir', 'path-not-folder'],
  ['EISDIR', 'read', 'path-is-folder'],
  ['ENOTEMPTY', 'rmdir', 'file-unusable'],
] as const;

function systemError(code: string, syscall: string, path?: string): Error {
  return Object.assign(new Error(`${code}: words of the system, ${syscall}`), { code, syscall, path });
}

describe('An error of the file system', () => {
  for (const [code, syscall, expected] of CODES) {
    it(`is not reported as a bug: ${code} of ${syscall}`, () => {
      const explained = toUserError(systemError(code, syscall, '/home/ann/.kube/config'));
      strictEqual(explained.code, expected);
      match(explained.message, /\/home\/ann\/\.kube\/config/);
      match(explained.remedy, /\S+.*\.$/);
      doesNotMatch(explained.remedy, /bug/);
      strictEqual(isFileSystemError(explained), true);
    });
  }

  it('keeps the system’s message for the log', () => {
    const error = systemError('ENOSPC', 'write');
    strictEqual(toUserError(error).cause, error);
  });

  it('names the intended file if the system names none', () => {
    match(explainSystemError(systemError('ENOSPC', 'write'), '/tmp/a')?.message ?? '', /\/tmp\/a/);
  });

  for (const [code, syscall] of [
    ['EACCES', 'connect'],
    ['EMFILE', 'spawn git'],
    ['ENOSPC', 'watch'],
    ['ECONNRESET', 'read'],
  ] as const) {
    it(`does not include ${code} of ${syscall}`, () => {
      strictEqual(explainSystemError(systemError(code, syscall)), undefined);
      strictEqual(isFileSystemError(systemError(code, syscall)), false);
    });
  }
});
