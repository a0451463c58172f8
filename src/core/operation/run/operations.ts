import { inBackground } from '../../background';
import { userError } from '../../errors/catalogue';
import { isFileSystemError } from '../../errors/system-error';
import { UserError } from '../../errors/user-error';
import type { Choice } from '../choice';
import { Driver, type DriverWorld } from './operation-runner';
import { mayBeKept } from '../kept';
import { Listeners } from '../../emitter';
import type { Operation } from '../operation';
import { hasEnded, type OperationView } from '../view';

export type OperationsWorld = DriverWorld;

/** Of all operations, where their files cannot be read. */
const JOURNAL = 'journal';

/** How often a window looks whether an operation of another window has lost its driver. */
const TAKEOVER_MS = 15_000;

/**
 * The operations that this window knows of. One window drives each: the one that holds its lock. The others show that it
 * is under way, and take it over when its window is gone.
 */
export class Operations {
  private readonly shown = new Map</* operation id */ string, OperationView>();
  private readonly changed = new Listeners<undefined>();
  private readonly moved = new Listeners<OperationView>();
  private readonly closing = new AbortController();
  /** What keeps this window from going on is looked into again and again, and told once. */
  private readonly stuck = new Set</* operation id, or `JOURNAL` */ string>();
  private readonly driver: Driver;
  private looking: Promise<void> | undefined;
  private looksWanted = 0;
  private watching: { dispose(): void } | undefined;
  private takeover: AbortController | undefined;

  constructor(private readonly world: OperationsWorld) {
    this.driver = new Driver(world, this.closing.signal, (view) => {
      this.show(view);
      this.moved.tell(view);
    });
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
    const view = await this.driver.viewOf(operation);
    await this.world.journal.save(operation);
    this.show(view);
    this.goOnSoon(operation);
    return view;
  }

  /** Has the user's choice carried out, by whichever window drives the operation. It is kept until it is. */
  async decide(id: string, choice: Choice): Promise<void> {
    if (!(await this.find(id))) throw userError('operation-gone');
    await this.world.journal.choose(id, choice);
    await this.look();
  }

  /** An operation under way, as the journal has it. */
  async find(id: string): Promise<Operation | undefined> {
    return (await this.world.journal.load()).find((operation) => operation.id === id);
  }

  /** What to show of an operation as the journal or the history has it. */
  viewOf(operation: Operation): Promise<OperationView> {
    return this.driver.viewOf(operation);
  }

  /** Somebody looks at it just now: CloudFormation is read for it first. */
  hurry(id: string): void {
    this.driver.hurry(id);
  }

  /** Goes on with what earlier windows left, and from now on follows what other windows do. */
  async follow(): Promise<void> {
    this.watching ??= await this.world.journal.watch(() => this.lookSoon());
    await this.look().catch((error: unknown) => this.keepLooking(JOURNAL, error));
  }

  /** Looks whether what the user keeps is still there. Nothing does by itself: it is for when somebody sees it. */
  async lookAtKept(): Promise<void> {
    this.looksWanted++;
    this.looking ??= this.lookWhileWanted().finally(() => (this.looking = undefined));
    await this.looking;
  }

  /** One look at a time; what is asked for meanwhile is one more. */
  private async lookWhileWanted(): Promise<void> {
    for (let seen = 0; seen !== this.looksWanted;) {
      seen = this.looksWanted;
      await this.lookOnce();
    }
  }

  private async lookOnce(): Promise<void> {
    const { engine, journal } = this.world;
    const isAny = this.views.some(({ state }) => state.kind === 'kept');
    if (!isAny && !(await journal.ended()).some(mayBeKept)) return;
    const { lookAtAllKept } = await engine();
    await lookAtAllKept(this.world, this.closing.signal);
    await this.look();
  }

  /** Another folder is open now: what waited for it can be attached. */
  retryUnattached(): void {
    for (const [id, { state }] of this.shown) if (state.kind === 'unattached') this.shown.delete(id);
    this.lookSoon();
  }

  dispose(): void {
    this.closing.abort(new Error('The window is closing.'));
    this.watching?.dispose();
  }

  private async look(): Promise<void> {
    const operations = await this.world.journal.load();
    this.stuck.delete(JOURNAL);
    for (const [id, { state }] of this.shown) {
      const isOver = !this.driver.drives(id) && !operations.some((operation) => operation.id === id);
      // How those of this window ended stays to be read.
      if (isOver && !hasEnded(state)) this.shown.delete(id);
    }
    this.changed.tell(undefined);
    await Promise.all(operations.map((operation) => this.consider(operation)));
  }

  private lookSoon(): void {
    inBackground(
      () => this.look(),
      (error) => this.keepLooking(JOURNAL, error),
    );
  }

  private async consider(operation: Operation): Promise<void> {
    try {
      await this.seeTo(operation);
    } catch (error) {
      this.keepLooking(operation.id, error);
    }
  }

  private async seeTo(operation: Operation): Promise<void> {
    const { id } = operation;
    const isChosen = (await this.world.journal.choice(id)) !== undefined;
    if (this.driver.drives(id)) {
      if (isChosen) this.driver.reconsider(id);
    } else if (isChosen || this.goesOnByItself(operation)) {
      this.goOnSoon(operation);
    } else if (this.shown.get(id)?.state.kind !== 'unattached') {
      // What waits for another window is known here already; its journal alone would say that it is under way.
      this.show(await this.driver.viewOf(operation));
    }
  }

  private goesOnByItself({ id, stack, outcome }: Operation): boolean {
    // Its window was killed before it could put the operation away.
    if (outcome) return true;
    return stack.step !== 'failed' && this.shown.get(id)?.state.kind !== 'unattached';
  }

  private goOnSoon(operation: Operation): void {
    inBackground(
      () => this.goOn(operation),
      (error) => this.keepLooking(operation.id, error),
    );
  }

  private async goOn(operation: Operation): Promise<void> {
    const driven = await this.driver.drive(operation.id);
    this.stuck.delete(operation.id);
    if (driven === 'driven') return;
    this.show(await this.driver.viewOf(operation));
    this.lookLater();
  }

  /** An operation whose window is gone tells nobody of it. */
  private lookLater(): void {
    this.takeover?.abort();
    this.takeover = new AbortController();
    const signal = AbortSignal.any([this.closing.signal, this.takeover.signal]);
    this.world.clock.sleep(TAKEOVER_MS, signal).then(
      () => this.lookSoon(),
      () => undefined,
    );
  }

  private show(view: OperationView): void {
    this.shown.set(view.id, view);
    this.changed.tell(undefined);
  }

  /** What the user can do something about may be over when this window looks again; a bug is not. */
  private keepLooking(stuck: string, error: unknown): void {
    if (this.closing.signal.aborted) return;
    if (!this.stuck.has(stuck)) this.world.report(error);
    this.stuck.add(stuck);
    if (error instanceof UserError || isFileSystemError(error)) this.lookLater();
  }
}
