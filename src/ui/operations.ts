import * as vscode from 'vscode';
import type { Operation } from '../core/operation/operation';
import { initialView, provision } from '../core/operation/provision';
import type { ProvisionPorts } from '../core/operation/run';
import type { OperationView } from '../core/operation/view';
import type { Journal, OperationLock } from '../core/ports/journal';
import type { Log } from './log';
import { operationText } from './operation-text';

export type PortsFor = (operation: Operation) => Promise<ProvisionPorts>;

/** How often a window looks whether an operation of another window has lost its driver. */
const TAKEOVER_MS = 15_000;

/**
 * The operations that this window knows of. One window drives each: the one that holds its lock. The others show that it
 * is under way, and take it over when its window is gone.
 */
export class Operations implements vscode.Disposable {
  private readonly shown = new Map</* operation id */ string, OperationView>();
  private readonly driven = new Set</* operation id */ string>();
  private readonly changed = new vscode.EventEmitter<undefined>();
  private readonly moved = new vscode.EventEmitter<OperationView>();
  private readonly closing = new AbortController();
  private readonly watching: { dispose(): void }[] = [];
  private takeover: NodeJS.Timeout | undefined;

  /** What is to be shown has changed, whoever drives it. */
  readonly onDidChange = this.changed.event;
  /** An operation that this window drives has moved on: only this window notifies of it. */
  readonly onDidMove = this.moved.event;

  constructor(
    private readonly journal: Journal,
    private readonly lock: OperationLock,
    private readonly portsFor: PortsFor,
    private readonly log: Log,
  ) {}

  get views(): readonly OperationView[] {
    return [...this.shown.values()];
  }

  /** Starts a new operation; the journal has it before this returns. @returns what to show at first */
  async start(operation: Operation): Promise<OperationView> {
    await this.journal.save(operation);
    void this.drive(operation);
    return initialView(operation);
  }

  /** Goes on with what earlier windows left, and from now on follows what other windows do. */
  async follow(): Promise<void> {
    if (this.watching.length === 0) this.watching.push(await this.journal.watch(() => void this.look()));
    await this.look();
  }

  /** Another folder is open now: what waited for it can be attached. */
  retryUnattached(): void {
    for (const [id, { state }] of this.shown) if (state.kind === 'unattached') this.shown.delete(id);
    void this.look();
  }

  dispose(): void {
    clearTimeout(this.takeover);
    this.closing.abort(new Error('The window is closing.'));
    for (const disposable of [...this.watching, this.changed, this.moved]) disposable.dispose();
  }

  private async look(): Promise<void> {
    const operations = await this.journal.load();
    for (const id of this.shown.keys()) {
      const isOver = !this.driven.has(id) && !operations.some((operation) => operation.id === id);
      // What failed here stays to be read.
      if (isOver && this.shown.get(id)?.state.kind === 'running') this.shown.delete(id);
    }
    this.changed.fire(undefined);
    const waiting = operations.filter(({ id }) => this.shown.get(id)?.state.kind !== 'unattached');
    await Promise.all(waiting.map((operation) => this.drive(operation)));
    clearTimeout(this.takeover);
    const isFollowing = [...this.shown.keys()].some((id) => !this.driven.has(id));
    if (isFollowing && !this.closing.signal.aborted)
      this.takeover = setTimeout(() => void this.look(), TAKEOVER_MS);
  }

  private async drive(operation: Operation): Promise<void> {
    const { id } = operation;
    if (this.driven.has(id)) return;
    this.driven.add(id);
    const release = await this.lock.acquire(id);
    if (!release) {
      this.driven.delete(id);
      this.shown.set(id, initialView(operation));
      this.changed.fire(undefined);
      return;
    }
    try {
      // Whoever had the lock until now may have gone further, or to the end.
      const latest = (await this.journal.load()).find((saved) => saved.id === id);
      if (latest) await this.run(latest);
    } catch (error) {
      if (!this.closing.signal.aborted) this.log.error(error);
    } finally {
      this.driven.delete(id);
      await release();
    }
  }

  private async run(operation: Operation): Promise<void> {
    const ports = await this.portsFor(operation);
    let latest = operation;
    const save = async (saved: Operation) => {
      latest = saved;
      await this.journal.save(saved);
    };
    const views = provision(operation, { ...ports, journal: { save } }, this.closing.signal);
    for await (const view of views) this.show(view);
    if (latest.outcome) await this.journal.end(latest);
  }

  private show(view: OperationView): void {
    const previous = this.shown.get(view.id);
    const line = operationText(view);
    if (!previous || operationText(previous) !== line) this.log.info(`${view.clusterName}: ${line}`);
    this.shown.set(view.id, view);
    this.moved.fire(view);
    this.changed.fire(undefined);
  }
}
