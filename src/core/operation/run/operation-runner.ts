import type { Report } from '../../background';
import type { Clock } from '../../ports/clock';
import type { HeldLock, Journal, OperationLock } from '../../ports/journal';
import type * as Engine from './lazy-parts';
import type { Operation } from '../operation';
import { FileSystemRetry } from './file-system-retry';
import { RateLimiter } from '../../cloudformation/rate-limiter';
import type { OperationDeps } from '../operation-context';
import { usualDuration } from '../duration';
import type { OperationView } from '../view';

export interface OperationRunnerDeps {
  readonly journal: Journal;
  readonly lock: OperationLock;
  readonly clock: Clock;
  /** Called with what blocks this window from running an operation. */
  readonly report: Report;
  /** Loaded once there is an operation. */
  readonly lazyParts: () => Promise<
    Pick<typeof Engine, 'decide' | 'runOperation' | 'refreshAllKept' | 'viewOf'>
  >;
  readonly portsFor: (
    operation: Operation,
  ) => Promise<Omit<OperationDeps, 'clock' | 'journal' | 'usualMs' | 'acquireRead'>>;
}

/** Why a run is stopped: the user wants something else done. */
const INTERRUPTED = new Error('The user has chosen otherwise.');

/** Carries out the operations whose locks this window gets hold of. */
export class OperationRunner {
  private readonly runs = new Map</* operation id */ string, AbortController>();
  private readonly rateLimiter: RateLimiter;
  private readonly fileSystemRetry: FileSystemRetry;

  /**
   * @param closing aborted when the window closes
   * @param onProgress called with the current view of an operation
   */
  constructor(
    private readonly deps: OperationRunnerDeps,
    private readonly closing: AbortSignal,
    private readonly onProgress: (view: OperationView) => void,
  ) {
    this.rateLimiter = new RateLimiter(deps.clock);
    this.fileSystemRetry = new FileSystemRetry(deps.clock, (error) => {
      if (!closing.aborted) deps.report(error);
    });
  }

  isRunning(id: string): boolean {
    return this.runs.has(id);
  }

  /** The user decided otherwise: the run stops, and continues as decided. */
  interrupt(id: string): void {
    this.runs.get(id)?.abort(INTERRUPTED);
  }

  prioritize(id: string): void {
    this.rateLimiter.prioritize(id);
  }

  /**
   * Continues an operation for as long as it can.
   * @returns `elsewhere` where another window drives it
   */
  async run(id: string): Promise<'driven' | 'elsewhere'> {
    this.runs.set(id, new AbortController());
    try {
      const held = await this.fileSystemRetry.run(() => this.deps.lock.acquire(id), this.closing);
      if (!held) return 'elsewhere';
      await this.whileHeld(id, held);
      return 'driven';
    } finally {
      this.runs.delete(id);
    }
  }

  /** What to show of an operation that is not in progress here. */
  async viewOf(operation: Operation): Promise<OperationView> {
    const { viewOf } = await this.deps.lazyParts();
    return viewOf(operation, await this.portsFor(operation));
  }

  private async whileHeld(id: string, held: HeldLock): Promise<void> {
    try {
      while (await this.runOnce(id, held.lost));
    } catch (error) {
      // Another window resumes it, or the next one will.
      if (!held.lost.aborted && !this.closing.aborted) throw error;
    } finally {
      await held.release();
    }
  }

  /** @returns whether the user wants something else by now */
  private async runOnce(id: string, lost: AbortSignal): Promise<boolean> {
    const held = AbortSignal.any([lost, this.closing]);
    const journal = this.fileSystemRetry.journal(this.deps.journal, held);
    const { runOperation } = await this.deps.lazyParts();
    // Before the decision is read: one that comes later must find whom to stop.
    const run = new AbortController();
    this.runs.set(id, run);
    const operation = await this.applyChoice(id, journal);
    if (!operation) return false;
    const signal = AbortSignal.any([run.signal, held]);
    let latest = operation;
    const save = async (saved: Operation) => {
      latest = saved;
      await this.fileSystemRetry.run(() => this.deps.journal.save(saved), signal);
    };
    const deps = await this.fileSystemRetry.run(() => this.portsFor(operation), held);
    const workspace = this.fileSystemRetry.workspace(deps.workspace, signal);
    try {
      const patient = { ...deps, workspace, journal: { save } };
      for await (const view of runOperation(operation, patient, signal)) this.onProgress(view);
    } catch (error) {
      if (signal.reason !== INTERRUPTED) throw error;
    }
    if (latest.outcome) await journal.end(latest);
    return run.signal.aborted || (await journal.readDecision(id)) !== undefined;
  }

  /**
   * The operation as the user wants it, which the journal says before the decision is forgotten. The window that had
   * the lock until now may have gone further, or to the end.
   */
  private async applyChoice(
    id: string,
    journal: ReturnType<FileSystemRetry['journal']>,
  ): Promise<Operation | undefined> {
    const operation = (await journal.load()).find((saved) => saved.id === id);
    const decision = await journal.readDecision(id);
    if (!operation || !decision) return operation;
    const { decide } = await this.deps.lazyParts();
    const decided = decide(operation, decision, this.deps.clock.now());
    if (decided !== operation) await journal.save(decided);
    await journal.forgetDecision(id);
    return decided;
  }

  private async portsFor(operation: Operation): Promise<OperationDeps> {
    const { clock, journal, portsFor } = this.deps;
    const { id, accountId, role } = operation;
    const place = `${accountId}/${role.region}`;
    return {
      ...(await portsFor(operation)),
      clock,
      journal,
      usualMs: usualDuration(await journal.ended(), operation),
      acquireRead: (delayMs, signal) => this.rateLimiter.acquire({ bucket: place, id, delayMs }, signal),
    };
  }
}
