import * as l10n from '@vscode/l10n';
import type { ErrorText } from './error-text';

/** What the operating system answers when a file can't be read or written. */
export const FILE_SYSTEM_ERRORS = {
  'disk-full': (p: { path: string }) => ({
    message: l10n.t('The disk is full. {0} could not be written.', p.path),
    remedy: l10n.t('Free some space on that disk. An operation in progress continues by itself.'),
  }),
  'disk-quota': (p: { path: string }) => ({
    message: l10n.t('Your disk quota is used up. {0} could not be written.', p.path),
    remedy: l10n.t('Delete files that you no longer need. An operation in progress continues by itself.'),
  }),
  'disk-read-only': (p: { path: string }) => ({
    message: l10n.t('{0} is on a file system that is mounted read-only.', p.path),
    remedy: l10n.t('Make the file system writable, then try again.'),
  }),
  'disk-failing': (p: { path: string }) => ({
    message: l10n.t('The disk did not read or write {0}: input/output error.', p.path),
    remedy: l10n.t('Check the disk or the network drive, then try again.'),
  }),
  'too-many-open-files': (p: { path: string }) => ({
    message: l10n.t('{0} could not be opened because too many files are open.', p.path),
    remedy: l10n.t('Close some programs, or raise the limit of open files, then try again.'),
  }),
  'file-busy': (p: { path: string }) => ({
    message: l10n.t('{0} is in use by another program.', p.path),
    remedy: l10n.t('Close the program that uses it, then try again.'),
  }),
  'file-denied': (p: { path: string }) => ({
    message: l10n.t('You do not have permission to read or write {0}.', p.path),
    remedy: l10n.t('Check the permissions of the file and its folder, then try again.'),
  }),
  'path-too-long': (p: { path: string }) => ({
    message: l10n.t('The path {0} is too long for this file system.', p.path),
    remedy: l10n.t('Choose a shorter path, then try again.'),
  }),
  'path-loops': (p: { path: string }) => ({
    message: l10n.t('The symbolic links in {0} lead in a circle.', p.path),
    remedy: l10n.t('Correct the links, or choose another path, then try again.'),
  }),
  'path-not-folder': (p: { path: string }) => ({
    message: l10n.t('{0} cannot be reached because a part of its path is a file, not a folder.', p.path),
    remedy: l10n.t('Rename that file, or choose another path, then try again.'),
  }),
  'path-is-folder': (p: { path: string }) => ({
    message: l10n.t('{0} is a folder, not a file.', p.path),
    remedy: l10n.t('Rename the folder, or choose another path, then try again.'),
  }),
} as const satisfies Readonly<Record<string, (p: { path: string }) => ErrorText>>;
