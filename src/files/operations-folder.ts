import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../core/background';
import { makeFolder } from './make-folder';
import { hasCode } from './node-error';
import { nodeMeans, watchFolder } from './watch-folder';

/** Where the journal keeps what is in progress, as far as a window asks that has nothing else to do with it. */
export class OperationsFolder {
  private readonly path: string;

  constructor(
    storage: string,
    private readonly report: Report,
  ) {
    this.path = join(storage, 'operations');
  }

  /** Whether there may be an operation in progress. It reads none: this is asked whenever a window is opened. */
  async isInUse(): Promise<boolean> {
    try {
      return (await readdir(this.path)).some((name) => name.endsWith('.json'));
    } catch (error) {
      // The journal says what is wrong with it.
      return !hasCode(error, 'ENOENT');
    }
  }

  /** Another window may begin an operation. */
  async watch(onChange: () => void): Promise<{ dispose(): void }> {
    // On a disk that takes nothing it is missing for now, and looked for again.
    await makeFolder(this.path).catch(() => undefined);
    return watchFolder(this.path, onChange, nodeMeans(this.report));
  }
}
