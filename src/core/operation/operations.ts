import type { Clock } from '../ports/clock';
import type { Journal, OperationLock } from '../ports/journal';
import type { Choice } from './choice';
import type * as Engine from './engine';
import { Listeners } from './listeners';
import type { Operation } from './operation';
import { ReadPace } from './read-pace';
import type { OperationPorts } from './run';
import { usualDuration } from './usual-duration';
import type { OperationView } from './view';

/** How often a window looks whether an operation of another window has lost its driver. */
const TAKEOVER_MS = 15_000;

export interface OperationsWorld {
  readonly journal: Journal;
  readonly lock: OperationLock;
  readonly clock: Clock;
  /** Loaded once there is an operation. */
  readonly engine: () => Promise<Pick<typeof Engine, 'decide' | 'drive' | 'viewOf'>>;
  readonly portsFor: (
    operation: Operation,
  ) => Promise<Omit<OperationPorts, 'clock' | 'journal' | 'usualMs' | 'turn'>>;
  /** Is told of what is nobody's failure but ours. */
  readonly report: (error: unknown) => void;
}

/** Why a run of ours is stopped: the user wants something else done. */
const CHOSEN = new Error('The user has chosen otherwise.');

/**
 * The operations that this window knows of. One window drives each: the one that holds its lock. The others show that it
 * is under way, and take it over when its window is gone.
 */
export class Operations {
  private readonly shown = new Map</* operation id */ string, OperationView>();
  private readonly driven = new Map</* operation id */ string, AbortController>();
  private readonly changed = new Listeners<undefined>();
  private readonly moved = new Listeners<OperationView>();
  private readonly closing = new AbortController();
  private readonly pace: ReadPace;
  private watching: { dispose(): void } | undefined;
  private takeover: AbortController | undefined;

  constructor(private readonly world: OperationsWorld) {
    this.pace = new ReadPace(world.clock);
  }

  /** What is to be shown has changed, whoever drives it. */
  readonly onDidChange = this.changed.add;
  /** An operation that this window drives has moved on: only this window notifies of it. */
  readonly onDidMove = this.moved.add;

  get views(): readonly OperationView[] {
    return [...this.shown.values()];
  }

  /** Starts a new operation; the journal has it before this returns. @returns what to show at first */
  async start(operation: Operation): Promise<OperationView> {
    // What is amiss with this machine shows before anything is begun.
    const view = await this.viewOf(operation);
    await this.world.journal.save(operation);
    this.show(view);
    void this.drive(operation);
    return view;
  }

  /** Has the user's choice carried out, by whichever window drives the operation. It is kept until it is. */
  async decide(id: string, choice: Choice): Promise<void> {
    await this.world.journal.choose(id, choice);
    await this.look();
  }

  /** An operation under way, as the journal has it. */
  async find(id: string): Promise<Operation | undefined> {
    return (await this.world.journal.load()).find((operation) => operation.id === id);
  }

  /** Somebody looks at it just now: CloudFormation is read for it first. */
  hurry(id: string): void {
    this.pace.hurry(id);
  }

  /** Goes on with what earlier windows left, and from now on follows what other windows do. */
  async follow(): Promise<void> {
    this.watching ??= await this.world.journal.watch(() => void this.lookAgain());
    await this.look();
  }

  /** Another folder is open now: what waited for it can be attached. */
  retryUnattached(): void {
    for (const [id, { state }] of this.shown) if (state.kind === 'unattached') this.shown.delete(id);
    void this.lookAgain();
  }

  dispose(): void {
    this.closing.abort(new Error('The window is closing.'));
    this.watching?.dispose();
  }

  private async look(): Promise<void> {
    const operations = await this.world.journal.load();
    for (const [id, { state }] of this.shown) {
      const isOver = !this.driven.has(id) && !operations.some((operation) => operation.id === id);
      // How those of this window ended stays to be read.
      if (isOver && !hasEnded(state)) this.shown.delete(id);
    }
    this.changed.tell(undefined);
    await Promise.all(operations.map((operation) => this.consider(operation)));
  }

