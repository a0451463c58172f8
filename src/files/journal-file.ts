import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Operation } from '../core/operation/operation';
import { writeAtomically } from './atomic-write';
import { hasCode } from './node-error';
import { isNewer, parseOperation, serializeOperation } from './parse-operation';
import { readRegularFile, UNREADABLE } from './read-regular-file';

/** An operation has some kilobytes. */
const LARGEST_BYTES = 1_000_000;

/** What an operation's file turns out to be. */
export type JournalFile =
  | { readonly kind: 'operation'; readonly operation: Operation }
  /** Another window has ended it, or put it aside, in this moment. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'damaged' }
  /** Of a later version of this extension, which another VS Code of this machine may have. */
  | { readonly kind: 'newer' }
  /** Not this user's. */
  | { readonly kind: 'foreign' };

export async function readJournalFile(path: string): Promise<JournalFile> {
  try {
    const found = await stat(path);
    // Windows has no such number; there a file of another user's cannot be read.
    if (process.getuid && found.uid !== process.getuid()) return { kind: 'foreign' };
    const bytes = await readRegularFile(path, LARGEST_BYTES);
    return parse(bytes.toString('utf8'), basename(path, '.json'));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return { kind: 'gone' };
    if (hasCode(error, ...UNREADABLE)) return { kind: 'damaged' };
    if (hasCode(error, 'EACCES', 'EPERM')) return { kind: 'foreign' };
    throw error;
  }
}

export async function writeJournalFile(folder: string, operation: Operation): Promise<void> {
  await writeAtomically(join(folder, `${operation.id}.json`), serializeOperation(operation));
}

/** @param id that the file's name claims: another one in it would be written to another file */
function parse(text: string, id: string): JournalFile {
  const operation = parseOperation(text);
  if (operation) return operation.id === id ? { kind: 'operation', operation } : { kind: 'damaged' };
  return isNewer(text) ? { kind: 'newer' } : { kind: 'damaged' };
}
