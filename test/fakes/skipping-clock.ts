import type { Clock } from '../../src/core/ports/clock';
import { seededChance } from './seeded-chance';

interface Sleeper {
  due: number;
  readonly wake: () => void;
}

/**
 * Time that many sleep in at once, and which passes without waiting: once all who are awake have done what they can, it
 * is as late as the next one wants to wake.
 */
export class SkippingClock implements Clock {
  private readonly sleepers = new Set<Sleeper>();
  private isPassing = false;
  private time = Date.UTC(2026, 10, 22);
  readonly random: () => number;

  /** @param seed of its jitter */
  constructor(seed = 1) {
    this.random = seededChance(seed);
  }

  /** How many sleep now. */
  get asleep(): number {
    return this.sleepers.size;
  }

  now(): number {
    return this.time;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const giveUp = () => {
        this.sleepers.delete(sleeper);
        reject(signal.reason as Error);
      };
      const wake = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const sleeper = { due: this.time + ms, wake };
      signal.addEventListener('abort', giveUp);
      this.sleepers.add(sleeper);
      if (!this.isPassing) void this.pass();
    });
  }

  /** As a user or a time server does: sleepers wake no later for it. */
  setBack(ms: number): void {
    this.time -= ms;
    for (const sleeper of this.sleepers) sleeper.due -= ms;
  }

  private async pass(): Promise<void> {
    this.isPassing = true;
    while (this.sleepers.size > 0) {
      await allSettled();
      const [first] = [...this.sleepers].sort((a, b) => a.due - b.due);
      if (!first) break;
      this.sleepers.delete(first);
      this.time = Math.max(this.time, first.due);
      first.wake();
    }
    this.isPassing = false;
  }
}

/** Everything that waits for a promise has run when the event loop comes round. */
function allSettled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
