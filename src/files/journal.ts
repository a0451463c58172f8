import { watch } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Choice } from '../core/operation/choice';
import type { Operation } from '../core/operation/operation';
import { parseOperation } from './parse-operation';
import type { Journal } from '../core/ports/journal';
import { writeAtomically } from './atomic-write';
import { hasCode } from './node-error';

/** How many operations that have ended are kept. */
const HISTORY = 100;

const SETTLED_MS = 300;

/** `operations/<id>.json` for what is under way, `history/<id>.json` for what has ended. */
export class FileJournal implements Journal {
  private readonly operations: string;
  private readonly history: string;
  private readonly choices: string;

  constructor(
    storage: string,
    private readonly warn: (line: string) => void,
  ) {
    this.operations = join(storage, 'operations');
    this.history = join(storage, 'history');
    this.choices = join(storage, 'choices');
  }

  async save(operation: Operation): Promise<void> {
    await write(this.operations, operation);
  }

  async load(): Promise<readonly Operation[]> {
    const files = await jsonFiles(this.operations);
    const operations = await Promise.all(files.map((file) => this.read(join(this.operations, file))));
    return operations.filter((o) => o !== undefined).toSorted((a, b) => a.startedAt - b.startedAt);
  }

  /** In the history before it leaves those under way: killed in between, it is read and ended once more. */
  async end(operation: Operation): Promise<void> {
    await write(this.history, operation);
    await rm(join(this.operations, `${operation.id}.json`), { force: true });
    await this.forgetChoice(operation.id);
    await this.prune();
  }

  async ended(): Promise<readonly Operation[]> {
    const files = await jsonFiles(this.history);
    const texts = await Promise.all(files.map((file) => readFile(join(this.history, file), 'utf8')));
    return texts.map(parseOperation).filter((operation) => operation !== undefined);
  }

  async choose(operationId: string, choice: Choice): Promise<void> {
    await mkdir(this.choices, { recursive: true, mode: 0o700 });
    await writeAtomically(this.choiceFile(operationId), JSON.stringify(choice));
  }

  async choice(operationId: string): Promise<Choice | undefined> {
    try {
      return JSON.parse(await readFile(this.choiceFile(operationId), 'utf8')) as Choice;
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return undefined;
      throw error;
    }
  }

  async forgetChoice(operationId: string): Promise<void> {
    await rm(this.choiceFile(operationId), { force: true });
  }

  private choiceFile(operationId: string): string {
    return join(this.choices, `${operationId}.json`);
  }

  async watch(onChange: () => void): Promise<{ dispose(): void }> {
    const folders = [this.operations, this.choices];
    await Promise.all(folders.map((folder) => mkdir(folder, { recursive: true, mode: 0o700 })));
    let pending: NodeJS.Timeout | undefined;
    // One save is several changes of the folder: a temporary file, and its renaming.
    const changed = () => {
      clearTimeout(pending);
      pending = setTimeout(onChange, SETTLED_MS);
    };
    const watchers = folders.map((folder) => watch(folder, changed));
    return {
      dispose: () => {
        clearTimeout(pending);
        for (const watcher of watchers) watcher.close();
      },
    };
  }

  private async read(path: string): Promise<Operation | undefined> {
    try {
      const operation = parseOperation(await readFile(path, 'utf8'));
      if (operation) return operation;
      // Evidence of what may exist in AWS, so it is kept.
      await rename(path, `${path}.damaged`);
      this.warn(`The operation ${path} is damaged and was kept as ${path}.damaged.`);
    } catch (error) {
      // Another window has ended it, or put it aside, in this moment.
      if (!hasCode(error, 'ENOENT')) throw error;
    }
    return undefined;
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
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeAtomically(join(folder, `${operation.id}.json`), `${JSON.stringify(operation, null, 2)}\n`);
}

async function jsonFiles(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json'));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}
