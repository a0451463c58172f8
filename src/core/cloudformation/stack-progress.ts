import { firstFailure } from './first-failure';
import { compareEvents, isStackEvent, type StackEvent } from './stack-event';
import { exists, resourceStatus, stackState, type ResourceView, type StackState } from './stack-status';

/**
 * What the events of a stack add up to. Events may come twice, out of order and in any number of pieces: the result is
 * the same, for each is known by its ID and they are put in order of their time.
 */
export class StackProgress {
  private readonly seen = new Map</* event id */ string, StackEvent>();
  private attempt = readAttempt([], undefined);

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
    this.read();
  }

  /** @returns whether anything was new */
  add(events: readonly StackEvent[]): boolean {
    const before = this.seen.size;
    for (const event of events) this.seen.set(event.id, event);
    if (this.seen.size > before) this.read();
    return this.seen.size > before;
  }

  has(event: StackEvent): boolean {
    return this.seen.has(event.id);
  }

  /** Of the stack itself; `inProgress` before its first event. */
  get state(): StackState {
    return this.attempt.stackEvent ? stackState(this.attempt.stackEvent.status) : 'inProgress';
  }

  /** Client request token of the call that led to the current status. */
  get endedBy(): string | undefined {
    return this.attempt.stackEvent?.clientRequestToken;
  }

  get resources(): readonly ResourceView[] {
    return [...this.expected].map(([logicalId, type]) => this.resource(logicalId, type));
  }

  isComplete(logicalId: string): boolean {
    const type = this.expected.get(logicalId);
    return type !== undefined && this.resource(logicalId, type).status === 'complete';
  }

  /**
   * Logical IDs of what is there: it came to be, and was not deleted; `undefined` where no event of any resource could be
   * read.
   */
  get remaining(): readonly string[] | undefined {
    if (this.attempt.byResource.size === 0 && this.attempt.existedBefore.size === 0) return undefined;
    return [...this.expected.keys()].filter((logicalId) => this.exists(logicalId));
  }

  /** UpdateStack can continue from where the stack failed. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html */
  get canContinue(): boolean {
    return ['CREATE_FAILED', 'UPDATE_FAILED'].includes(this.attempt.stackEvent?.status ?? '');
  }

  /** What CloudFormation could not delete, each with its last reason. */
  get notDeleted(): readonly StackEvent[] {
    const last = [...this.expected.keys()].flatMap(
      (logicalId) => this.attempt.byResource.get(logicalId)?.at(-1) ?? [],
    );
    return last.filter(({ status }) => status === 'DELETE_FAILED');
  }

  /** Why the stack stopped short, where it did. */
  get firstFailure(): StackEvent | undefined {
    return firstFailure(this.attempt.events);
  }

  private exists(logicalId: string): boolean {
    const last = this.attempt.byResource.get(logicalId)?.at(-1);
    if (!last) return this.attempt.existedBefore.has(logicalId);
    // What could not be changed or deleted still exists.
    return exists(last.status) || ['UPDATE_FAILED', 'DELETE_FAILED'].includes(last.status);
  }

  private get expected(): ReadonlyMap<string, string> {
    return this.template ?? this.attempt.resourceTypes;
  }

  private read(): void {
    this.attempt = readAttempt([...this.seen.values()].sort(compareEvents), this.startedBy);
  }

  private resource(logicalId: string, type: string): ResourceView {
    const events = this.attempt.byResource.get(logicalId) ?? [];
    const last = events.at(-1);
    if (!last)
      return { logicalId, type, status: this.attempt.existedBefore.has(logicalId) ? 'complete' : 'waiting' };
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

/** The run that counts. */
interface StackAttempt {
  /** Oldest first. */
  readonly events: readonly StackEvent[];
  /** The stack's own last one. */
  readonly stackEvent?: StackEvent;
  readonly byResource: ReadonlyMap</* logical id */ string, readonly StackEvent[]>;
  readonly resourceTypes: ReadonlyMap</* logical id */ string, /* type */ string>;
  /** Logical IDs of what was there when the run began. */
  readonly existedBefore: ReadonlySet<string>;
}

/** @param sorted all events, oldest first */
function readAttempt(sorted: readonly StackEvent[], startedBy: string | undefined): StackAttempt {
  const start = startedBy === undefined ? 0 : startIndex(sorted, startedBy);
  const events = sorted.slice(start);
  const ofResources = events.filter((event) => !isStackEvent(event));
  const lastBefore = new Map(
    sorted
      .slice(0, start)
      .filter((event) => !isStackEvent(event))
      .map((event) => [event.logicalId, event]),
  );
  return {
    events,
    stackEvent: events.findLast(isStackEvent),
    byResource: groupByResource(ofResources),
    resourceTypes: new Map(ofResources.map(({ logicalId, resourceType }) => [logicalId, resourceType])),
    existedBefore: new Set(
      [...lastBefore.values()].filter(({ status }) => exists(status)).map((e) => e.logicalId),
    ),
  };
}

function groupByResource(events: readonly StackEvent[]): StackAttempt['byResource'] {
  const of = new Map<string, StackEvent[]>();
  for (const event of events) {
    const others = of.get(event.logicalId);
    if (others) others.push(event);
    else of.set(event.logicalId, [event]);
  }
  return of;
}

function startIndex(sorted: readonly StackEvent[], token: string): number {
  const start = sorted.findIndex((event) => event.clientRequestToken === token);
  return start < 0 ? sorted.length : start;
}

function isDeletion(status: string): boolean {
  return status.startsWith('DELETE_');
}
