import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { findChromium } from '../editor/browser';
import { run } from '../editor/command';
import { enterEnvironment } from '../editor/environment';
import { installEditor } from '../editor/install';
import { ground, root, testHome } from '../editor/paths';

const bundles = join(root, 'dist/test/host');

/** Runs the host suite: in VS Code's server, or with `--desktop` in desktop VS Code, which is downloaded. */
async function main(): Promise<void> {
  const desktop = process.argv.includes('--desktop');
  await Promise.all([
    bundleTests(),
    run(process.execPath, ['esbuild.mjs'], { cwd: root }),
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

/** One bundle a test file, and the index that finds them: no list of tests by hand. */
async function bundleTests(): Promise<void> {
  await rm(bundles, { recursive: true, force: true });
  await build({
    entryPoints: [join(root, 'test/host/index.ts'), join(root, 'test/host/*.test.ts')],
    outdir: bundles,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
