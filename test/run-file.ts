import { spawnSync } from 'node:child_process';
import { relative } from 'node:path';
import { root } from './editor/paths';
import { mocha } from './mocha';

const script = (file: string): readonly string[] => ['--import', 'tsx', file];
const BUILD: readonly string[] = ['build.mjs'];

/** What comes before the file, by the folder of its suite. The end-to-end tests run the extension that was built. */
const SUITES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  unit: [mocha('unit')],
  conformance: [mocha('conformance')],
  e2e: [BUILD, mocha('e2e')],
  host: [script('test/host/run.ts')],
  kubernetes: [script('test/kubernetes/run.ts')],
};

/** `npm run test:file -- FILE [OPTION…]`: runs one test file in the suite that its folder belongs to. */
function main([wanted = '', ...options]: readonly string[]): number {
  const file = relative(root, wanted).replaceAll('\\', '/');
  const [, suite = ''] = /^test\/(\w+)\/.*\.test\.ts$/.exec(file) ?? [];
  const commands = SUITES[suite];
  if (!commands) {
    console.error(
      `Name a test file (*.test.ts) below test/${Object.keys(SUITES).join(', test/')}: "${wanted}" is not one.`,
    );
    return 1;
  }
  for (const command of commands) {
    const own = command === BUILD ? [] : [file, ...options];
    const { status } = spawnSync(process.execPath, [...command, ...own], { cwd: root, stdio: 'inherit' });
    if (status !== 0) return status ?? 1;
  }
  return 0;
}

process.exitCode = main(process.argv.slice(2));
