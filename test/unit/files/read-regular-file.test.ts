import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { PendingDecisions } from '../../../src/files/pending-decisions';
import { editTextFile, readTextFile } from '../../../src/files/edit-file';
import { readJournalFile } from '../../../src/files/journal-file';
import { LARGEST_TEXT_BYTES, readRegularFile } from '../../../src/files/read-regular-file';
import { temporaryFolder } from './temporary-folder';

describe('readRegularFile', () => {
  const at = temporaryFolder();

  it('reads a file, also through a link', async () => {
    await writeFile(at('config'), 'a');
    await symlink('config', at('link'));
    for (const name of ['config', 'link']) strictEqual((await readRegularFile(at(name))).toString(), 'a');
  });

  it('reads a file of just the limit, and none of a byte more', async () => {
    await writeFile(at('config'), 'abc');
    strictEqual((await readRegularFile(at('config'), 3)).toString(), 'abc');
    await rejects(readRegularFile(at('config'), 2), { code: 'file-too-large' });
  });

  it('passes on that there is no file', async () => {
    await rejects(readRegularFile(at('config')), { code: 'ENOENT' });
  });

  /** What a link in a repository may lead to, and why it is not read. */
  const TRAPS: Readonly<Record<string, readonly [make: (path: string) => Promise<unknown>, code: string]>> = {
    'an endless device': [(path) => symlink('/dev/zero', path), 'file-not-regular'],
    'a FIFO': [fifo, 'file-not-regular'],
    'a folder': [(path) => mkdir(path), 'path-is-folder'],
    'a file of 5 GB': [sparse, 'file-too-large'],
  };

  for (const [what, [make, code]] of Object.entries(TRAPS)) {
    it(`does not read ${what}`, async () => {
      await make(at('trap'));
      await rejects(readRegularFile(at('trap')), { code });
    });

    it(`is how kubeconfigs, AWS configs, journals and choices are read: not from ${what}`, async () => {
      await make(at('trap.json'));
      const path = at('trap.json');
      await rejects(readTextFile(path), { code });
      await rejects(
        editTextFile(path, () => ({ kind: 'edited', text: 'b' })),
        { code },
      );
      deepStrictEqual(await readJournalFile(path), { kind: 'damaged' });
      strictEqual((await new PendingDecisions(at()).read('trap')).kind, 'damaged');
    });
  }

  it('is needed: /dev/zero gives as much as anybody reads', async () => {
    const canary = createReadStream('/dev/zero', { end: LARGEST_TEXT_BYTES });
    let length = 0;
    for await (const chunk of canary) length += (chunk as Buffer).length;
    strictEqual(length, LARGEST_TEXT_BYTES + 1);
  });
});

function fifo(path: string): Promise<void> {
  execFileSync('mkfifo', [path]);
  return Promise.resolve();
}

async function sparse(path: string): Promise<void> {
  await writeFile(path, '');
  await truncate(path, 5_000_000_000);
}
