import type { Clock } from '../../src/core/ports/clock';

/** Time that passes only while somebody sleeps: an eleven-minute stack runs in milliseconds. */
export class FakeClock implements Clock {
  constructor(private time = Date.UTC(2026, 10, 22)) {}

  now(): number {
    return this.time;
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.time += ms;
    // Lets everybody else who can run do so first, as a real timer would.
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
  }

  random(): number {
    return 0.5;
  }
}
