import type { Clock } from '../ports/clock';

/**
 * Two a second. AWS publishes no rate for CloudFormation's reads; five DescribeStacks a second is what others report
 * (https://github.com/aws/aws-sam-cli/issues/2671), and we are not alone in an account.
 */
const GAP_MS = 500;

/** When which operation may read CloudFormation: those of an account and region share what AWS allows them. */
export class RateLimiter {
  private readonly queues = new Map</* place */ string, Queue>();

  constructor(private readonly clock: Clock) {}

  /**
   * Resolves when the read may go out: as soon as it is delayMs, or after those that were delayMs earlier.
   * @param read.place whose reads AWS counts together: account and region
   * @param read.id of the operation
   * @param read.delayMs in how many milliseconds
   * @throws the signal's reason, when aborted
   */
  async acquire(
    read: { readonly bucket: string; readonly id: string; readonly delayMs: number },
    signal: AbortSignal,
  ): Promise<void> {
    signal.throwIfAborted();
    const queue = this.queues.get(read.bucket) ?? new Queue(this.clock);
    this.queues.set(read.bucket, queue);
    await queue.acquire(read.id, read.delayMs, signal);
  }

  /** Lets this operation be read next. One that is being read just now need not hurry. */
  prioritize(id: string): void {
    for (const queue of this.queues.values()) queue.prioritize(id);
  }
}

interface Waiting {
  readonly id: string;
  dueAt: number;
  readonly go: () => void;
}

/** The reads of one account and region. One timer for the first caller, none while idle. */
class Queue {
  private readonly waiting = new Set<Waiting>();
  private freeAt = 0;
  private timer = new AbortController();
  private readonly now: () => number;

  constructor(private readonly clock: Clock) {
    this.now = monotonicClock(clock);
  }

  acquire(id: string, delayMs: number, signal: AbortSignal): Promise<void> {
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
      const waiting = { id, dueAt: this.now() + delayMs, go };
      signal.addEventListener('abort', leave);
      this.waiting.add(waiting);
      this.setTimer();
    });
  }

  prioritize(id: string): void {
    for (const waiting of this.waiting) if (waiting.id === id) waiting.dueAt = -Infinity;
    this.setTimer();
  }

  private setTimer(): void {
    this.timer.abort();
    const [first] = [...this.waiting].sort((a, b) => a.dueAt - b.dueAt);
    if (!first) return;
    const timer = new AbortController();
    this.timer = timer;
    const wait = Math.max(0, Math.max(first.dueAt, this.freeAt) - this.now());
    this.clock.sleep(wait, timer.signal).then(
      () => !timer.signal.aborted && this.release(first),
      () => undefined, // another timer has been set
    );
  }

  private release(first: Waiting): void {
    this.waiting.delete(first);
    this.freeAt = this.now() + GAP_MS;
    this.setTimer();
    first.go();
  }
}

/** Milliseconds from now on. A machine's clock may be set back: that must not cause an hour of waiting. */
function monotonicClock(clock: Clock): () => number {
  let [passed, latest] = [0, clock.now()];
  return () => {
    const now = clock.now();
    passed += Math.max(0, now - latest);
    latest = now;
    return passed;
  };
}
