import type { Clock } from './ports/clock';

export interface Pace {
  readonly everyMs: number;
  /** A look after it is the last one. */
  readonly forMs: number;
}

/**
 * Looks again and again until something is found or the time is over. Fails as a look does, and with the signal's reason
 * while it waits.
 * @param look finds nothing with `undefined`
 * @returns what was found; `undefined` when the time is over
 */
export async function poll<T>(
  look: () => Promise<T | undefined>,
  { everyMs, forMs }: Pace,
  clock: Pick<Clock, 'now' | 'sleep'>,
  signal: AbortSignal,
): Promise<T | undefined> {
  const deadline = clock.now() + forMs;
  while (true) {
    const found = await look();
    if (found !== undefined || clock.now() >= deadline) return found;
    await clock.sleep(everyMs, signal);
  }
}
