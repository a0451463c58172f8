import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Decision } from '../core/operation/operation';
import { writeAtomically } from './atomic-write';
import { makeFolder } from './make-folder';
import { hasCode } from './node-error';
import { parseDecision } from './parse-operation';
import { readRegularFile, UNREADABLE } from './read-regular-file';
import { setAside } from './set-aside';

/** What a decision's file turns out to be. */
export type DecisionFile =
  | { readonly kind: 'decision'; readonly decision: Decision }
  /** None was made, or it is not this user's. */
  | { readonly kind: 'none' }
  | { readonly kind: 'damaged'; /** Where it is now. */ readonly kept: string };

/**
 * `choices/<operation id>.json`: what the user wants done, until the window that runs the operation has recorded it.
 */
export class PendingDecisions {
  constructor(readonly folder: string) {}

  async save(operationId: string, decision: Decision): Promise<void> {
    await makeFolder(this.folder);
    await writeAtomically(this.path(operationId), JSON.stringify(decision));
  }

  /** A damaged one is kept under another name: the user sees the operation as it was, and chooses again. */
  async read(operationId: string): Promise<DecisionFile> {
    const path = this.path(operationId);
    try {
      const decision = parseDecision((await readRegularFile(path)).toString('utf8'));
      if (decision) return { kind: 'decision', decision };
    } catch (error) {
      if (hasCode(error, 'ENOENT', 'EACCES', 'EPERM')) return { kind: 'none' };
      if (!hasCode(error, ...UNREADABLE)) throw error;
    }
    const kept = await setAside(path).catch(() => path);
    return kept === undefined ? { kind: 'none' } : { kind: 'damaged', kept };
  }

  async forget(operationId: string): Promise<void> {
    await rm(this.path(operationId), { force: true });
  }

  private path(operationId: string): string {
    return join(this.folder, `${operationId}.json`);
  }
}
