import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict';
import {
  chmod,
  mkdir,
  readdir,
  readFile,
  readlink,
  realpath,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { writeAtomically } from '../../../src/files/atomic-write';
import { realTarget } from '../../../src/files/real-path';
import { OtherProcess } from './other-process';
import { temporaryFolder } from './temporary-folder';

describe('writeAtomically', () => {
  const at = temporaryFolder();

  it('makes a new file that only the user may read', async () => {
    await writeAtomically(at('config'), 'new');
    strictEqual(await readFile(at('config'), 'utf8'), 'new');
    strictEqual(await modeOf(at('config')), 0o600);
    deepStrictEqual(await readdir(at()), ['config']);
  });

  it('keeps the mode of a file that is there', async () => {
    await writeFile(at('config'), 'old');
    await chmod(at('config'), 0o644);
    await writeAtomically(at('config'), 'new');
    strictEqual(await modeOf(at('config')), 0o644);
  });

  it('writes the file behind links, and keeps those', async () => {
    await mkdir(at('dotfiles'));
    await writeFile(at('dotfiles', 'config'), 'old');
    await symlink('dotfiles/config', at('link'));
    await symlink(at('link'), at('link-to-link'));
    await writeAtomically(at('link-to-link'), 'new');
    strictEqual(await readFile(at('dotfiles', 'config'), 'utf8'), 'new');
    strictEqual(await readlink(at('link')), 'dotfiles/config');
    strictEqual(await readlink(at('link-to-link')), at('link'));
  });

  it('takes no file for a link to nothing that another window makes at that moment', async () => {
    for (let round = 0; round < 200; round += 1) {
      const path = at(`file-${round}`);
      const [target] = await Promise.all([realTarget(path), writeFile(path, '')]);
      strictEqual(target, await realpath(path));
    }
  });

  it('refuses a link to nothing', async () => {
    await symlink(at('nothing'), at('link'));
    await rejects(writeAtomically(at('link'), 'new'), { code: 'file-link-dangling' });
    deepStrictEqual(await readdir(at()), ['link']);
  });

  it('leaves nothing behind when the file cannot be replaced', async () => {
    await mkdir(at('config'));
    await rejects(writeAtomically(at('config'), 'new'));
    deepStrictEqual(await readdir(at()), ['config']);
  });

  it('leaves the old or the new, never half, when its process is killed', async () => {
    const [old, next] = ['a'.repeat(3_000_000), 'b'.repeat(3_000_000)];
    await writeFile(at('config'), old);
    for (const linesBeforeKill of [1, 2, 3]) {
      const other = OtherProcess.start(`
        const { writeAtomically } = load('files/atomic-write');
        for (let i = 0; ; i++) {
          say('writing');
          await writeAtomically(${JSON.stringify(at('config'))}, (i % 2 ? 'a' : 'b').repeat(3_000_000));
        }`);
      for (let i = 0; i < linesBeforeKill; i++) await other.line();
      await other.kill();
      const found = await readFile(at('config'), 'utf8');
      ok(found === old || found === next, `${found.length} characters`);
    }
  });
});

async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}
