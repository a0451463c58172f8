import { readdirSync, readFileSync } from 'node:fs';
import { posix, sep } from 'node:path';
import { findChromium } from './editor/browser';
import { listHome } from './editor/home';
import { installEditor } from './editor/install';
import { provideTerminalCommands } from './editor/terminal-commands';
import { missingPython, pythonEnvironment } from './python/environment';
import { ENVIRONMENTS } from './python/environments';
import { talliedMocha } from './mocha';
import { conclude, failure, NOTHING, PASSED, runSuite, total, type Outcome, type Suite } from './suite';

const allOf = (suite: 'unit' | 'conformance') => talliedMocha(suite, [`test/${suite}/**/*.test.ts`]);

/**
 * Several files run at a time, so that a long one is not to begin when the others end. What takes long is to create a
 * cluster: who does so most often goes first.
 */
function longestFirst(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => posix.join(folder, file.replaceAll(sep, '/')));
  const creations = (file: string) => readFileSync(file, 'utf8').split('Create Kubernetes cluster').length;
  return files.toSorted((a, b) => creations(b) - creations(a));
}

const node = process.execPath;
const check: Suite = {
  name: 'check',
  command: 'npm',
  args: ['run', '-s', 'check'],
  counts: 'itself',
  output: 'held',
};
const build: Suite = { name: 'build', command: node, args: ['build.mjs'], counts: 'itself' };
const unit: Suite = { name: 'unit', command: node, args: allOf('unit'), counts: 'tests' };
const host: Suite = {
  name: 'host',
  command: node,
  args: ['--import', 'tsx', 'test/host/run.ts'],
  counts: 'tests',
};
const conformance: Suite = {
  name: 'conformance',
  command: node,
  args: allOf('conformance'),
  counts: 'tests',
  output: 'held',
};
const e2e: Suite = {
  name: 'e2e',
  command: node,
  args: talliedMocha('e2e', longestFirst('test/e2e')),
  counts: 'tests',
  again: (files) => talliedMocha('e2e', files),
};

/** `npm test`: everything, types, lint and conformance beside the unit tests and then one suite after the other, while the editor that the later ones need is installed. */
async function main(): Promise<void> {
  const homeBefore = await listHome();
  const prepared = prepare();
  const python = preparePython();
  const outcomes: Outcome[] = [];
  const built = await runSuite(build);
  outcomes.push(built);
  // Neither looks at a clock or at what the other makes.
  const beside = async () => [await runSuite(check), await runConformance(await python)];
  outcomes.push(...(await Promise.all([runSuite(unit), beside()])).flat());
  const readiness: Readiness =
    built.failed > 0 ? { kind: 'not ready', why: 'The extension was not built.' } : await prepared;
  if (readiness.kind === 'ready') {
    process.env.PATH = readiness.path;
    for (const suite of [host, e2e]) outcomes.push(await runSuite(suite));
  } else {
    outcomes.push(...['host', 'e2e'].map((suite) => failure(`${suite} cannot run. ${readiness.why}`)));
  }
  outcomes.push(compareHome(homeBefore, await listHome()));

  conclude(total(outcomes));
}

type Readiness =
  { readonly kind: 'ready'; readonly path: string } | { readonly kind: 'not ready'; readonly why: string };

async function prepare(): Promise<Readiness> {
  try {
    const [install, , commands] = await Promise.all([
      installEditor(),
      findChromium(),
      provideTerminalCommands(),
    ]);
    // The end-to-end suite types into the terminal: here nothing may be missing.
    const missing = [...install.missing, ...commands.missing];
    if (missing.length > 0) return { kind: 'not ready', why: missing.join(' ') };
    return { kind: 'ready', path: commands.env.PATH };
  } catch (error) {
    return { kind: 'not ready', why: (error as Error).message };
  }
}

type Python = 'ready' | { readonly kind: 'missing' | 'broken'; readonly why: string };

/** The foreign programs of the conformance suite. A machine without Python does without the suite. */
async function preparePython(): Promise<Python> {
  const why = await missingPython();
  if (why !== undefined) return { kind: 'missing', why };
  try {
    for (const packages of Object.values(ENVIRONMENTS)) await pythonEnvironment(packages);
    return 'ready';
  } catch (error) {
    return { kind: 'broken', why: (error as Error).message };
  }
}

async function runConformance(python: Python): Promise<Outcome> {
  if (python === 'ready') return runSuite(conformance);
  if (python.kind === 'broken') return failure(`conformance cannot run. ${python.why}`);
  console.error(`\nThe suite conformance is skipped. ${python.why}`);
  return NOTHING;
}

/** Whatever ran above, the developer's own home folder is as it was. */
function compareHome(before: readonly string[], after: readonly string[]): Outcome {
  const changed = [
    ...after.filter((line) => !before.includes(line)),
    ...before.filter((line) => !after.includes(line)),
  ];
  return changed.length === 0 ? PASSED : failure(`The tests changed the home folder:\n${changed.join('\n')}`);
}

void main();
