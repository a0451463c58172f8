import { deepStrictEqual, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
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

  it('load one file with the extension, without an SDK or a YAML parser', () => {
    const entry = readFileSync(join(DIST, 'extension.mjs'), 'utf8');
    const imported = [...entry.matchAll(/^import\b[^"']*?from["']([^"']+)["']/gm)].map(([, name]) => name);
    const { ['extension.mjs']: modules = [] } = modulesOf();
    ok(modules.length > 0);
    deepStrictEqual(
      [
        ...imported.filter((name) => name !== 'vscode' && !name?.startsWith('node:')),
        ...modules.filter((module) => HEAVY.some((heavy) => module.includes(heavy))),
      ],
      [],
    );
  });
});

/** The modules in each built file. */
function modulesOf(): Readonly<Record<string, readonly string[]>> {
  return JSON.parse(readFileSync(join(DIST, 'meta.json'), 'utf8')) as Record<string, string[]>;
}