  private async lookAgain(): Promise<void> {
    try {
      await this.look();
    } catch (error) {
      if (!this.closing.signal.aborted) this.world.report(error);
    }
  }

  /** An operation whose window is gone tells nobody of it. */
  private lookLater(): void {
    this.takeover?.abort();
    this.takeover = new AbortController();
    const signal = AbortSignal.any([this.closing.signal, this.takeover.signal]);
    this.world.clock.sleep(TAKEOVER_MS, signal).then(
      () => this.lookAgain(),
      () => undefined,
    );
  }

  private async consider(operation: Operation): Promise<void> {
    const { id } = operation;
    const isChosen = (await this.world.journal.choice(id)) !== undefined;
    const run = this.driven.get(id);
    if (run) {
      if (isChosen) run.abort(CHOSEN);
    } else if (isChosen || this.goesOnByItself(operation)) {
      await this.drive(operation);
    } else {
      this.show(await this.viewOf(operation));
    }
  }

  private goesOnByItself({ id, stack }: Operation): boolean {
    return stack.step !== 'failed' && this.shown.get(id)?.state.kind !== 'unattached';
  }

  private async drive(operation: Operation): Promise<void> {
    const { id } = operation;
    if (this.driven.has(id)) return;
    this.driven.set(id, new AbortController());
    const held = await this.world.lock.acquire(id);
    if (!held) {
      this.driven.delete(id);
      this.show(await this.viewOf(operation));
      this.lookLater();
      return;
    }
    try {
      while (await this.carryOn(id, held.lost));
    } catch (error) {
      if (!this.closing.signal.aborted && !held.lost.aborted) this.world.report(error);
    } finally {
      this.driven.delete(id);
      await held.release();
    }
  }

  /** Whoever had the lock until now may have gone further, or to the end. @returns whether the user wants something else */
  private async carryOn(id: string, lost: AbortSignal): Promise<boolean> {
    const { journal } = this.world;
    const { drive } = await this.world.engine();
    // Before the choice is read: one that comes later must find whom to stop.
    const run = new AbortController();
    this.driven.set(id, run);
    const operation = await this.chosen(id);
    if (!operation) return false;
    let latest = operation;
    const save = async (saved: Operation) => {
      latest = saved;
      await journal.save(saved);
    };
    const ports = { ...(await this.portsFor(operation)), journal: { save } };
    const signal = AbortSignal.any([run.signal, lost, this.closing.signal]);
    try {
      for await (const view of drive(operation, ports, signal)) this.move(view);
    } catch (error) {
      if (signal.reason !== CHOSEN) throw error;
    }
    if (latest.outcome) await journal.end(latest);
    return run.signal.aborted || (await journal.choice(id)) !== undefined;
  }

  /** The operation as the user wants it, which the journal says before the choice is forgotten. */
  private async chosen(id: string): Promise<Operation | undefined> {
    const { journal, clock } = this.world;
    const operation = await this.find(id);
    const choice = await journal.choice(id);
    if (!operation || !choice) return operation;
    const { decide } = await this.world.engine();
    const decided = decide(operation, choice, clock.now());
    if (decided !== operation) await journal.save(decided);
    await journal.forgetChoice(id);
    return decided;
  }

  private async viewOf(operation: Operation): Promise<OperationView> {
    const { viewOf } = await this.world.engine();
    return viewOf(operation, await this.portsFor(operation));
  }

  private async portsFor(operation: Operation): Promise<OperationPorts> {
    const { clock, journal } = this.world;
    const { id, accountId, role } = operation;
    const place = `${accountId}/${role.region}`;
    return {
      ...(await this.world.portsFor(operation)),
      clock,
      journal,
      usualMs: usualDuration(await journal.ended(), operation),
      turn: (wanted, signal) => this.pace.turn({ place, id, wanted }, signal),
    };
  }

  private move(view: OperationView): void {
    this.show(view);
    this.moved.tell(view);
  }

  private show(view: OperationView): void {
    this.shown.set(view.id, view);
    this.changed.tell(undefined);
  }
}

function hasEnded({ kind }: OperationView['state']): boolean {
  return kind === 'succeeded' || kind === 'deleted' || kind === 'dismissed';
}
