import { STACK_TYPE, type StackEvent } from './stack-event';
import { isCancelled, resourceStatus, stackState, type StackState } from './stack-status';
import type { ResourceView } from './view';

/**
 * What the events of a stack add up to. Events may come twice, out of order and in any number of pieces: the result is
 * the same, for each is known by its ID and they are sorted by their time.
 */
export class StackProgress {
  private readonly seen = new Map</* event id */ string, StackEvent>();
  private sorted: readonly StackEvent[] = [];
  /** What was there before the run that counts began. */
  private before: readonly StackEvent[] = [];

  /**
   * @param template logical ID and type of every resource; where absent, those that the events name
   * @param startedBy client request token of the run that counts; what happened to the stack before it does not, save
   * that what is complete stays so
   */
  constructor(
    private readonly template?: ReadonlyMap<string, string>,
    public startedBy?: string,
  ) {}

  /** What happened to the stack before the run of that client request token no longer counts. */
  startAt(clientRequestToken: string): void {
    this.startedBy = clientRequestToken;
    this.sort();
  }

  /** @returns whether anything was new */
  add(events: readonly StackEvent[]): boolean {
    const before = this.seen.size;
    for (const event of events) this.seen.set(event.id, event);
    if (this.seen.size > before) this.sort();
    return this.seen.size > before;
  }

  knows(event: StackEvent): boolean {
    return this.seen.has(event.id);
  }

  /** Of the stack itself; `inProgress` before its first event. */
  get state(): StackState {
    const own = this.sorted.findLast((event) => event.resourceType === STACK_TYPE);
    return own ? stackState(own.status) : 'inProgress';
  }

  /** Client request token of whoever brought the stack to where it is. */
  get endedBy(): string | undefined {
    return this.sorted.findLast((event) => event.resourceType === STACK_TYPE)?.clientRequestToken;
  }

  get resources(): readonly ResourceView[] {
    return [...this.expected].map(([logicalId, type]) => this.resource(logicalId, type));
  }

  isComplete(logicalId: string): boolean {
    return this.resources.some((r) => r.logicalId === logicalId && r.status === 'complete');
  }

  /** Logical IDs of what is there: it came to be, and was not deleted. */
  get remaining(): readonly string[] {
    const notDeleted = new Set(this.notDeleted.map(({ logicalId }) => logicalId));
    const there = this.resources.filter((r) => r.status === 'complete' || notDeleted.has(r.logicalId));
    return there.map(({ logicalId }) => logicalId);
  }

  /** What CloudFormation could not delete, each with its last reason. */
  get notDeleted(): readonly StackEvent[] {
    const last = [...this.expected.keys()].flatMap((logicalId) => this.eventsOf(logicalId).at(-1) ?? []);
    return last.filter(({ status }) => status === 'DELETE_FAILED');
  }

  /**
   * The first failure in time that is not the echo of another; of the stack itself where no resource failed. That
   * something cannot be deleted comes after it.
   */
  get firstFailure(): StackEvent | undefined {
    const failures = this.sorted.filter(
      ({ status, reason }) =>
        status.endsWith('_FAILED') && status !== 'DELETE_FAILED' && !isCancelled(reason),
    );
    return failures.find((event) => event.resourceType !== STACK_TYPE) ?? failures[0];
  }

  private get expected(): ReadonlyMap<string, string> {
    if (this.template) return this.template;
    const resources = this.sorted.filter(({ resourceType }) => resourceType !== STACK_TYPE);
    return new Map(resources.map(({ logicalId, resourceType }) => [logicalId, resourceType]));
  }

  private sort(): void {
    // DescribeStackEvents is newest first: reversing before the stable sort keeps the order within one millisecond.
    const sorted = [...this.seen.values()].reverse().sort((a, b) => a.at - b.at);
    const start = this.startedBy === undefined ? 0 : this.startOf(sorted, this.startedBy);
    this.before = sorted.slice(0, start);
    this.sorted = sorted.slice(start);
  }

  private startOf(sorted: readonly StackEvent[], token: string): number {
    const start = sorted.findIndex((event) => event.clientRequestToken === token);
    return start < 0 ? sorted.length : start;
  }

  private earlier(logicalId: string, type: string): ResourceView {
    const last = this.before.findLast(
      (event) => event.logicalId === logicalId && event.resourceType !== STACK_TYPE,
    );
    return { logicalId, type, status: last && isComplete(last.status) ? 'complete' : 'waiting' };
  }

  private eventsOf(logicalId: string): readonly StackEvent[] {
    return this.sorted.filter((event) => event.logicalId === logicalId && event.resourceType !== STACK_TYPE);
  }

  private resource(logicalId: string, type: string): ResourceView {
    const events = this.eventsOf(logicalId);
    const last = events.at(-1);
    if (!last) return this.earlier(logicalId, type);
    // A deletion takes its own time, whatever time the creation took.
    const first = events.find(({ status }) => isDeletion(status) === isDeletion(last.status)) ?? last;
    const status = resourceStatus(last.status, last.reason);
    return {
      logicalId,
      type,
      status,
      // Why it failed is worth knowing once it is deleted, too.
      reason: last.reason ?? events.findLast((event) => event.status.endsWith('_FAILED'))?.reason,
      startedAt: first.at,
      endedAt: status === 'inProgress' || status === 'deleting' ? undefined : last.at,
    };
  }
}

function isComplete(status: string): boolean {
  return status === 'CREATE_COMPLETE' || status === 'UPDATE_COMPLETE';
}

function isDeletion(status: string): boolean {
  return status.startsWith('DELETE_');
}
