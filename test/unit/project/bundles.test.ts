import { deepStrictEqual, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');

/** Largest size of each bundle, in kilobytes of 1,024 bytes. What is not loaded costs nothing; what is, costs its size. */
const LIMITS = { extension: 150, aws: 450, ec2: 900, kube: 1_800, kubeconfig: 150, form: 400 } as const;

/** What may only be in a bundle that is loaded on first use. */
const HEAVY = ['@aws-sdk/', '@smithy/', '@kubernetes/client-node', 'node_modules/yaml/'] as const;

describe('The bundles', () => {
  before(function () {
    this.timeout(120_000);
    execFileSync(process.execPath, ['esbuild.mjs', '--metafile'], { cwd: ROOT, stdio: 'pipe' });
  });

  for (const [bundle, limit] of Object.entries(LIMITS)) {
    it(`keep ${bundle} under ${limit} KB`, () => {
      const size = statSync(join(ROOT, 'dist', `${bundle}.js`)).size / 1024;
      ok(size <= limit, `${Math.ceil(size)} KB`);
    });
  }

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
  readonly outputs: Readonly<Record<string, { readonly inputs: Readonly<Record<string, unknown>> }>>;
}
