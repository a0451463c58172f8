import { appendFileSync } from 'node:fs';
import Mocha from 'mocha';
import type { Tally } from './suite';

/** Mocha's own report, and what each file came to as lines of JSON at the end of the file that EKS_TALLY names. */
class TallyReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const output = process.env.EKS_TALLY;
    if (output === undefined) return;
    const tallies = new Map<string, Tally>();
    const add = (test: Mocha.Runnable, result: Partial<Omit<Tally, 'file'>>) => {
      const file = test.file ?? '';
      const before = tallies.get(file) ?? { file, passed: 0, failed: 0, skipped: 0, failures: [] };
      tallies.set(file, {
        file,
        passed: before.passed + (result.passed ?? 0),
        failed: before.failed + (result.failed ?? 0),
        skipped: before.skipped + (result.skipped ?? 0),
        failures: [...before.failures, ...(result.failures ?? [])],
      });
    };
    const { EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING, EVENT_RUN_END } = Mocha.Runner.constants;
    runner.on(EVENT_TEST_PASS, (test) => add(test, { passed: 1 }));
    runner.on(EVENT_TEST_PENDING, (test) => add(test, { skipped: 1 }));
    runner.on(EVENT_TEST_FAIL, (test, error: Error) =>
      add(test, { failed: 1, failures: [`${test.fullTitle()}\n${error.message}`] }),
    );
    runner.once(EVENT_RUN_END, () =>
      appendFileSync(output, [...tallies.values()].map((tally) => `${JSON.stringify(tally)}\n`).join('')),
    );
  }
}

// Mocha requires a reporter and expects the class itself.
export = TallyReporter;
