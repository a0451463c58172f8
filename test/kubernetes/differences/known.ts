import type { Difference } from '../compare';

/** In what the simulated API differs from the real one, and why it may. */
export interface KnownDifference {
  /** Of `scene: probe`; every probe unless given. */
  readonly probes?: RegExp;
  /** Of `status`, `contentType`, `reason`, `causes` or a path of the body. */
  readonly at: RegExp;
  readonly simulated: 'lacks it' | 'adds it' | 'differs';
  readonly why: string;
  /** Controllers act at their own pace, so that a probe may come before them; else it happens in every run. */
  readonly happens?: 'at times';
}

/** Whether it is that difference. */
export function isKnownAs(
  { probes = /^/, at, simulated }: KnownDifference,
  probe: string,
  difference: Difference,
): boolean {
  return probes.test(probe) && at.test(difference.at) && simulated === directionOf(difference);
}

function directionOf({ simulated, real }: Difference): KnownDifference['simulated'] {
  if (simulated === undefined) return 'lacks it';
  return real === undefined ? 'adds it' : 'differs';
}
