import { isNode, isScalar, stringify, type Node, type YAMLSeq } from 'yaml';
import {
  afterColon,
  column,
  contentEnd,
  contentStart,
  lineBreak,
  lineStart,
  nextLineStart,
  visibleEnd,
} from './yaml-positions';
import type { ParsedPair } from './yaml-positions';
import type { Splice, Style } from './splice';
import { withoutTrailing } from '../foreign/trailing';

/** Whole lines are added and removed; what follows a value on its line, a comment, stays there. */
export const blockStyle: Style = {
  appendItem: (text, seq, value) => [
    linesAfter(text, seq, blockLines([value], column(text, contentStart(seq)))),
  ],

  appendPair: (text, map, key, value) => [
    linesAfter(text, map, blockLines({ [key]: value }, column(text, contentStart(map)))),
  ],

  removeItem(text, seq, index) {
    const item = seq.items[index];
    const dash = dashOf(seq, index);
    if (!isNode(item) || dash === undefined) return undefined;
    const start = lineStart(text, dash);
    const removed = { start, end: nextLineStart(text, contentEnd(item)), text: '' };
    return text.slice(start, dash).trim() === '' ? [removed] : undefined;
  },

  replaceValue(text, pair, value) {
    const { value: old } = pair;
    const colon = afterColon(pair);
    if (!old || colon === undefined) return undefined;
    return typeof value === 'object'
      ? replaceByLines(text, pair, old, colon, value)
      : [replaceByScalar(text, old, colon, value)];
  },
};

/** At the end of a document that has no content yet. */
export function appendToBlank(text: string, value: unknown): readonly Splice[] {
  return [insertLines(text, text.length, blockLines(value, 0))];
}

function replaceByScalar(text: string, old: Node, colon: number, value: unknown): Splice {
  const [start, end] = [contentStart(old), visibleEnd(text, old)];
  const written = stringify(value, STYLE).trimEnd();
  if (start < end) return { start, end, text: written };
  const place = spaceBefore(text, colon, start);
  return { start: place, end: place, text: ` ${written}` };
}

function replaceByLines(
  text: string,
  pair: ParsedPair,
  old: Node,
  colon: number,
  value: unknown,
): readonly Splice[] {
  const [start, end] = [contentStart(old), visibleEnd(text, old)];
  const key = isScalar(pair.key) ? String(pair.key.value) : '';
  const [, ...lines] = blockLines({ [key]: value }, column(text, contentStart(pair.key)));
  const inserted = insertLines(text, end, lines);
  return start === end ? [inserted] : [{ start: spaceBefore(text, colon, start), end, text: '' }, inserted];
}

/** Between the colon and the value there may be a comment or an anchor, which stays. */
function spaceBefore(text: string, colon: number, start: number): number {
  const gap = text.slice(colon, start);
  return gap.trim() === '' ? colon : colon + withoutTrailing(gap, ' \t').length;
}

function linesAfter(text: string, node: Node, lines: readonly string[]): Splice {
  return insertLines(text, contentEnd(node), lines);
}

/** On the line after this place, whatever else is on that. */
function insertLines(text: string, place: number, lines: readonly string[]): Splice {
  const start = nextLineStart(text, place);
  const eol = lineBreak(text);
  const closing = lineStart(text, start) === start ? '' : eol;
  return { start, end: start, text: closing + lines.map((line) => line + eol).join('') };
}

/**
 * As kubectl writes it, except that what YAML 1.1 would read as something else (`on`, `012`) is quoted: kubectl's
 * parser does.
 */
const STYLE = { compat: 'yaml-1.1', indentSeq: false, lineWidth: 0, blockQuote: false } as const;

function blockLines(value: unknown, indentation: number): readonly string[] {
  const padding = ' '.repeat(indentation);
  return stringify(value, STYLE)
    .trimEnd()
    .split('\n')
    .map((line) => padding + line);
}

function dashOf({ srcToken }: YAMLSeq, index: number): number | undefined {
  if (srcToken?.type !== 'block-seq') return undefined;
  return srcToken.items[index]?.start.find(({ type }) => type === 'seq-item-ind')?.offset;
}
