import type { Clock } from '../ports/clock';

/**
 * Two a second. AWS publishes no rate for CloudFormation's reads; five DescribeStacks a second is what others report
 * (https://github.com/aws/aws-sam-cli/issues/2671), and we are not alone in an account.
 */
const GAP_MS = 500;

/** When which operation may read CloudFormation: those of an account and region share what AWS allows them. */
export class ReadPace {
  private readonly queues = new Map</* place */ string, Queue>();

  constructor(private readonly clock: Clock) {}

  /**
   * Resolves when the read may go out: as soon as it is wanted, or after those that were wanted earlier.
   * @param read.place whose reads AWS counts together: account and region
   * @param read.id of the operation
   * @param read.wanted in how many milliseconds
   * @throws the signal's reason, when aborted
   */
  async turn(
    read: { readonly place: string; readonly id: string; readonly wanted: number },
    signal: AbortSignal,
  ): Promise<void> {
    signal.throwIfAborted();
    const queue = this.queues.get(read.place) ?? new Queue(this.clock);
    this.queues.set(read.place, queue);
    await queue.turn(read.id, read.wanted, signal);
  }

  /** Lets this operation be read next. One that is being read just now need not hurry. */
  hurry(id: string): void {
    for (const queue of this.queues.values()) queue.hurry(id);
  }
}

interface Waiting {
  readonly id: string;
  wantedAt: number;
  readonly go: () => void;
}

/** The reads of one place. There is one timer, for whoever is first, and none while nobody waits. */
class Queue {
  private readonly waiting = new Set<Waiting>();
  private freeAt = 0;
  private timer = new AbortController();
  private readonly time: () => number;

  constructor(private readonly clock: Clock) {
    this.time = neverBack(clock);
  }

  turn(id: string, wanted: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.waiting.delete(waiting);
        this.setTimer();
        reject(signal.reason as Error);
      };
      const go = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const waiting = { id, wantedAt: this.time() + wanted, go };
      signal.addEventListener('abort', leave);
      this.waiting.add(waiting);
      this.setTimer();
    });
  }

  hurry(id: string): void {
    for (const waiting of this.waiting) if (waiting.id === id) waiting.wantedAt = -Infinity;
    this.setTimer();
  }

  private setTimer(): void {
    this.timer.abort();
    const [first] = [...this.waiting].sort((a, b) => a.wantedAt - b.wantedAt);
    if (!first) return;
    const timer = new AbortController();
    this.timer = timer;
    const wait = Math.max(0, Math.max(first.wantedAt, this.freeAt) - this.time());
    this.clock.sleep(wait, timer.signal).then(
      () => !timer.signal.aborted && this.letGo(first),
      () => undefined, // another timer has been set
    );
  }

  private letGo(first: Waiting): void {
    this.waiting.delete(first);
    this.freeAt = this.time() + GAP_MS;
    this.setTimer();
    first.go();
  }
}

/** Milliseconds from now on. A machine's clock may be set back: nobody must wait an hour for that. */
function neverBack(clock: Clock): () => number {
  let [passed, latest] = [0, clock.now()];
  return () => {
    const now = clock.now();
    passed += Math.max(0, now - latest);
    latest = now;
    return passed;
  };
}
