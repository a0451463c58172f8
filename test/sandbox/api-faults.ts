import { ServiceError } from './service';

/** What goes wrong on purpose, with calls of one action. */
export interface ApiFault {
  /** `*` for every service, and likewise for the action. */
  readonly service: string;
  readonly action: string;
  readonly effect: FaultEffect;
  /** How many calls it is for; without it, every one until the faults are cleared. */
  readonly times?: number;
}

export type FaultEffect =
  | { readonly kind: 'error'; readonly code: string; readonly message: string; readonly status: number }
  /** The connection breaks before anything was done. */
  | { readonly kind: 'reset' }
  /** What was asked for is done, and the connection breaks before the answer. */
  | { readonly kind: 'lost answer' }
  /** Nothing is done, and nothing is heard until the client gives up. */
  | { readonly kind: 'silence' }
  | { readonly kind: 'latency'; readonly ms: number };

/** The faults that are on. */
export class ApiFaults {
  #faults: (ApiFault & { left: number })[] = [];

  add(fault: ApiFault): void {
    this.#faults.push({ ...fault, left: fault.times ?? Infinity });
  }

  clear(): void {
    this.#faults = [];
  }

  /** The effects on one call, each of which is used up by it. */
  match(service: string, action: string): readonly FaultEffect[] {
    const hits = this.#faults.filter(
      (fault) =>
        fault.left > 0 && [service, '*'].includes(fault.service) && [action, '*'].includes(fault.action),
    );
    for (const fault of hits) fault.left -= 1;
    return hits.map(({ effect }) => effect);
  }
}

/** Reads a fault as it is posted: `{service, action, error?, reset?, lostAnswer?, silence?, latencyMs?, times?}`. */
export function parseApiFaults(posted: unknown): readonly ApiFault[] {
  const { service, action, error, reset, lostAnswer, silence, latencyMs, times } =
    posted as Partial<PostedFault>;
  if (typeof service !== 'string' || typeof action !== 'string') {
    throw new ServiceError('InvalidFault', 'A fault needs "service" and "action"; "*" means all.');
  }
  const effects: FaultEffect[] = [];
  if (latencyMs !== undefined) effects.push({ kind: 'latency', ms: latencyMs });
  if (reset === true) effects.push({ kind: 'reset' });
  if (lostAnswer === true) effects.push({ kind: 'lost answer' });
  if (silence === true) effects.push({ kind: 'silence' });
  if (error) {
    const { code, message = code, status = 400 } = error;
    effects.push({ kind: 'error', code, message, status });
  }
  if (effects.length === 0) {
    throw new ServiceError(
      'InvalidFault',
      'A fault needs "error", "reset", "lostAnswer", "silence" or "latencyMs".',
    );
  }
  return effects.map((effect) => ({ service, action, effect, ...(times !== undefined && { times }) }));
}

interface PostedFault {
  readonly service: string;
  readonly action: string;
  readonly error: { readonly code: string; readonly message?: string; readonly status?: number };
  readonly reset: boolean;
  readonly lostAnswer: boolean;
  readonly silence: boolean;
  readonly latencyMs: number;
  readonly times: number;
}
