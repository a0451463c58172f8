import type { Clock } from '../ports/clock';
import type { HeldLock, Journal, OperationLock } from '../ports/journal';
import type * as Engine from './engine';
import type { Operation } from './operation';
import { ReadPace } from './read-pace';
import type { OperationPorts } from './run';
import { usualDuration } from './usual-duration';
import type { OperationView } from './view';

export interface DriverWorld {
  readonly journal: Journal;
  readonly lock: OperationLock;
  readonly clock: Clock;
  /** Loaded once there is an operation. */
  readonly engine: () => Promise<Pick<typeof Engine, 'decide' | 'drive' | 'viewOf'>>;
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
      const held = await this.world.lock.acquire(id);
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
    const { journal } = this.world;
    const { drive } = await this.world.engine();
    // Before the choice is read: one that comes later must find whom to stop.
    const run = new AbortController();
    this.runs.set(id, run);
    const operation = await this.chosen(id);
    if (!operation) return false;
    let latest = operation;
    const save = async (saved: Operation) => {
      latest = saved;
      await journal.save(saved);
    };
    const ports = { ...(await this.portsFor(operation)), journal: { save } };
    const signal = AbortSignal.any([run.signal, lost, this.closing]);
    try {
      for await (const view of drive(operation, ports, signal)) this.moved(view);
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
  private async chosen(id: string): Promise<Operation | undefined> {
    const { journal, clock } = this.world;
    const operation = (await journal.load()).find((saved) => saved.id === id);
    const choice = await journal.choice(id);
    if (!operation || !choice) return operation;
    const { decide } = await this.world.engine();
    const decided = decide(operation, choice, clock.now());
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
