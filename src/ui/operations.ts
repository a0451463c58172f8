import * as vscode from 'vscode';
import type { Operation } from '../core/operation/operation';
import { initialView, provision } from '../core/operation/provision';
import type { ProvisionPorts } from '../core/operation/run';
import type { OperationView } from '../core/operation/view';
import type { Journal, OperationLock } from '../core/ports/journal';
import type { Log } from './log';
import { operationText } from './operation-text';

export type PortsFor = (operation: Operation) => Promise<ProvisionPorts>;

/**
 * The operations that this window knows of. One window drives each: the one that holds its lock. The others show what
 * the journal says.
 */
export class Operations implements vscode.Disposable {
  private readonly current = new Map</* operation id */ string, OperationView>();
  private readonly changed = new vscode.EventEmitter<OperationView>();
  private readonly closing = new AbortController();
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly journal: Journal,
    private readonly lock: OperationLock,
    private readonly portsFor: PortsFor,
    private readonly log: Log,
  ) {}

  get views(): readonly OperationView[] {
    return [...this.current.values()];
  }

  /** Starts a new operation; the journal has it before this returns. @returns what to show at first */
  async start(operation: Operation): Promise<OperationView> {
    await this.journal.save(operation);
    void this.drive(operation);
    return initialView(operation);
  }

  /** Goes on with what an earlier window left, unless another window is at it. */
  async resume(): Promise<void> {
    const operations = await this.journal.load();
    await Promise.all(operations.map((operation) => this.drive(operation)));
  }

  dispose(): void {
    this.closing.abort(new Error('The window is closing.'));
    this.changed.dispose();
  }

  private async drive(operation: Operation): Promise<void> {
    const release = await this.lock.acquire(operation.id);
    if (!release) return;
    try {
      await this.run(operation);
    } catch (error) {
      if (!this.closing.signal.aborted) this.log.error(error);
    } finally {
      await release();
    }
  }

  private async run(operation: Operation): Promise<void> {
    const ports = await this.portsFor(operation);
    let latest = operation;
    const journal = {
      save: async (saved: Operation) => {
        latest = saved;
        await this.journal.save(saved);
      },
    };
    for await (const view of provision(operation, { ...ports, journal }, this.closing.signal))
      this.show(view);
    if (latest.outcome) await this.journal.end(latest);
  }

  private show(view: OperationView): void {
    const previous = this.current.get(view.id);
    const line = operationText(view);
    if (!previous || operationText(previous) !== line) this.log.info(`${view.clusterName}: ${line}`);
    this.current.set(view.id, view);
    this.changed.fire(view);
  }
}
