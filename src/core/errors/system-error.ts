import * as l10n from '@vscode/l10n';
import { userError } from './catalogue';
import { FILE_SYSTEM_ERRORS } from './file-system';
import { UserError } from './user-error';

type FileSystemError = keyof typeof FILE_SYSTEM_ERRORS;

/** What each code of the operating system means for a file: errno(3), and for each call its own page. */
const MEANING: ReadonlyMap<string, FileSystemError> = new Map<string, FileSystemError>([
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-quota'],
  ['EROFS', 'disk-read-only'],
  ['EIO', 'disk-failing'],
  ['ESTALE', 'disk-failing'], // the server of a network file system has forgotten the file
  ['ENXIO', 'disk-failing'],
  ['ENODEV', 'disk-failing'],
  ['EMFILE', 'too-many-open-files'], // of this process
  ['ENFILE', 'too-many-open-files'], // of the machine
  ['EBUSY', 'file-busy'],
  ['ETXTBSY', 'file-busy'],
  ['EACCES', 'file-denied'],
  ['EPERM', 'file-denied'],
  ['ENAMETOOLONG', 'path-too-long'],
  ['ELOOP', 'path-loops'],
  ['ENOTDIR', 'path-not-folder'],
  ['EEXIST mkdir', 'path-not-folder'], // a file is where the folder should be
  ['EISDIR', 'path-is-folder'],
]);

/** Calls that fail for other reasons with the same codes: a connection, a program, the limit of watched files. */
const NOT_ABOUT_FILES = /^(connect|bind|listen|accept|getaddrinfo|getsockname|send|recv|spawn|kill|watch)/;

/**
 * What the operating system refuses about a file is the user's to put right, not a bug.
 * @param path to name where the error names none
 * @returns `undefined` where the error is not about a file
 */
export function explainSystemError(error: unknown, path?: string): UserError | undefined {
  if (!isSystemError(error) || NOT_ABOUT_FILES.test(error.syscall)) return undefined;
  const named = path ?? error.path;
  const code = MEANING.get(error.code) ?? MEANING.get(`${error.code} ${error.syscall}`);
  if (code === undefined && named === undefined) return undefined;
  const explained =
    code === undefined
      ? userError('file-unusable', { path: named ?? '', detail: error.message })
      : userError(code, { path: named ?? l10n.t('a file') });
  explained.cause = error;
  return explained;
}

/** As Node reports it: https://nodejs.org/api/errors.html#class-systemerror */
interface SystemError extends Error {
  readonly code: string;
  readonly syscall: string;
  /** Absent where a file was open already. */
  readonly path?: string;
}

function isSystemError(error: unknown): error is SystemError {
  return (
    error instanceof Error &&
    typeof (error as Partial<SystemError>).code === 'string' &&
    typeof (error as Partial<SystemError>).syscall === 'string'
  );
}

/** Whether it is a refusal of the file system: an operation waits, since it is no failure of the cluster's. */
export function isFileSystemError(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && (Object.hasOwn(FILE_SYSTEM_ERRORS, code) || code === 'file-unusable');
}

const TEMPORARY: readonly (string | undefined)[] = [
  'disk-full',
  'disk-quota',
  'too-many-open-files',
  'file-busy',
] satisfies readonly FileSystemError[];

/** Whether it may well be over in a moment, without a change of the path or of permissions. */
export function isTemporary(error: unknown): boolean {
  return TEMPORARY.includes(codeOf(error));
}

function codeOf(error: unknown): string | undefined {
  return (error instanceof UserError ? error : explainSystemError(error))?.code;
}
