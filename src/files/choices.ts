import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Choice } from '../core/operation/choice';
import { writeAtomically } from './atomic-write';
import { hasCode } from './node-error';
import { parseChoice } from './parse-operation';
import { readRegularFile, UNREADABLE } from './read-regular-file';

/** `choices/<operation id>.json`: what the user wants done, until whoever drives the operation has recorded it. */
export class Choices {
  constructor(readonly folder: string) {}

  async save(operationId: string, choice: Choice): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await writeAtomically(this.path(operationId), JSON.stringify(choice));
  }

  /** One that cannot be read is none: the user sees the operation as it was, and chooses again. */
  async read(operationId: string): Promise<Choice | undefined> {
    try {
      return parseChoice((await readRegularFile(this.path(operationId))).toString('utf8'));
    } catch (error) {
      if (hasCode(error, 'ENOENT', 'EACCES', 'EPERM', ...UNREADABLE)) return undefined;
      throw error;
    }
  }

  async forget(operationId: string): Promise<void> {
    await rm(this.path(operationId), { force: true });
  }

  private path(operationId: string): string {
    return join(this.folder, `${operationId}.json`);
  }
}
