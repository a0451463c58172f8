import { deepStrictEqual, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { bundledPackages } from '../../../.config/third-party-notices.mjs';
import manifest from '../../../package.json';
import { snippets } from '../../../src/core/iam-export/snippets';
import { SIZE_LIMITS_KB } from '../../bench/size-limits';

const ROOT = join(__dirname, '../../..');
const DIST = join(ROOT, 'dist');

/** What may only be in a part that is loaded on first use. */
const HEAVY = ['@aws-sdk/', '@smithy/', '@kubernetes/client-node', 'node_modules/yaml/'] as const;

describe('The bundles', () => {
  before(function () {
    this.timeout(120_000);
    execFileSync(process.execPath, ['build.mjs', '--metafile'], { cwd: ROOT, stdio: 'pipe' });
  });

  for (const [file, limit] of Object.entries(SIZE_LIMITS_KB)) {
    it(`keep ${file} under ${limit} KB`, () => {
      const size = statSync(join(DIST, file)).size / 1024;
      ok(size <= limit, `${Math.ceil(size)} KB`);
    });
  }

  it('are in what users download', () => {
    const shipped = readFileSync(join(ROOT, '.vscodeignore'), 'utf8').split('\n');
    const files = Object.keys(modulesOf()).map(
      (file) => `!dist/${file.replace(/^parts\/.*/, 'parts/*.mjs')}`,
    );
    const snippetFiles = manifest.contributes.snippets.map(({ path }) => path.replace('./', '!'));
    deepStrictEqual(
      [...files, ...snippetFiles].filter((line) => !shipped.includes(line)),
      [],
    );
  });

  it('come with the snippets that package.json contributes, for JSON with and without comments', () => {
    const contributed = manifest.contributes.snippets;
    deepStrictEqual(contributed.map(({ language }) => language).sort(), ['json', 'jsonc']);
    for (const { path } of contributed)
      deepStrictEqual(JSON.parse(readFileSync(join(ROOT, path), 'utf8')), snippets());
  });

  it('come with the notice of every package that is in any of them', () => {
    const notices = readFileSync(join(ROOT, 'dist/ThirdPartyNotices.txt'), 'utf8');
    const names = bundledPackages(modulesOf()).map(
      (folder) => folder.split('node_modules/').at(-1) ?? folder,
    );
    ok(names.length > 50);
    deepStrictEqual(
      names.filter((name) => !notices.includes(`\n${name} `)),
      [],
    );
  });

  it('load one small file with the extension, and one more with what it does', () => {
    for (const file of ['extension.js', 'parts/root.mjs']) {
      const imported = importedBy(file);
      ok(imported.includes('vscode'), file);
      deepStrictEqual(
        imported.filter((name) => name !== 'vscode' && !isBuiltin(name)),
        [],
      );
    }
  });

  it('load neither an SDK nor a YAML parser before it is used', () => {
    const { ['extension.js']: entry = [], ['parts/root.mjs']: root = [] } = modulesOf();
    ok(entry.length > 0 && root.length > 0);
    deepStrictEqual(
      [...entry, ...root].filter((module) => HEAVY.some((heavy) => module.includes(heavy))),
      [],
    );
  });
});

const IMPORT = /(?:^|;)import\b(?:[^"'`()]*?from)?["']([^"']+)["']|\brequire\(["']([^"']+)["']\)/gm;

/** What a built file loads at once: not by `import()`. */
function importedBy(file: string): readonly string[] {
  const found = [...readFileSync(join(DIST, file), 'utf8').matchAll(IMPORT)];
  return found.map(([, imported, required]) => imported ?? required ?? '');
}

/** The modules in each built file. */
function modulesOf(): Readonly<Record<string, readonly string[]>> {
  return JSON.parse(readFileSync(join(DIST, 'meta.json'), 'utf8')) as Record<string, string[]>;
}
