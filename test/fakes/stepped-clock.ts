import type { SimulatedClock } from '../sandbox/clock';

interface Timer {
  readonly due: number;
  readonly action: () => void;
}

/** A clock whose time passes only when a test says so. */
export class SteppedClock implements SimulatedClock {
  readonly speed = 1;
  #now: number;
  #timers: Timer[] = [];

  constructor(start = Date.parse('2026-11-22T12:00:00Z')) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  after(simulatedMs: number, action: () => void): () => void {
    const timer = { due: this.#now + simulatedMs, action };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Lets time pass, and with it everything that falls due, in order. */
  async advance(simulatedMs: number): Promise<void> {
    const end = this.#now + simulatedMs;
    await promisesSettled();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#now = next.due;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      next.action();
      await promisesSettled();
    }
    this.#now = end;
  }

  #next(end: number): Timer | undefined {
    return this.#timers.filter(({ due }) => due <= end).toSorted((a, b) => a.due - b.due)[0];
  }
}

/** Everything that waits for a promise has run when the event loop comes round; controllers hand on to each other. */
async function promisesSettled(): Promise<void> {
  for (let round = 0; round < 10; round++) await new Promise((resolve) => setImmediate(resolve));
}
