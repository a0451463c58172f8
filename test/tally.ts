import { appendFileSync } from 'node:fs';
import Mocha from 'mocha';

/** Mocha's own report, and its counts by file as lines of JSON at the end of the file that EKS_TALLY names. */
class Tally extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const file = process.env.EKS_TALLY;
    if (file === undefined) return;
    const counts = new Map<string, { passed: number; failed: number }>();
    const count = (what: 'passed' | 'failed') => (test: Mocha.Runnable) => {
      const ofFile = counts.get(test.file ?? '') ?? { passed: 0, failed: 0 };
      ofFile[what] += 1;
      counts.set(test.file ?? '', ofFile);
    };
    runner.on(Mocha.Runner.constants.EVENT_TEST_PASS, count('passed'));
    runner.on(Mocha.Runner.constants.EVENT_TEST_FAIL, count('failed'));
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const lines = [...counts].map(([ofFile, outcome]) => JSON.stringify({ file: ofFile, ...outcome }));
      appendFileSync(file, lines.map((line) => `${line}\n`).join(''));
    });
  }
}

// Mocha requires a reporter and expects the class itself.
export = Tally;
