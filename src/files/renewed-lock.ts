import { lock } from 'proper-lockfile';

export interface Lock {
  /** Aborted when another took the lock over, because this machine slept for longer than a lock lasts. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/**
 * Takes the lock and renews it until it is released. Loaded when it is needed: the library listens to the signals of the
 * process from then on.
 * @param staleMs a holder that has not renewed its lock for so long is gone
 * @throws an error with the code `ELOCKED` while another holds it
 */
export async function takeLock(path: string, { staleMs }: { readonly staleMs: number }): Promise<Lock> {
  const lost = new AbortController();
  const release = await lock(path, {
    stale: staleMs,
    realpath: false,
    onCompromised: (error) => lost.abort(error),
  });
  return {
    lost: lost.signal,
    release: async () => {
      if (lost.signal.aborted) return;
      // One that cannot be removed is no longer renewed, and goes stale.
      await release().catch(() => undefined);
    },
  };
}
