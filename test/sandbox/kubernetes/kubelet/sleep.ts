import type { SimulatedClock } from '../../clock';

/** Resolves after a time of the cluster. @throws the reason of the signal, if that comes first */
export function sleep(clock: SimulatedClock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const giveUp = () => {
      cancel();
      reject(signal.reason as Error);
    };
    const cancel = clock.after(ms, () => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    });
    signal.addEventListener('abort', giveUp, { once: true });
  });
}

/** How long to wait before the next attempt: 10 seconds, then twice as long each time, at most five minutes. */
export class BackOff {
  #next = 10_000;

  next(): number {
    const now = this.#next;
    this.#next = Math.min(300_000, this.#next * 2);
    return now;
  }

  reset(): void {
    this.#next = 10_000;
  }
}

/** As Go prints it: `10s`, `2m40s`. */
export function goDuration(ms: number): string {
  if (ms < 1000) return `${ms}ms`;
  const [minutes, seconds] = [Math.floor(ms / 60_000), (ms % 60_000) / 1000];
  return minutes === 0 ? `${seconds}s` : `${minutes}m${seconds}s`;
}
