import { inBackground } from '../../background';
import { userError } from '../../errors/catalogue';
import { isFileSystemError } from '../../errors/system-error';
import { UserError } from '../../errors/user-error';
import { OperationRunner, type OperationRunnerDeps } from './operation-runner';
import { mayBeKept } from '../kept';
import { Emitter } from '../../emitter';
import type { Decision, Operation } from '../operation';
import { hasEnded, type OperationView } from '../view';

export type OperationsDeps = OperationRunnerDeps;

/** Of all operations, where their files cannot be read. */
const JOURNAL = 'journal';

/** How often a window looks whether an operation of another window has lost its driver. */
const TAKEOVER_MS = 15_000;

/**
 * The operations that this window knows of. One window drives each: the one that holds its lock. The others show that
 * it is in progress, and take it over when its window is gone.
 */
export class Operations {
  private readonly shown = new Map</* operation id */ string, OperationView>();
  private readonly changes = new Emitter<undefined>();
  private readonly progress = new Emitter<OperationView>();
  private readonly closing = new AbortController();
  /** What blocks this window is checked repeatedly, and reported once. */
  private readonly stalled = new Set</* operation id, or `JOURNAL` */ string>();
  private readonly runner: OperationRunner;
  private refreshing: Promise<void> | undefined;
  private refreshesRequested = 0;
  private subscription: { dispose(): void } | undefined;
  private scheduledSync: AbortController | undefined;

  constructor(private readonly deps: OperationsDeps) {
    this.runner = new OperationRunner(deps, this.closing.signal, (view) => {
      this.show(view);
      this.progress.fire(view);
    });
  }

  /** The views have changed, in this window or another one. */
  readonly onDidChange = this.changes.event;
  /** An operation that this window drives has moved on: only this window notifies of it. */
  readonly onDidProgress = this.progress.event;

  get views(): readonly OperationView[] {
    return [...this.shown.values()];
  }

  /** Starts a new operation; the journal has it before this returns. @returns what to show at first */
  async start(operation: Operation): Promise<OperationView> {
    // Problems of this machine are found before anything starts.
    const view = await this.runner.viewOf(operation);
    await this.deps.journal.save(operation);
    this.show(view);
    this.runInBackground(operation);
    return view;
  }

  /** Has the user's decision carried out by the window that runs the operation. It is kept until then. */
  async decide(id: string, decision: Decision): Promise<void> {
    if (!(await this.find(id))) throw userError('operation-gone');
    await this.deps.journal.saveDecision(id, decision);
    await this.sync();
  }

  /** An operation in progress, as the journal has it. */
  async find(id: string): Promise<Operation | undefined> {
    return (await this.deps.journal.load()).find((operation) => operation.id === id);
  }

  /** What to show of an operation as the journal or the history has it. */
  viewOf(operation: Operation): Promise<OperationView> {
    return this.runner.viewOf(operation);
  }

  /** Somebody looks at it just now: CloudFormation is read for it first. */
  prioritize(id: string): void {
    this.runner.prioritize(id);
  }

  /** Continues what earlier windows left, and from now on follows what other windows do. */
  async follow(): Promise<void> {
    this.subscription ??= await this.deps.journal.watch(() => this.syncInBackground());
    await this.sync().catch((error: unknown) => this.reportAndRetry(JOURNAL, error));
  }

  /** Checks whether what the user keeps still exists. Called only when it becomes visible. */
  async refreshKept(): Promise<void> {
    this.refreshesRequested++;
    this.refreshing ??= this.refreshWhileRequested().finally(() => (this.refreshing = undefined));
    await this.refreshing;
  }

  /** One look at a time; what is asked for meanwhile is one more. */
  private async refreshWhileRequested(): Promise<void> {
    for (let seen = 0; seen !== this.refreshesRequested;) {
      seen = this.refreshesRequested;
      await this.refreshOnce();
    }
  }

  private async refreshOnce(): Promise<void> {
    const { lazyParts, journal } = this.deps;
    const isAny = this.views.some(({ state }) => state.kind === 'kept');
    if (!isAny && !(await journal.ended()).some(mayBeKept)) return;
    const { refreshAllKept } = await lazyParts();
    await refreshAllKept(this.deps, this.closing.signal);
    await this.sync();
  }

  /** Another folder is open now: what waited for it can be attached. */
  retryPendingRegistrations(): void {
    for (const [id, { state }] of this.shown) if (state.kind === 'pendingRegistration') this.shown.delete(id);
    this.syncInBackground();
  }

  dispose(): void {
    this.closing.abort(new Error('The window is closing.'));
    this.subscription?.dispose();
  }

  private async sync(): Promise<void> {
    const operations = await this.deps.journal.load();
    this.stalled.delete(JOURNAL);
    for (const [id, { state }] of this.shown) {
      const isOver = !this.runner.isRunning(id) && !operations.some((operation) => operation.id === id);
      // How those of this window ended stays to be read.
      if (isOver && !hasEnded(state)) this.shown.delete(id);
    }
    this.changes.fire(undefined);
    await Promise.all(operations.map((operation) => this.resumeIfPossible(operation)));
  }

  private syncInBackground(): void {
    inBackground(
      () => this.sync(),
      (error) => this.reportAndRetry(JOURNAL, error),
    );
  }

  private async resumeIfPossible(operation: Operation): Promise<void> {
    try {
      await this.resumeOrShow(operation);
    } catch (error) {
      this.reportAndRetry(operation.id, error);
    }
  }

  private async resumeOrShow(operation: Operation): Promise<void> {
    const { id } = operation;
    const isDecided = (await this.deps.journal.readDecision(id)) !== undefined;
    if (this.runner.isRunning(id)) {
      if (isDecided) this.runner.interrupt(id);
    } else if (isDecided || this.canResumeUnattended(operation)) {
      this.runInBackground(operation);
    } else if (this.shown.get(id)?.state.kind !== 'pendingRegistration') {
      // What waits for another window is known here already; its journal alone would say that it is in progress.
      this.show(await this.runner.viewOf(operation));
    }
  }

  private canResumeUnattended({ id, stack, outcome }: Operation): boolean {
    // Its window was killed before it could put the operation away.
    if (outcome) return true;
    return stack.step !== 'failed' && this.shown.get(id)?.state.kind !== 'pendingRegistration';
  }

  private runInBackground(operation: Operation): void {
    inBackground(
      () => this.run(operation),
      (error) => this.reportAndRetry(operation.id, error),
    );
  }

  private async run(operation: Operation): Promise<void> {
    const driven = await this.runner.run(operation.id);
    this.stalled.delete(operation.id);
    if (driven === 'driven') return;
    this.show(await this.runner.viewOf(operation));
    this.scheduleSync();
  }

  /** A disposed window reports nothing. */
  private scheduleSync(): void {
    this.scheduledSync?.abort();
    this.scheduledSync = new AbortController();
    const signal = AbortSignal.any([this.closing.signal, this.scheduledSync.signal]);
    this.deps.clock.sleep(TAKEOVER_MS, signal).then(
      () => this.syncInBackground(),
      () => undefined,
    );
  }

  private show(view: OperationView): void {
    this.shown.set(view.id, view);
    this.changes.fire(undefined);
  }

  /** What the user can do something about may be over when this window looks again; a bug is not. */
  private reportAndRetry(stuck: string, error: unknown): void {
    if (this.closing.signal.aborted) return;
    if (!this.stalled.has(stuck)) this.deps.report(error);
    this.stalled.add(stuck);
    if (error instanceof UserError || isFileSystemError(error)) this.scheduleSync();
  }
}
