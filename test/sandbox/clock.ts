/** Simulated time: AWS's minutes pass `speed` times as fast as the machine's. */
export interface SimulatedClock {
  readonly speed: number;
  /** Milliseconds since the epoch, in real time: signatures and expiry dates are checked by it. */
  now(): number;
  /** Runs `action` after `simulatedMs` of AWS's time; the returned function cancels it. */
  after(simulatedMs: number, action: () => void): () => void;
}

export function simulatedClock(speed: number): SimulatedClock {
  return {
    speed,
    now: () => Date.now(),
    after(simulatedMs, action) {
      const timer = setTimeout(action, simulatedMs / speed);
      // What is still to happen in AWS keeps no process alive.
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
}

/** Resolves after `simulatedMs` of AWS's time. */
export function pause(clock: SimulatedClock, simulatedMs: number): Promise<void> {
  return new Promise((resolve) => clock.after(simulatedMs, resolve));
}
