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
      // Node wraps the reason in an error of its own; callers compare with the signal's.
      signal.throwIfAborted();
    }
  },
};
