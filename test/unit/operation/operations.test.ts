import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import * as engine from '../../../src/core/operation/run/lazy-parts';
import type { Creation, Operation } from '../../../src/core/operation/operation';
import { Operations, type OperationsDeps } from '../../../src/core/operation/run/operations';
import type { OperationView } from '../../../src/core/operation/view';
import type { HeldLock, OperationLock } from '../../../src/core/ports/journal';
import { FakeJournal } from '../../fakes/journal';
import { anOperation, FakeWorld } from '../../fakes/operation';
import { SkippingClock } from '../../fakes/skipping-clock';
import { HEALTHY, STACK_ARN } from '../../fakes/stacks';

const FAILURE = { message: 'It failed.', cause: 'A cause.', remedy: 'A remedy.' };
const FAILED: Creation['stack'] = {
  ...{ step: 'failed', arn: STACK_ARN, failedAt: 1, failure: FAILURE },
  ...{ remaining: ['Cluster'], recovery: 'update-stack' },
};

/** The machine that windows share: its journal and its locks. */
class Machine {
  readonly clock = new SkippingClock();
  readonly aws = new FakeWorld(HEALTHY, this.clock);
  readonly journal: FakeJournal;
  /** Resolves once an operation is in the history. */
  readonly putAway: Promise<void>;
  private readonly held = new Map</* operation id */ string, AbortController>();

  constructor(...operations: readonly Operation[]) {
    const journal = new FakeJournal(operations);
    this.journal = journal;
    this.putAway = new Promise((resolve) => {
      journal.end = async (operation) => {
        await FakeJournal.prototype.end.call(journal, operation);
        resolve();
      };
    });
  }

  readonly lock: OperationLock = {
    acquire: (id) => {
      if (this.held.has(id)) return Promise.resolve(undefined);
      const holder = new AbortController();
      this.held.set(id, holder);
      const release = () => {
        if (this.held.get(id) === holder) this.held.delete(id);
        return Promise.resolve();
      };
      const held: HeldLock = { lost: holder.signal, release };
      return Promise.resolve(held);
    },
  };

  /** As after a sleep of this machine that outlasted the lock. */
  loseLock(id: string): void {
    this.held.get(id)?.abort(new Error('Another window has the lock.'));
    this.held.delete(id);
  }

  window(change: Partial<OperationsDeps> = {}) {
    const reports: unknown[] = [];
    const moves: OperationView[] = [];
    const operations = new Operations({
      journal: this.journal,
      lock: this.lock,
      clock: this.clock,
      lazyParts: () => Promise.resolve(engine),
      portsFor: () => Promise.resolve(this.aws.ports),
      report: (error) => reports.push(error),
      ...change,
    });
    operations.onDidProgress((view) => moves.push(view));
    return { operations, reports, moves };
  }
}

/** Resolves once the window shows the operation in such a state. */
function shows({ operations }: { readonly operations: Operations }, kind: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!operations.views.some(({ state }) => state.kind === kind)) return;
      subscription.dispose();
      resolve();
    };
    const subscription = operations.onDidChange(look);
    look();
  });
}

const OPERATION = anOperation();

