import { randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type * as Editor from '../core/kubeconfig/index';
import { writeAtomically } from './atomic-write';
import { readTextFile } from './edit-file';
import { makeFolder } from './make-folder';

/** VS Code brings terminals back when it starts again, and says of none that it will not. */
const KEPT_MS = 90 * 24 * 60 * 60 * 1_000;

/** `terminals/<id>.yaml`: for each terminal of a cluster, the context that kubectl uses there. */
export class TerminalChoices {
  /** @param editor what knows YAML, loaded when it is needed */
  constructor(
    private readonly folder: string,
    private readonly editor: () => Promise<typeof Editor>,
    private readonly now: () => number,
  ) {}

  /** @returns the path of the new file, for this user alone */
  async add(context: string): Promise<string> {
    await makeFolder(this.folder);
    await this.removeStale();
    const path = join(this.folder, `${randomUUID()}.yaml`);
    await writeAtomically(path, (await this.editor()).currentContextText(context));
    return path;
  }

  /** What a tool such as `kubectl config set-cluster` has added to it is the user's. */
  async remove(path: string): Promise<'removed' | 'kept'> {
    if ((await this.editor()).hasMoreThanCurrentContext(await readTextFile(path))) return 'kept';
    await rm(path, { force: true });
    return 'removed';
  }

  private async removeStale(): Promise<void> {
    for (const name of await readdir(this.folder)) {
      const path = join(this.folder, name);
      // Another window may have removed it in between; what cannot be read is nothing to remove.
      const isStale = await stat(path).then(
        ({ mtimeMs }) => this.now() - mtimeMs > KEPT_MS,
        () => false,
      );
      if (isStale) await this.remove(path).catch(() => 'kept');
    }
  }
}
