import type { Report } from '../../background';
import type { Clock } from '../../ports/clock';
import type { HeldLock, Journal, OperationLock } from '../../ports/journal';
import type * as Engine from './lazy-parts';
import type { Operation } from '../operation';
import { Patience } from './file-system-retry';
import { ReadPace } from '../../cloudformation/rate-limiter';
import type { OperationPorts } from '../operation-context';
import { usualDuration } from '../duration';
import type { OperationView } from '../view';

export interface DriverWorld {
  readonly journal: Journal;
  readonly lock: OperationLock;
  readonly clock: Clock;
  /** Is told of what keeps this window from going on with an operation. */
  readonly report: Report;
  /** Loaded once there is an operation. */
  readonly engine: () => Promise<Pick<typeof Engine, 'decide' | 'drive' | 'lookAtAllKept' | 'viewOf'>>;
  readonly portsFor: (
    operation: Operation,
  ) => Promise<Omit<OperationPorts, 'clock' | 'journal' | 'usualMs' | 'turn'>>;
}

/** Why a run is stopped: the user wants something else done. */
const CHOSEN = new Error('The user has chosen otherwise.');

/** Carries out the operations whose locks this window gets hold of. */
export class Driver {
  private readonly runs = new Map</* operation id */ string, AbortController>();
  private readonly pace: ReadPace;
  private readonly patience: Patience;

  /**
   * @param closing aborted when the window closes
   * @param moved is told where an operation has come to
   */
  constructor(
    private readonly world: DriverWorld,
    private readonly closing: AbortSignal,
    private readonly moved: (view: OperationView) => void,
  ) {
    this.pace = new ReadPace(world.clock);
    this.patience = new Patience(world.clock, (error) => {
      if (!closing.aborted) world.report(error);
    });
  }

  drives(id: string): boolean {
    return this.runs.has(id);
  }

  /** The user wants something else done: what is under way here stops, and goes on as chosen. */
  reconsider(id: string): void {
    this.runs.get(id)?.abort(CHOSEN);
  }

  hurry(id: string): void {
    this.pace.hurry(id);
  }

  /**
   * Goes on with an operation for as long as it can.
   * @returns `elsewhere` where another window drives it
   */
  async drive(id: string): Promise<'driven' | 'elsewhere'> {
    this.runs.set(id, new AbortController());
    try {
      const held = await this.patience.for(() => this.world.lock.acquire(id), this.closing);
      if (!held) return 'elsewhere';
      await this.whileHeld(id, held);
      return 'driven';
    } finally {
      this.runs.delete(id);
    }
  }

  /** What to show of an operation that is not under way here. */
  async viewOf(operation: Operation): Promise<OperationView> {
    const { viewOf } = await this.world.engine();
    return viewOf(operation, await this.portsFor(operation));
  }

  private async whileHeld(id: string, held: HeldLock): Promise<void> {
    try {
      while (await this.carryOn(id, held.lost));
    } catch (error) {
      // Another window goes on with it, or the next one will.
      if (!held.lost.aborted && !this.closing.aborted) throw error;
    } finally {
      await held.release();
    }
  }

  /** @returns whether the user wants something else by now */
  private async carryOn(id: string, lost: AbortSignal): Promise<boolean> {
    const held = AbortSignal.any([lost, this.closing]);
    const journal = this.patience.journal(this.world.journal, held);
    const { drive } = await this.world.engine();
    // Before the choice is read: one that comes later must find whom to stop.
    const run = new AbortController();
    this.runs.set(id, run);
    const operation = await this.chosen(id, journal);
    if (!operation) return false;
    const signal = AbortSignal.any([run.signal, held]);
    let latest = operation;
    const save = async (saved: Operation) => {
      latest = saved;
      await this.patience.for(() => this.world.journal.save(saved), signal);
    };
    const ports = await this.patience.for(() => this.portsFor(operation), held);
    const workspace = this.patience.workspace(ports.workspace, signal);
    try {
      const patient = { ...ports, workspace, journal: { save } };
      for await (const view of drive(operation, patient, signal)) this.moved(view);
    } catch (error) {
      if (signal.reason !== CHOSEN) throw error;
    }
    if (latest.outcome) await journal.end(latest);
    return run.signal.aborted || (await journal.choice(id)) !== undefined;
  }

  /**
   * The operation as the user wants it, which the journal says before the choice is forgotten. Whoever had the lock
   * until now may have gone further, or to the end.
   */
  private async chosen(id: string, journal: ReturnType<Patience['journal']>): Promise<Operation | undefined> {
    const operation = (await journal.load()).find((saved) => saved.id === id);
    const choice = await journal.choice(id);
    if (!operation || !choice) return operation;
    const { decide } = await this.world.engine();
    const decided = decide(operation, choice, this.world.clock.now());
    if (decided !== operation) await journal.save(decided);
    await journal.forgetChoice(id);
    return decided;
  }

  private async portsFor(operation: Operation): Promise<OperationPorts> {
    const { clock, journal, portsFor } = this.world;
    const { id, accountId, role } = operation;
    const place = `${accountId}/${role.region}`;
    return {
      ...(await portsFor(operation)),
      clock,
      journal,
      usualMs: usualDuration(await journal.ended(), operation),
      turn: (wanted, signal) => this.pace.turn({ place, id, wanted }, signal),
    };
  }
}
