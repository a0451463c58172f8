import { deepStrictEqual, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bundledPackages } from '../../../.config/third-party-notices.mjs';
import manifest from '../../../package.json';
import { snippets } from '../../../src/core/handout/snippets';
import { BUNDLE_LIMITS_KB } from '../../bench/size-limits';

const ROOT = join(__dirname, '../../..');

/** What may only be in a bundle that is loaded on first use. */
const HEAVY = ['@aws-sdk/', '@smithy/', '@kubernetes/client-node', 'node_modules/yaml/'] as const;

describe('The bundles', () => {
  before(function () {
    this.timeout(120_000);
    execFileSync(process.execPath, ['esbuild.mjs', '--metafile'], { cwd: ROOT, stdio: 'pipe' });
  });

  for (const [bundle, limit] of Object.entries(BUNDLE_LIMITS_KB)) {
    it(`keep ${bundle} under ${limit} KB`, () => {
      const size = statSync(join(ROOT, 'dist', `${bundle}.js`)).size / 1024;
      ok(size <= limit, `${Math.ceil(size)} KB`);
    });
  }

  it('are in what users download', () => {
    const shipped = readFileSync(join(ROOT, '.vscodeignore'), 'utf8').split('\n');
    const bundles = Object.keys(BUNDLE_LIMITS_KB).map((bundle) => `!dist/${bundle}.js`);
    const snippetFiles = manifest.contributes.snippets.map(({ path }) => path.replace('./', '!'));
    deepStrictEqual(
      [...bundles, ...snippetFiles].filter((line) => !shipped.includes(line)),
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
    const metafile = JSON.parse(readFileSync(join(ROOT, 'dist/meta.json'), 'utf8')) as Metafile;
    const notices = readFileSync(join(ROOT, 'dist/ThirdPartyNotices.txt'), 'utf8');
    const names = bundledPackages([metafile]).map((folder) => folder.split('node_modules/').at(-1) ?? folder);
    ok(names.length > 50);
    deepStrictEqual(
      names.filter((name) => !notices.includes(`\n${name} `)),
      [],
    );
  });

  it('load no SDK and no YAML parser with the extension', () => {
    const metafile = JSON.parse(readFileSync(join(ROOT, 'dist/meta.json'), 'utf8')) as Metafile;
    const inputs = Object.keys(metafile.outputs['dist/extension.js']?.inputs ?? {});
    ok(inputs.length > 0);
    deepStrictEqual(
      inputs.filter((input) => HEAVY.some((heavy) => input.includes(heavy))),
      [],
    );
  });
});

interface Metafile {
  readonly inputs: Readonly<Record<string, never>>;
  readonly outputs: Readonly<Record<string, { readonly inputs: Readonly<Record<string, unknown>> }>>;
}
