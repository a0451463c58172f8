import { strictEqual } from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { Unchanged } from '../../../src/files/unchanged';
import { temporaryFolder } from './temporary-folder';

describe('Unchanged', () => {
  const at = temporaryFolder();
  let made = 0;
  const make = () => Promise.resolve(++made);

  beforeEach(() => (made = 0));

  it('makes once what it makes of a file that looks the same', async () => {
    const values = new Unchanged<number>();
    // Node itself is older than the clock of any disk can hide.
    for (let event = 0; event < 3; event++) strictEqual(await values.of(process.execPath, '', make), 1);
    strictEqual(await values.of(process.execPath, 'another thing', make), 2);
  });

  it('makes it again of a file that was written just now, and of none', async () => {
    const values = new Unchanged<number>();
    await writeFile(at('young'), '');
    for (const name of ['young', 'none']) {
      made = 0;
      for (const value of [1, 2]) strictEqual(await values.of(at(name), '', make), value);
    }
  });
});
