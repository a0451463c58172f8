import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/** A command of the test run. */
export interface Suite {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** What its result counts: every test that it ran (see `tally.ts`), or itself as one. */
  readonly counts: 'tests' | 'itself';
  /** `held`: shown in one piece at its end, for a suite that runs beside another. */
  readonly output?: 'held';
  /**
   * The arguments that run some of its files a second time, if they failed: for tests that drive a real editor,
   * whose windows and timing are not ours. The whole file, since a test there continues from the one before it.
   */
  readonly again?: (files: readonly string[]) => Suite['args'];
}

export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** A text for each failure: what failed, and why where that is known. */
  readonly failures: readonly string[];
  /** How many files failed at first and were run a second time. */
  readonly rerun: number;
}

interface Run {
  readonly outcome: Outcome;
  /** By file; none of a suite that counts itself. */
  readonly tallies: readonly Tally[];
}

export const NOTHING: Outcome = { passed: 0, failed: 0, skipped: 0, failures: [], rerun: 0 };
export const PASSED: Outcome = { ...NOTHING, passed: 1 };

/** One failure, with the reason that the run's end repeats. */
export function failure(why: string): Outcome {
  return { ...NOTHING, failed: 1, failures: [why] };
}

/** What the tests of a file came to; a line of the file that `tally.ts` writes. */
export interface Tally extends Omit<Outcome, 'rerun'> {
  readonly file: string;
}

/** Runs a suite in the terminal of this process; one that crashed counts as one more failure. */
export async function runSuite({ again, ...suite }: Suite): Promise<Outcome> {
  const { outcome, tallies } = await runOnce(suite);
  const broken = tallies.filter(({ failed }) => failed > 0);
  if (again === undefined || broken.length === 0) return outcome;
  const files = broken.map(({ file }) => file);
  console.log(`\nFailed, so run again: ${files.join(', ')}`);
  const second = await runOnce({ ...suite, name: `${suite.name}, again`, args: again(files) });
  const rerun: Outcome = { ...NOTHING, rerun: files.length };
  return total([...sumOf(tallies.filter(({ failed }) => failed === 0)), second.outcome, rerun]);
}

async function runOnce({ name, command, args, counts, output }: Omit<Suite, 'again'>): Promise<Run> {
  const heading = `\n── ${name} ──`;
  if (output === undefined) console.log(heading);
  const held: Buffer[] = [];
  const start = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'eks-tally-'));
  const file = join(folder, 'counts.jsonl');
  try {
    const env = { ...process.env, EKS_TALLY: file };
    const stdio: StdioOptions = output === undefined ? 'inherit' : ['ignore', 'pipe', 'pipe'];
    const child = spawn(command, args, { stdio, env });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => held.push(chunk));
    const exitCode = await ended(child);
    if (counts === 'itself')
      return { outcome: exitCode === 0 ? PASSED : failure(`${name} ended with ${exitCode}.`), tallies: [] };
    return withCrash(name, await readFile(file, 'utf8').catch(() => ''), exitCode);
  } finally {
    if (output !== undefined) console.log(`${heading}\n${Buffer.concat(held).toString()}`);
    console.log(`── ${name} took ${Math.round((performance.now() - start) / 1000)} s ──`);
    await rm(folder, { recursive: true });
  }
}

/** The counts as the last line; above it each failure, since only the end of a long run's output may be kept. */
export function conclude({ passed, failed, skipped, failures, rerun }: Outcome): void {
  for (const text of failures) console.error(`\nFAILED ${text}`);
  if (rerun > 0) console.log(`\nFiles that failed at first and were run again: ${rerun}`);
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** The sum of the outcomes. */
export function total(outcomes: readonly Outcome[]): Outcome {
  return outcomes.reduce(
    (sum, outcome) => ({
      passed: sum.passed + outcome.passed,
      failed: sum.failed + outcome.failed,
      skipped: sum.skipped + outcome.skipped,
      failures: [...sum.failures, ...outcome.failures],
      rerun: sum.rerun + outcome.rerun,
    }),
    NOTHING,
  );
}

function sumOf(tallies: readonly Tally[]): readonly Outcome[] {
  return tallies.map(({ file, failures, ...counts }) => ({
    ...counts,
    failures: failures.map((text) => `${relative(process.cwd(), file)}: ${text}`),
    rerun: 0,
  }));
}

function withCrash(name: string, lines: string, exitCode: number): Run {
  const tallies = lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Tally);
  const counted = total(sumOf(tallies));
  const crashed = tallies.length === 0 || (exitCode !== 0 && counted.failed === 0);
  const outcome = crashed ? total([counted, failure(`${name} crashed with ${exitCode}.`)]) : counted;
  return { outcome, tallies };
}

/** The exit code. An interrupt is passed on, so that the suite ends what it started before we end. */
function ended(child: ChildProcess): Promise<number> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  let interrupted = false;
  const forward = (signal: NodeJS.Signals): void => {
    interrupted = true;
    child.kill(signal);
  };
  signals.forEach((signal) => process.on(signal, forward));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    // `close` comes once all that it wrote has been read.
    child.once('close', (code) => {
      signals.forEach((signal) => process.off(signal, forward));
      if (interrupted) process.exit(130);
      resolve(code ?? 1);
    });
  });
}
