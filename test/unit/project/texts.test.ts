import { deepStrictEqual } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';

const ROOT = join(__dirname, '../../..');

describe('The texts', () => {
  it('are all in the bundle that translators start from (npm run l10n)', async function () {
    // It parses every file, which takes seconds on a machine that does something else too.
    this.timeout(120_000);
    const files = ['src', 'webview'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => (entry.isFile() && entry.name.endsWith('.ts')) || entry.name.endsWith('.tsx'))
        .map(({ parentPath, name }) => ({
          contents: readFileSync(join(parentPath, name), 'utf8'),
          extension: extname(name),
        }))
        // Parsing takes long, and a file that does not mention the library has no texts of it.
        .filter(({ contents }) => contents.includes('l10n')),
    );
    const found = await getL10nJson(files);
    const written = JSON.parse(readFileSync(join(ROOT, 'l10n/bundle.l10n.json'), 'utf8')) as object;
    deepStrictEqual(Object.keys(written).sort(), Object.keys(found).sort());
  });
});
