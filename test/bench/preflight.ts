import { performance } from 'node:perf_hooks';
import { Preflight } from '../../src/core/preflight';
import { CHECK_SET, CHECKS } from '../../src/core/preflight/checks';
import { systemClock } from '../../src/ui/clock';
import { CheckedAccount, never } from '../unit/preflight/checked-account';
import { CALL_MS, delayEachCall } from './delay-calls';
import { median, type BenchOptions, type Row } from './row';

/** How long it takes from a finished draft to a finding of every check, and how long it would, one after the other. */
export async function preflight({ runs }: BenchOptions): Promise<readonly Row[]> {
  const account = await CheckedAccount.start();
  const [atOnce, inTurn]: [number[], number[]] = [[], []];
  try {
    // Loading the SDK is no part of it: the form's lists have done that before.
    await account.asked(() => sideBySide(account));
    await delayEachCall(account.sandbox);
    for (let run = 0; run < runs; run++) {
      atOnce.push(await account.asked(() => seconds(() => sideBySide(account))));
      inTurn.push(await account.asked(() => seconds(() => oneByOne(account))));
    }
  } finally {
    await account.stop();
  }
  const comparedWith = { name: 'the same checks one by one', value: median(inTurn) };
  return [{ name: `pre-flight, ${CALL_MS} ms a call`, unit: 's', value: median(atOnce), comparedWith }];
}

/** As the form has it done. */
async function sideBySide({ ports, good }: CheckedAccount): Promise<void> {
  const all = new Preflight({
    clock: systemClock,
    timeout: () => AbortSignal.timeout(60_000),
    report: (error) => {
      throw error;
    },
    onChange: () => undefined,
  });
  all.begin({ ...CHECK_SET, ports }, good);
  const rows = await all.whenIdle(good);
  const waiting = rows.filter(({ state }) => state.kind === 'waiting').map(({ id }) => id);
  if (waiting.length > 0) throw new Error(`These checks did not run: ${waiting.join(', ')}.`);
}

async function oneByOne({ ports, good }: CheckedAccount): Promise<void> {
  for (const check of CHECKS) if (check.appliesTo?.(good) ?? true) await check.run(ports, good, never());
}

async function seconds(act: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await act();
  return (performance.now() - start) / 1000;
}
