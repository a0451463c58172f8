import { deepStrictEqual, match, ok, rejects } from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundledPackages, thirdPartyNotices } from '../../../.config/third-party-notices.mjs';

describe('The third-party notices', () => {
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'eks-notices-'))));
  after(() => rm(folder, { recursive: true }));

  async function installed(name: string, manifest: object, files: Readonly<Record<string, string>> = {}) {
    const place = join(folder, 'node_modules', name);
    await mkdir(place, { recursive: true });
    await writeFile(
      join(place, 'package.json'),
      JSON.stringify({ name, version: '1.0.0', main: 'i.js', ...manifest }),
    );
    await writeFile(join(place, 'i.js'), 'console.log(1);');
    for (const [file, text] of Object.entries(files)) await writeFile(join(place, file), text);
    return place;
  }

  it('name what was bundled, scoped and nested packages too, and nothing that only lies in node_modules', async () => {
    for (const name of ['plain', '@scope/part', 'plain/node_modules/inner', 'unused']) {
      await installed(name, { license: 'MIT' });
    }
    const entry = join(folder, 'entry.js');
    await writeFile(
      entry,
      "import 'plain'; import '@scope/part'; import './node_modules/plain/node_modules/inner';",
    );
    const { metafile } = await build({
      ...{ entryPoints: [entry], bundle: true, write: false, metafile: true, logLevel: 'silent' },
      absWorkingDir: folder,
    });
    const names = ['@scope/part', 'plain', 'plain/node_modules/inner'];
    deepStrictEqual(
      bundledPackages({ 'entry.js': Object.keys(metafile.inputs) }),
      names.map((name) => `node_modules/${name}`),
    );
  });

  it('carry the text of each license and notice, once for all packages that share it', async () => {
    const text = 'Copyright the makers of one and two.';
    const one = await installed('one', { license: 'Apache-2.0' }, { LICENSE: text });
    const two = await installed('two', { license: 'Apache-2.0' }, { 'license.md': text });
    const three = await installed(
      'three',
      { license: 'Apache-2.0' },
      { LICENSE: text, NOTICE: 'Made by Three.' },
    );
    const notices = await thirdPartyNotices([one, two, three]);
    match(notices, /one 1\.0\.0, Apache-2\.0\ntwo 1\.0\.0, Apache-2\.0\n\nCopyright the makers/);
    match(notices, /three 1\.0\.0, Apache-2\.0\n\nCopyright the makers.*\n\nMade by Three\./);
  });

  it('carry the standard text, with the author, of a license that a package states and does not ship', async () => {
    const bare = await installed('bare', { license: 'MIT', author: { name: 'Ada' } });
    match(await thirdPartyNotices([bare]), /Copyright \(c\) +Ada[^]*Permission is hereby granted/);
  });

  const refused: Readonly<Record<string, object>> = {
    'a license that is not allowed': { license: 'GPL-3.0-only' },
    'no license': {},
    'a license elsewhere': { license: 'SEE LICENSE IN terms.txt' },
    'an allowed license together with one that is not': { license: 'MIT AND SSPL-1.0' },
  };
  for (const [what, manifest] of Object.entries(refused)) {
    it(`are refused, so that nothing is built, with ${what}`, async () => {
      const place = await installed('refused', manifest);
      await rejects(thirdPartyNotices([place]), /does not allow: refused 1\.0\.0/);
    });
  }

  it('take a license of several of which one is allowed', async () => {
    const either = await installed('either', { license: '(MIT OR GPL-3.0-only)' }, { LICENSE: 'Either.' });
    match(await thirdPartyNotices([either]), /either 1\.0\.0/);
  });

  it('are shipped', async () => {
    ok((await readFile('.vscodeignore', 'utf8')).split('\n').includes('!dist/ThirdPartyNotices.txt'));
  });
});
