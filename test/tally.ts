import { appendFileSync } from 'node:fs';
import Mocha from 'mocha';

/** Mocha's own report, and its counts as a line of JSON at the end of the file that EKS_TALLY names. */
class Tally extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const file = process.env.EKS_TALLY;
    if (file === undefined) return;
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures } = this.stats;
      appendFileSync(file, `${JSON.stringify({ passed: passes, failed: failures })}\n`);
    });
  }
}

// Mocha requires a reporter and expects the class itself.
export = Tally;
