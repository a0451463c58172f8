import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../core/background';
import { userError } from '../core/errors/catalogue';
import type { UserError } from '../core/errors/user-error';
import type { Decision, Operation } from '../core/operation/operation';
import type { Journal } from '../core/ports/journal';
import { PendingDecisions } from './pending-decisions';
import { readJournalFile, writeJournalFile } from './journal-file';
import { makeFolder } from './make-folder';
import { hasCode } from './node-error';
import { setAside } from './set-aside';
import { nodeMeans, watchFolder, type WatchMeans } from './watch-folder';

/** How many operations that have ended are kept. */
const HISTORY = 100;

const SETTLED_MS = 300;

/** `operations/<id>.json` for what is in progress, `history/<id>.json` for what has ended. */
export class FileJournal implements Journal {
  private readonly operations: string;
  private readonly history: string;
  private readonly decisions: PendingDecisions;
  private readonly told = new Set</* path */ string>();

  /** @param tell is told once of each operation that cannot be gone on with */
  constructor(
    storage: string,
    private readonly tell: Report,
    private readonly means: WatchMeans = nodeMeans(tell),
  ) {
    this.operations = join(storage, 'operations');
    this.history = join(storage, 'history');
    this.decisions = new PendingDecisions(join(storage, 'choices'));
  }

  async save(operation: Operation): Promise<void> {
    await write(this.operations, operation);
  }

  async load(): Promise<readonly Operation[]> {
    const files = await jsonFiles(this.operations);
    const operations = await Promise.all(files.map((file) => this.read(join(this.operations, file))));
    return operations.filter((o) => o !== undefined).toSorted((a, b) => a.startedAt - b.startedAt);
  }

  /** In the history before it leaves those in progress: killed in between, it is read and ended once more. */
  async end(operation: Operation): Promise<void> {
    await write(this.history, operation);
    const path = join(this.operations, `${operation.id}.json`);
    await rm(path, { force: true });
    const { removeLeftovers } = await import('./unfinished-writes');
    await removeLeftovers(path);
    await this.forgetDecision(operation.id);
    await this.prune();
  }

  /** What cannot be read there is safe to ignore. */
  async ended(): Promise<readonly Operation[]> {
    const files = await jsonFiles(this.history);
    const read = await Promise.all(files.map((file) => readJournalFile(join(this.history, file))));
    return read.flatMap((file) => (file.kind === 'operation' ? [file.operation] : []));
  }

  saveDecision(operationId: string, decision: Decision): Promise<void> {
    return this.decisions.save(operationId, decision);
  }

  async readDecision(operationId: string): Promise<Decision | undefined> {
    const file = await this.decisions.read(operationId);
    switch (file.kind) {
      case 'decision':
        return file.decision;
      case 'none':
        return undefined;
      case 'damaged':
        this.tellOnce(file.kept, userError('decision-damaged', { path: file.kept }));
        return undefined;
    }
  }

  forgetDecision(operationId: string): Promise<void> {
    return this.decisions.forget(operationId);
  }

  async watch(onChange: () => void): Promise<{ dispose(): void }> {
    const folders = [this.operations, this.decisions.folder];
    // On a disk that takes nothing they are missing for now, and looked for again.
    await Promise.allSettled(folders.map(makeFolder));
    let pending: NodeJS.Timeout | undefined;
    // One save is several changes of the folder: a temporary file, and its renaming.
    const changed = () => {
      clearTimeout(pending);
      pending = setTimeout(onChange, SETTLED_MS);
    };
    const watchers = await Promise.all(folders.map((folder) => watchFolder(folder, changed, this.means)));
    return {
      dispose: () => {
        clearTimeout(pending);
        for (const watcher of watchers) watcher.dispose();
      },
    };
  }

  private async read(path: string): Promise<Operation | undefined> {
    const file = await readJournalFile(path);
    switch (file.kind) {
      case 'operation':
        return file.operation;
      case 'gone':
        return undefined;
      case 'damaged': {
        // Evidence of what may exist in AWS, also where it cannot be renamed.
        const kept = await setAside(path).catch(() => path);
        if (kept !== undefined) this.tellOnce(path, userError('operation-damaged', { path: kept }));
        return undefined;
      }
      // Where they are, for a version that can continue them.
      case 'newer':
        this.tellOnce(path, userError('operation-newer', { path }));
        return undefined;
      case 'foreign':
        this.tellOnce(path, userError('operation-foreign', { path }));
        return undefined;
    }
  }

  private tellOnce(path: string, error: UserError): void {
    if (this.told.has(path)) return;
    this.told.add(path);
    this.tell(error);
  }

  private async prune(): Promise<void> {
    const files = await jsonFiles(this.history);
    if (files.length <= HISTORY) return;
    const dated = await Promise.all(files.map((file) => this.dated(join(this.history, file))));
    const oldestFirst = dated.toSorted((a, b) => a.endedAt - b.endedAt);
    await Promise.all(oldestFirst.slice(0, -HISTORY).map(({ path }) => rm(path, { force: true })));
  }

  private async dated(path: string): Promise<{ path: string; endedAt: number }> {
    return { path, endedAt: (await stat(path)).mtimeMs };
  }
}

async function write(folder: string, operation: Operation): Promise<void> {
  await makeFolder(folder);
  await writeJournalFile(folder, operation);
}

async function jsonFiles(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json'));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}
