import type { YAMLMap, YAMLSeq } from 'yaml';
import type { ParsedPair } from './yaml-positions';

/** Replaces a part of the text. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * How a change is written: in block style, by indentation, or in flow style, by brackets. `undefined` where the text
 * has no place for the change.
 */
export interface Style {
  appendItem(text: string, seq: YAMLSeq, value: unknown): readonly Splice[] | undefined;
  removeItem(text: string, seq: YAMLSeq, index: number): readonly Splice[] | undefined;
  appendPair(text: string, map: YAMLMap, key: string, value: unknown): readonly Splice[] | undefined;
  replaceValue(text: string, pair: ParsedPair, value: unknown): readonly Splice[] | undefined;
}

/** Two of them want the same characters. At one and the same place, one may insert after the other. */
export function haveOverlap(splices: readonly Splice[]): boolean {
  const sorted = splices.toSorted((a, b) => a.start - b.start || a.end - b.end);
  return sorted.some((splice, index) => splice.start < (sorted[index - 1]?.end ?? 0));
}

/** Splices do not overlap. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  return splices
    .toReversed()
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (result, { start, end, text: inserted }) => result.slice(0, start) + inserted + result.slice(end),
      text,
    );
}
