import { deepStrictEqual, match, rejects, strictEqual } from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { editTextFile, readTextFile } from '../../../src/files/edit-file';
import { OtherProcess } from './other-process';
import { temporaryFolder } from './temporary-folder';

const append = (line: string) => (text: string) => ({ kind: 'edited', text: text + line }) as const;

describe('editTextFile', () => {
  const at = temporaryFolder();

  it('makes the file and its folders for the user alone', async () => {
    await editTextFile(at('.kube', 'config'), append('a'));
    strictEqual(await readTextFile(at('.kube', 'config')), 'a');
    strictEqual((await stat(at('.kube'))).mode & 0o777, 0o700);
    deepStrictEqual(await readdir(at('.kube')), ['config']);
  });

  it('writes nothing when the edit has nothing to write', async () => {
    const refused = await editTextFile(at('config'), () => ({ kind: 'refused' }));
    deepStrictEqual(refused, { kind: 'refused' });
    await editTextFile(at('config'), (text) => ({ kind: 'unchanged', text }));
    deepStrictEqual(await readdir(at()), []);
  });

  it('does not touch a file that stays as it is', async () => {
    await writeFile(at('config'), 'a');
    const before = await stat(at('config'));
    await editTextFile(at('config'), append(''));
    strictEqual((await stat(at('config'))).ino, before.ino);
  });

  it('keeps a byte order mark', async () => {
    await writeFile(at('config'), '\uFEFFa');
    await editTextFile(at('config'), append('b'));
    strictEqual(await readFile(at('config'), 'utf8'), '\uFEFFab');
  });

  it('refuses bytes that are not UTF-8, and leaves them', async () => {
    const latin1 = Buffer.from('name: M\xfcller\n', 'latin1');
    await writeFile(at('config'), latin1);
    await rejects(editTextFile(at('config'), append('b')), { code: 'file-not-text' });
    deepStrictEqual(await readFile(at('config')), latin1);
  });

  it('says what the system refuses', async () => {
    await writeFile(at('config'), 'a');
    const below = editTextFile(at('config', 'config'), append('b'));
    await rejects(below, { code: 'path-not-folder' });
    await rejects(readTextFile(at('a\0b')), { code: 'file-unusable', message: /null bytes/ });
  });

  it('leaves a file as it was on a full disk, and nothing beside it', async () => {
    await writeFile(at('config'), 'a');
    const other = OtherProcess.start(`
      const fs = require('node:fs/promises');
      const { open } = fs;
      fs.open = async (path, ...rest) => {
        const file = await open(path, ...rest);
        const { writeFile } = file;
        file.writeFile = async (content) => {
          await writeFile.call(file, content.slice(0, 1));
          throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' });
        };
        return file;
      };
      require('node:module').syncBuiltinESMExports();
      const { editTextFile } = load('files/edit-file');
      const edit = editTextFile(${JSON.stringify(at('config'))}, (text) => ({ kind: 'edited', text: text + 'bc' }));
      await edit.catch(({ code, message }) => say(code + ' ' + message));`);
    match(await other.line(), /^disk-full The disk is full/);
    await other.end();
    deepStrictEqual([await readTextFile(at('config')), await readdir(at())], ['a', ['config']]);
  });

  /** What the calls of `fs` say in another process that appends to the file. */
  const withCalls = (calls: string) =>
    OtherProcess.start(`
      const fs = require('node:fs/promises');
      const { open, rename } = fs;
      const fail = (code) => { throw Object.assign(new Error(code + ': made up'), { code, syscall: 'made up' }); };
      ${calls}
      require('node:module').syncBuiltinESMExports();
      const { editTextFile } = load('files/edit-file');
      const edit = editTextFile(${JSON.stringify(at('config'))}, (text) => ({ kind: 'edited', text: text + 'bc' }));
      await edit.then(() => say('written'), ({ code, message }) => say(code + ' ' + message));`);

  for (const code of ['EINVAL', 'EIO', 'EACCES', 'ENOSYS']) {
    it(`has written where only the folder cannot be synced (${code})`, async () => {
      await writeFile(at('config'), 'a');
      const other = withCalls(`
        fs.open = async (path, flags, ...rest) => {
          const file = await open(path, flags, ...rest);
          if (flags === 'r' && (await file.stat()).isDirectory()) file.sync = async () => fail('${code}');
          return file;
        };`);
      strictEqual(await other.line(), 'written');
      strictEqual(await readTextFile(at('config')), 'abc');
    });
  }

  it('puts back what was there when writing in place fails', async () => {
    await writeFile(at('config'), 'a');
    const other = withCalls(`
      fs.rename = async (from, to) => (to.endsWith('config') ? fail('EBUSY') : rename(from, to));
      fs.open = async (path, flags, ...rest) => {
        const file = await open(path, flags, ...rest);
        const { writeFile } = file;
        if (flags === 'r+') file.writeFile = async (content) => {
          await writeFile.call(file, content.slice(0, 2));
          if (content.length > 1) fail('ENOSPC');
        };
        return file;
      };`);
    match(await other.line(), /^disk-full/);
    deepStrictEqual([await readTextFile(at('config')), await readdir(at())], ['a', ['config']]);
  });

  it('ends what a process began that was killed while it wrote in place', async () => {
    await writeFile(at('config'), 'wh');
    await writeFile(at('.config.0123456789ab.eks-tmp.eks-whole'), 'whole');
    await editTextFile(at('config'), append('!'));
    deepStrictEqual([await readTextFile(at('config')), await readdir(at())], ['whole!', ['config']]);
  });

  it('undoes nothing that was written since', async () => {
    await writeFile(at('config'), 'mine');
    await writeFile(at('.config.0123456789ab.eks-tmp.eks-whole'), 'whole');
    await editTextFile(at('config'), append('!'));
    deepStrictEqual([await readTextFile(at('config')), await readdir(at())], ['mine!', ['config']]);
  });

  it('leaves a file that is read-only', async function () {
    await writeFile(at('config'), 'a', { mode: 0o444 });
    // Nothing is read-only for root.
    if (process.getuid?.() === 0) this.skip();
    await rejects(editTextFile(at('config'), append('b')), { code: 'file-denied' });
    strictEqual(await readTextFile(at('config')), 'a');
  });

  it('gives way to a lock that kubectl left behind, and says which', async () => {
    await writeFile(at('config.lock'), '');
    await utimes(at('config.lock'), 1, 1);
    await rejects(editTextFile(at('config'), append('b')), { code: 'file-locked', remedy: /config\.lock/ });
    deepStrictEqual(await readdir(at()), ['config.lock']);
  });

  it('gives way to a lock beside a link, where kubectl takes it, and leaves none', async () => {
    await mkdir(at('dotfiles'));
    await writeFile(at('dotfiles', 'config'), 'a');
    await symlink('dotfiles/config', at('link'));
    await writeFile(at('link.lock'), '');
    await utimes(at('link.lock'), 1, 1);
    await rejects(editTextFile(at('link'), append('b')), { code: 'file-locked', remedy: /link\.lock/ });
    strictEqual(await readTextFile(at('link')), 'a');
    await rm(at('link.lock'));
    await editTextFile(at('link'), append('b'));
    strictEqual(await readTextFile(at('dotfiles', 'config')), 'ab');
    deepStrictEqual(await readdir(at()), ['dotfiles', 'link']);
    deepStrictEqual(await readdir(at('dotfiles')), ['config']);
  });

  it('is not in its own way where a folder is linked', async () => {
    await mkdir(at('real'));
    await symlink('real', at('linked'));
    await editTextFile(at('linked', 'config'), append('a'));
    strictEqual(await readTextFile(at('real', 'config')), 'a');
  });

  it('waits for kubectl to be done', async () => {
    await writeFile(at('config.lock'), '');
    const edit = editTextFile(at('config'), append('b'));
    await writeFile(at('config'), 'a');
    await rm(at('config.lock'));
    await edit;
    strictEqual(await readTextFile(at('config')), 'ab');
  });

  it('clears away what a killed edit left, for it may hold a token', async () => {
    await writeFile(at('.config.0123456789ab.eks-tmp'), 'token');
    await writeFile(at('.config.mine'), 'kept');
    await editTextFile(at('config'), append('a'));
    deepStrictEqual(await readdir(at()), ['.config.mine', 'config']);
  });

  it('loses no edit when processes race, also by way of a link', async () => {
    await writeFile(at('config'), '');
    await symlink(at('config'), at('link'));
    const racers = ['config', 'link'].map((name, racer) =>
      OtherProcess.start(`
        const { editTextFile } = load('files/edit-file');
        say('ready');
        for (let i = 0; i < 20; i++) {
          const line = ${racer} + '-' + i + '\\n';
          await editTextFile(${JSON.stringify(at(name))}, (text) => ({ kind: 'edited', text: text + line }));
        }`),
    );
    await Promise.all(racers.map((racer) => racer.line()));
    await Promise.all(racers.map((racer) => racer.end()));
    const lines = (await readTextFile(at('config'))).trim().split('\n');
    strictEqual(lines.length, 40);
    strictEqual(new Set(lines).size, 40);
  });
});
