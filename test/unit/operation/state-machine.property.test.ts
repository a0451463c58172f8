import { deepStrictEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';
import type { Decision, Outcome } from '../../../src/core/operation/operation';
import type { OperationView } from '../../../src/core/operation/view';
import { SPEC } from '../../fakes/cluster-spec';
import { Machine, type MachineWindow } from '../../fakes/machine';
import { anOperation } from '../../fakes/operation';

const CREATION = anOperation();
const HOUR = 3_600_000;

/** What may happen at any moment, without anyone's consent. */
type SimulationEvent =
  | { readonly what: 'a window opens' | 'a window closes' | 'a window is killed' }
  | { readonly what: 'the folder is opened' | 'the folder is closed' }
  | { readonly what: 'the machine sleeps' }
  | { readonly what: 'the user chooses'; readonly decision: Decision }
  | { readonly what: 'something will break'; readonly logicalId: string };

const simulationEvent: fc.Arbitrary<SimulationEvent> = fc.oneof(
  fc.constantFrom<SimulationEvent>(
    { what: 'a window opens' },
    { what: 'a window closes' },
    { what: 'a window is killed' },
    { what: 'the folder is opened' },
    { what: 'the folder is closed' },
    { what: 'the machine sleeps' },
  ),
  fc
    .constantFrom<Decision>({ kind: 'delete' }, { kind: 'keep' }, { kind: 'retry', spec: SPEC })
    .map((decision): SimulationEvent => ({ what: 'the user chooses', decision })),
  fc
    .constantFrom('Cluster', 'NodeGroup', 'EbsCsi')
    .map((logicalId): SimulationEvent => ({ what: 'something will break', logicalId })),
);

const eventSequences = fc.array(
  fc.record({ after: fc.integer({ min: 0, max: 60_000 }), event: simulationEvent }),
  {
    maxLength: 12,
  },
);

/** A life of one cluster: it begins in a window, and ends when nothing more happens and somebody has tidied up. */
class Simulation {
  readonly machine = new Machine();
  private windows: MachineWindow[] = [];
  /** Ends that were shown in windows that were not killed. */
  readonly survivors: MachineWindow[] = [];

  async start(): Promise<void> {
    await this.openWindow().operations.start(CREATION);
  }

  async advance(ms: number): Promise<void> {
    await this.machine.clock.sleep(ms, new AbortController().signal);
  }

  async apply(event: SimulationEvent): Promise<void> {
    const [window] = this.windows;
    switch (event.what) {
      case 'a window opens':
        if (this.windows.length < 3) await this.openWindow().operations.follow();
        return;
      case 'a window closes':
        this.windows.shift()?.operations.dispose();
        return;
      case 'a window is killed':
        this.windows.shift()?.process.die();
        return;
      case 'the folder is opened':
        this.machine.isFolderOpen = true;
        for (const { operations } of this.windows) operations.retryPendingRegistrations();
        return;
      case 'the folder is closed':
        this.machine.isFolderOpen = false;
        return;
      case 'the machine sleeps':
        return this.advance(HOUR);
      case 'the user chooses':
        // The operation may have ended just now.
        return window?.operations.decide(CREATION.id, event.decision).catch(() => undefined);
      case 'something will break':
        this.machine.stacks.broken = event.logicalId;
    }
  }

  /** Somebody opens the folder, waits, and has deleted what has failed. */
  async cleanUp(): Promise<void> {
    await this.apply({ what: 'the folder is opened' });
    const window = this.openWindow();
    await window.operations.follow();
    while (this.machine.journal.underWay.size > 0) {
      const failed = window.operations.views.find(({ state }) => state.kind === 'failed');
      if (failed) await window.operations.decide(failed.id, { kind: 'delete' });
      await this.advance(20_000);
    }
    for (const { operations } of this.windows) operations.dispose();
    await this.advance(1_000);
  }

  /** What must be true whatever has happened. */
  checkInvariants(): void {
    const { stacks, underWay } = this.machine.leftovers;
    ok(stacks.length <= 1, `${stacks.length} stacks live at once`);
    const isRemembered = underWay.length > 0 || this.machine.journal.history.length > 0;
    ok(isRemembered || stacks.length === 0, 'a stack that no journal knows of');
  }

  private openWindow(): MachineWindow {
    const window = this.machine.open();
    this.windows = [window, ...this.windows];
    this.survivors.push(window);
    return window;
  }
}

describe('A cluster, for any sequence of events', function () {
  this.timeout(120_000);

  it('exists at most once, is always in the journal, and ends in the reported state', async () => {
    await fc.assert(
      fc.asyncProperty(eventSequences, async (events) => {
        const simulation = new Simulation();
        await simulation.start();
        for (const { after, event: next } of events) {
          await simulation.advance(after);
          await simulation.apply(next);
          simulation.checkInvariants();
        }
        await simulation.cleanUp();
        simulation.checkInvariants();

        const { machine } = simulation;
        const [ended, ...others] = machine.journal.history.filter(({ id }) => id === CREATION.id);
        deepStrictEqual(others, []);
        const { stacks, registry, kubeconfig, locks } = machine.leftovers;
        deepStrictEqual(locks, []);
        deepStrictEqual(await machine.journal.readDecision(CREATION.id), undefined);
        switch (ended?.outcome?.kind) {
          case 'succeeded':
            deepStrictEqual([stacks.length, registry.length, kubeconfig.length], [1, 1, 1]);
            break;
          case 'deleted':
            deepStrictEqual([stacks, registry, kubeconfig], [[], [], []]);
            break;
          case 'kept':
          case undefined:
            ok(ended, 'the operation is nowhere');
        }
        ok(tellings(simulation, endState(ended.outcome)) <= 1, 'told more than once');
      }),
    );
  });
});

/** The state that a window shows of what has ended. */
function endState(outcome: Outcome | undefined): OperationView['state']['kind'] | undefined {
  return outcome?.kind === 'kept' ? 'forgotten' : outcome?.kind;
}

/** In how many windows that were not killed the end was shown. */
function tellings({ survivors }: Simulation, kind: OperationView['state']['kind'] | undefined): number {
  const living = survivors.filter(({ process }) => process.isAlive);
  return living.flatMap(({ moves }) => moves).filter(({ state }) => state.kind === kind).length;
}
