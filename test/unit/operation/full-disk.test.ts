import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import type { Journal } from '../../../src/core/ports/journal';
import { Machine } from '../../fakes/machine';
import { anOperation } from '../../fakes/operation';

const ID = anOperation().id;

function noSpace(): Error {
  return Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC', syscall: 'write' });
}

/** A disk that takes nothing from the given call on, until it has refused so many. */
function fillUp(journal: Journal, method: 'save' | 'end' | 'load', refusals: number) {
  const work = journal[method].bind(journal) as (argument: unknown) => Promise<never>;
  let refused = 0;
  Object.assign(journal, {
    [method]: (argument: unknown) => {
      if (refused === refusals) return work(argument);
      refused++;
      return Promise.reject(noSpace());
    },
  });
}

describe('On a full disk', () => {
  for (const method of ['save', 'end', 'load'] as const) {
    it(`an operation continues when there is room to ${method}, with one notification`, async () => {
      const machine = new Machine();
      await machine.journal.save(anOperation());
      fillUp(machine.journal, method, 5);
      const window = machine.open();
      await window.operations.follow();
      const { outcome } = await machine.waitUntilEnded(ID);
      strictEqual(outcome?.kind, 'succeeded');
      strictEqual(machine.stacks.stacks.length, 1);
      strictEqual(window.reports.length, 1, String(window.reports));
      window.operations.dispose();
    });
  }

  it('free space is checked less and less often', async () => {
    const machine = new Machine();
    await machine.journal.save(anOperation());
    const asked: number[] = [];
    machine.journal.save = () => {
      asked.push(machine.clock.now());
      return Promise.reject(noSpace());
    };
    const window = machine.open();
    await window.operations.follow();
    while (asked.length < 9) await machine.clock.sleep(1_000, new AbortController().signal);
    window.operations.dispose();
    const waits = asked.slice(1).map((time, index) => (time - (asked[index] ?? 0)) / 1_000);
    deepStrictEqual(waits.slice(0, 8), [2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it('closing the window ends the wait and releases the lock', async () => {
    const machine = new Machine();
    await machine.journal.save(anOperation());
    let refused = 0;
    machine.journal.save = () => {
      refused++;
      return Promise.reject(noSpace());
    };
    const window = machine.open();
    await window.operations.follow();
    while (refused === 0) await machine.clock.sleep(100, new AbortController().signal);
    window.operations.dispose();
    while (machine.leftovers.locks.length > 0) await machine.clock.sleep(1, new AbortController().signal);
    const before = refused;
    await machine.clock.sleep(600_000, new AbortController().signal);
    strictEqual(refused, before);
  });

  it('no operation starts that could not be journaled', async () => {
    const machine = new Machine();
    fillUp(machine.journal, 'save', 1);
    const window = machine.open();
    const error: unknown = await window.operations.start(anOperation()).catch((reason: unknown) => reason);
    ok(error instanceof Error && 'code' in error && error.code === 'ENOSPC');
    strictEqual(machine.stacks.stacks.length, 0);
    window.operations.dispose();
  });
});
