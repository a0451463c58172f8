import type { CallClock } from '../../src/kube/retry';

/** Time that passes only while a call waits. */
export class FakeCallClock implements CallClock {
  readonly waits: number[] = [];
  #now = Date.UTC(2026, 10, 30);

  now(): number {
    return this.#now;
  }

  /** How long it was waited, all in all. */
  get waited(): number {
    return this.waits.reduce((sum, ms) => sum + ms, 0);
  }

  pause(ms: number): Promise<void> {
    this.waits.push(ms);
    this.#now += ms;
    return Promise.resolve();
  }
}
