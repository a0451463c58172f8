import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { dockerfilesFor } from '../../../src/core/build/detect-language';
import { exposedPort } from '../../../src/core/build/dockerfile';
import { isRead, type FolderFiles } from '../../../src/core/build/folder-files';
import { dockerignoreFor } from '../../../src/core/build/written-dockerfile';
import { FOLDERS, json, type Texts } from './known-folders';

function folder(texts: Texts): FolderFiles {
  return { names: Object.keys(texts), text: (name) => (isRead(name) ? texts[name] : undefined) };
}

describe('The Dockerfile for a folder that has none', () => {
  for (const [what, [texts, language, port, lines]] of Object.entries(FOLDERS)) {
    it(`knows ${what}`, () => {
      const [written] = dockerfilesFor(folder(texts));
      ok(written);
      deepStrictEqual([written.language, written.port], [language, port]);
      let rest = written.text.split('\n');
      for (const line of lines) {
        ok(rest.includes(line), `${line}\n\n${written.text}`);
        rest = rest.slice(rest.indexOf(line) + 1);
      }
      strictEqual(exposedPort(written.text), port);
      match(written.text, /^USER [1-9]\d*$/m);
    });
  }

  it('is none where nothing of the folder is known', () => {
    deepStrictEqual(
      dockerfilesFor(folder({ 'README.md': '', 'package.json': '{', 'lib/index.html': '' })),
      [],
    );
  });

  it('is a choice where a folder has several languages', () => {
    const both = folder({
      'go.mod': '',
      'main.go': 'package main',
      'package.json': json({ scripts: { start: 'x' } }),
    });
    deepStrictEqual(
      dockerfilesFor(both).map(({ language }) => language),
      ['Go', 'Node.js'],
    );
  });

  it('consists of instructions alone, whatever the files of the folder are called and hold', () => {
    const nasty = fc.constantFrom(
      'x',
      '\n',
      'RUN evil',
      '"',
      "'",
      '$(evil)',
      '`',
      '\\',
      ' ',
      '#',
      'node ',
      'web: ',
    );
    const text = fc.array(nasty, { maxLength: 8 }).map((parts) => parts.join(''));
    const known = fc.constantFrom(
      'go.mod',
      'pom.xml',
      'build.gradle',
      'Procfile',
      'requirements.txt',
      '.nvmrc',
    );
    const named = text.chain((name) =>
      fc.constantFrom(
        `${name}.csproj`,
        `${name}/main.go`,
        `${name}/wsgi.py`,
        'main.py',
        'manage.py',
        'server.js',
      ),
    );
    const manifest = fc.record({
      main: text,
      scripts: fc.record({ start: text }),
      engines: fc.record({ node: text }),
    });
    const source = text.map((part) => `package main\nmainClass = "a.B"\nMicrosoft.NET.Sdk.Web ${part}`);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.oneof(known, named), source)), manifest, (files, pack) => {
        const texts = { ...Object.fromEntries(files), 'package.json': json(pack) };
        for (const { text: written } of dockerfilesFor(folder(texts))) {
          for (const line of written.split('\n').filter((each) => each !== ''))
            match(line, /^(?:FROM|WORKDIR|COPY|RUN|ENV|EXPOSE|USER|CMD) /);
          ok(!/^RUN .*evil/m.test(written), written);
        }
      }),
    );
  });

  it('leaves out of the image what is secret or the editor’s, and what is made in the image', () => {
    const [written] = dockerfilesFor(folder({ 'server.js': '' }));
    ok(written);
    const lines = dockerignoreFor(written).split('\n');
    for (const line of ['.*', '**/.env*', '**/node_modules']) ok(lines.includes(line), line);
  });
});
