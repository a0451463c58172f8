/** One figure of the bench, beside what it is compared with. */
export interface Row {
  readonly name: string;
  readonly unit: 'ms' | 's' | 'KB' | 'MB' | 'calls' | 'calls/s' | 'calls/min' | 'of 200';
  readonly value: number;
  readonly comparedWith: { readonly name: string; readonly value: number };
}

/** Something that the bench measures. Nothing in it fails on a figure: figures depend on the machine. */
export type Measurement = (options: BenchOptions) => Promise<readonly Row[]>;

export interface BenchOptions {
  /** How often a time is taken; the median counts. */
  readonly runs: number;
}

/** The middle value: one slow start says nothing about the others. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) throw new Error('There is no median of nothing.');
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
