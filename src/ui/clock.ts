import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../core/ports/clock';

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  async sleep(ms, signal) {
    try {
      await setTimeout(ms, undefined, { signal });
    } catch {
      // Node wraps the reason in another error, but callers compare with the reason of the signal.
      signal.throwIfAborted();
    }
  },
};
