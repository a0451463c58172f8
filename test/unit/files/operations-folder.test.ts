import { strictEqual } from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OperationsFolder } from '../../../src/files/operations-folder';

describe('The folder of operations, before there is a journal', () => {
  let storage: string;
  let folder: OperationsFolder;
  const begin = () => writeFile(join(storage, 'operations', 'op-1.json'), '{}');
  const report = (error: unknown) => {
    throw error;
  };

  beforeEach(async () => {
    storage = await mkdtemp(join(tmpdir(), 'operations-folder-'));
    folder = new OperationsFolder(storage, report);
  });
  afterEach(() => rm(storage, { recursive: true, force: true }));

  it('is not in use while it is missing', async () => {
    strictEqual(await folder.isInUse(), false);
  });

  it('is not in use while there is only an unfinished file in it', async () => {
    await mkdir(join(storage, 'operations'));
    await writeFile(join(storage, 'operations', 'op-1.json.tmp'), '');
    strictEqual(await folder.isInUse(), false);
  });

  it('is in use while it holds an operation, whatever is in its file', async () => {
    await mkdir(join(storage, 'operations'));
    await begin();
    strictEqual(await folder.isInUse(), true);
  });

  it('counts as in use where it cannot be read, for the journal to report that', async () => {
    await writeFile(join(storage, 'operations'), 'a file in its place');
    strictEqual(await folder.isInUse(), true);
  });

  it('tells of an operation that another window begins, also where it was missing', async () => {
    const changes = new EventEmitter();
    const change = once(changes, 'change');
    const watching = await folder.watch(() => changes.emit('change'));
    await begin();
    await change;
    watching.dispose();
    strictEqual(await folder.isInUse(), true);
  });
});
