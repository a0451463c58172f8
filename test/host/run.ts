import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build, type BuildOptions } from 'esbuild';
import { findChromium } from '../editor/browser';
import { run } from '../editor/command';
import { enterEnvironment } from '../editor/environment';
import { installEditor } from '../editor/install';
import { ground, root, testHome } from '../editor/paths';

const bundles = join(root, 'dist/test/host');

/**
 * Runs the host suite, or those of its files that are named: in VS Code's server, or with `--desktop` in desktop VS Code,
 * which is downloaded.
 */
async function main(): Promise<void> {
  const desktop = process.argv.includes('--desktop');
  const named = process.argv.slice(2).filter((argument) => argument.endsWith('.test.ts'));
  await Promise.all([
    bundleTests(named.length > 0 ? named : ['test/host/*.test.ts']),
    run(process.execPath, ['build.mjs'], { cwd: root }),
    ...(desktop ? [] : [installEditor(), findChromium()]),
  ]);

  const place = join(ground, 'host');
  const folder = join(place, 'folder');
  await rm(place, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  enterEnvironment(testHome);
  await runTests({
    ...(desktop ? {} : { vscodeExecutablePath: join(root, 'test/editor/launch.mjs') }),
    extensionDevelopmentPath: root,
    extensionTestsPath: join(bundles, 'index.cjs'),
    launchArgs: [
      folder,
      `--user-data-dir=${join(place, 'user-data')}`,
      `--extensions-dir=${join(place, 'extensions')}`,
    ],
  });
}

/**
 * One bundle a test file, and the index that finds them: no list of tests by hand. The tests are ES modules as the parts
 * of the extension are, because what VS Code changes in Node's modules reaches those in another way.
 */
async function bundleTests(files: readonly string[]): Promise<void> {
  await rm(bundles, { recursive: true, force: true });
  const shared: BuildOptions = {
    outdir: bundles,
    bundle: true,
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  };
  await Promise.all([
    build({
      ...shared,
      entryPoints: [join(root, 'test/host/index.ts')],
      outExtension: { '.js': '.cjs' },
      format: 'cjs',
    }),
    build({
      ...shared,
      entryPoints: files.map((file) => join(root, file)),
      outExtension: { '.js': '.mjs' },
      format: 'esm',
      banner: { js: REQUIRE },
    }),
  ]);
}

/** Packages that are no ES modules load Node's modules by `require`. */
const REQUIRE =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
