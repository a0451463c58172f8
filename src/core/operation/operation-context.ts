import * as l10n from '@vscode/l10n';
import type { ProvisionSession } from '../ports/aws';
import type { Clock } from '../ports/clock';
import type { Journal } from '../ports/journal';
import type { KubernetesPort } from '../ports/kubernetes';
import type { WorkspacePort } from '../ports/workspace';
import { LatestValue } from '../latest-value';
import type { Operation } from './operation';
import { operationView, stepsOf } from './to-view';
import type { StackProgress } from '../cloudformation/stack-progress';
import type { OperationState, OperationView, StepView } from './view';

/** Everything an operation needs of the world. */
export interface OperationDeps {
  readonly clock: Clock;
  readonly journal: Pick<Journal, 'save'>;
  /** A session with the role's full rights; the same one until it fails. */
  readonly session: () => Promise<ProvisionSession>;
  readonly kubernetes: () => Promise<KubernetesPort>;
  readonly workspace: WorkspacePort;
  /** Of this installation: the second tag of every stack. */
  readonly installation: string;
  /** What takes longer, in milliseconds, takes longer than usual. */
  readonly overdueAfterMs: number;
  /** What it usually takes, in milliseconds, where that is known. */
  readonly usualMs?: number;
  /** Resolves when CloudFormation may be read again, in `delayMs` milliseconds at the earliest. */
  readonly acquireRead: (delayMs: number, signal: AbortSignal) => Promise<void>;
}

/** The result of a run, and the operation that follows it, if any. */
export interface RunResult {
  readonly view: OperationView;
  readonly next?: Operation;
}

/** One running operation: its current state and its listeners. */
export class OperationContext<O extends Operation> {
  readonly views = new LatestValue<OperationView>();
  private activity = l10n.t('Starting');
  private saving: Promise<void> = Promise.resolve();
  private readonly steps: Map<StepView['id'], StepView['status']>;

  constructor(
    public operation: O,
    readonly deps: OperationDeps,
    readonly stack: StackProgress,
  ) {
    this.steps = stepsOf(operation);
  }

  /** Journal first, everybody else after: what is shown is also what survives. */
  async record(change: Partial<O>): Promise<void> {
    this.operation = { ...this.operation, ...change };
    // One after the other: the stack and the cluster report side by side, and the older state must not be written last.
    const before = this.saving.catch(() => undefined); // its own caller gets the error
    this.saving = before.then(() => this.deps.journal.save(this.operation));
    await this.saving;
    // The end is reported once, by the last view.
    if (!this.operation.outcome && this.operation.stack.step !== 'failed') this.show();
  }

  /** Something the user should know in the end, though it stopped nothing. Journaled with the next step. */
  note(text: string): void {
    this.operation = { ...this.operation, notes: [...new Set([...this.operation.notes, text])] };
  }

  step(id: StepView['id'], status: StepView['status'], activity?: string): void {
    this.steps.set(id, status);
    this.setActivity(activity ?? this.activity);
  }

  setActivity(activity: string): void {
    this.activity = activity;
    this.show();
  }

  /** Whatever its journal says now. */
  get view(): OperationView {
    const elapsedMs = this.deps.clock.now() - this.operation.startedAt;
    const isOverdue = elapsedMs > this.deps.overdueAfterMs;
    return this.viewAs({ kind: 'running', activity: this.activity, isOverdue, elapsedMs });
  }

  /** @param running the state for as long as the journal knows of no end */
  viewAs(running: OperationState): OperationView {
    const { usualMs } = this.deps;
    return operationView(this.operation, { stack: this.stack, steps: this.steps, running, usualMs });
  }

  private show(): void {
    this.views.push(this.view);
  }
}