describe('The operations of a window', () => {
  it('are journaled before they start, and run exactly once', async () => {
    const machine = new Machine();
    const window = machine.window();
    const first = await window.operations.start(OPERATION);
    strictEqual(first.state.kind, 'running');
    await shows(window, 'succeeded');
    strictEqual(machine.aws.stacks.created.length, 1);
    strictEqual(window.moves.filter(({ state }) => state.kind === 'succeeded').length, 1);
    deepStrictEqual(window.reports, []);
  });

  it('left by an earlier window are resumed by one of two windows', async () => {
    const machine = new Machine(OPERATION);
    const [one, other] = [machine.window(), machine.window()];
    await Promise.all([one.operations.follow(), other.operations.follow()]);
    await Promise.race([shows(one, 'succeeded'), shows(other, 'succeeded')]);
    strictEqual(machine.aws.stacks.created.length, 1);
    const ends = [...one.moves, ...other.moves].filter(({ state }) => state.kind === 'succeeded');
    strictEqual(ends.length, 1);
  });

  it('that failed stay visible after a restart, without running or notifying', async () => {
    const machine = new Machine(anOperation({ stack: FAILED }));
    const window = machine.window();
    await window.operations.follow();
    deepStrictEqual(
      window.operations.views.map(({ state }) => state.kind),
      ['failed'],
    );
    deepStrictEqual([window.moves, machine.aws.journal], [[], []]);
  });

  it('that failed and are kept stay visible in every window and after a restart', async () => {
    const machine = new Machine(anOperation({ stack: FAILED }));
    const one = machine.window();
    await one.operations.follow();
    await one.operations.decide(OPERATION.id, { kind: 'keep' });
    await shows(one, 'kept');
    const later = machine.window();
    await later.operations.follow();
    await shows(later, 'kept');
    deepStrictEqual([later.moves, later.reports], [[], []]);
  });

  it('that failed end as the user decides, also in another window', async () => {
    const machine = new Machine(anOperation({ stack: FAILED }));
    const [one, other] = [machine.window(), machine.window()];
    await Promise.all([one.operations.follow(), other.operations.follow()]);
    await one.operations.decide(OPERATION.id, { kind: 'forget' });
    await machine.putAway;
    strictEqual(one.operations.views[0]?.state.kind, 'forgotten');
    strictEqual(machine.journal.underWay.size, 0);
    await other.operations.follow();
    deepStrictEqual(other.operations.views, []);
  });

  it('that wait for another window are shown so, and are not started again', async () => {
    const machine = new Machine(OPERATION);
    machine.aws.workspace.here = false;
    const window = machine.window();
    await window.operations.follow();
    await shows(window, 'pendingRegistration');
    await window.operations.follow();
    strictEqual(window.operations.views[0]?.state.kind, 'pendingRegistration');
    const later = machine.window();
    await later.operations.follow();
    await shows(later, 'pendingRegistration');
    const kinds = later.moves.map(({ state }) => state.kind);
    deepStrictEqual(kinds, ['pendingRegistration']);
  });

  it('stop when the window closes, and the next window resumes them', async () => {
    const machine = new Machine();
    const closing = machine.window();
    await closing.operations.start(OPERATION);
    closing.operations.dispose();
    const next = machine.window();
    await next.operations.follow();
    await shows(next, 'succeeded');
    deepStrictEqual(closing.reports, []);
  });

  it('are left to the window that took the lock', async () => {
    const machine = new Machine();
    const slept = machine.window();
    await slept.operations.start(OPERATION);
    machine.loseLock(OPERATION.id);
    const other = machine.window();
    await other.operations.follow();
    await shows(other, 'succeeded');
    const ends = [...slept.moves, ...other.moves].filter(({ state }) => state.kind === 'succeeded');
    strictEqual(ends.length, 1);
    deepStrictEqual(slept.reports, []);
  });

  it('do not start if this machine cannot show them', async () => {
    const broken = new Error('The identity cannot be read.');
    const machine = new Machine();
    const window = machine.window({ portsFor: () => Promise.reject(broken) });
    await rejects(window.operations.start(OPERATION), broken);
    strictEqual(machine.journal.underWay.size, 0);
  });

  for (const [what, change] of [
    ['lazy parts', { lazyParts: () => Promise.reject(new Error('It does not load.')) }],
    ['ports', { portsFor: () => Promise.reject(new Error('They cannot be had.')) }],
  ] as const)
    for (const [state, operation] of [
      ['under way', OPERATION],
      ['failed', anOperation({ stack: FAILED })],
    ] as const)
      it(`report once what blocks them: the ${what} of one ${state}`, async () => {
        const machine = new Machine(operation);
        const window = machine.window(change);
        for (let time = 0; time < 3; time++) {
          await window.operations.follow();
          await new Promise((resolve) => setImmediate(resolve));
        }
        strictEqual(window.reports.length, 1);
        strictEqual(machine.journal.underWay.get(operation.id), operation);
      });
});
