import { isNode, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import { afterColon, contentEnd, contentStart, lineStart, type ParsedPair } from './yaml-positions';
import type { Splice, Style } from './splice';

/** JSON between brackets is YAML; a kubeconfig in JSON stays JSON. */
export const flowStyle: Style = {
  appendItem: (text, seq, value) => [append(text, seq, seq.items.map(nodeSpan), JSON.stringify(value))],

  appendPair: (text, map, key, value) => [
    append(text, map, map.items.map(pairSpan), `${JSON.stringify(key)}: ${JSON.stringify(value)}`),
  ],

  removeItem(text, seq, index) {
    const [previous, item, next] = [index - 1, index, index + 1].map((i) => seq.items[i]).map(itemSpan);
    if (!item) return undefined;
    if (!next && !previous) return [{ ...nodeSpan(seq), text: 'null' }];
    const start = !next && previous ? previous.end : item.start;
    const end = next ? next.start : item.end;
    // A comment beside the item is not ours.
    return text.slice(start, end).includes('#') ? undefined : [{ start, end, text: '' }];
  },

  replaceValue(_text, pair, value) {
    const json = JSON.stringify(value);
    const colon = afterColon(pair);
    if (!pair.value || colon === undefined) return [insertion(contentEnd(pair.key), `: ${json}`)];
    const { start, end } = nodeSpan(pair.value);
    return [{ start, end, text: start === colon ? ` ${json}` : json }];
  },
};

interface Span {
  readonly start: number;
  readonly end: number;
}

function append(text: string, parent: YAMLMap | YAMLSeq, spans: readonly Span[], written: string): Splice {
  const last = spans.at(-1);
  if (!last) return insertion(contentStart(parent) + 1, written);
  const before = text.slice(lineStart(text, last.start), last.start);
  // One line each, where the others have one each.
  const separator =
    before.trim() === '' && last.start !== before.length ? lineBreakBefore(text, last.start) + before : ' ';
  return insertion(last.end, `,${separator}${written}`);
}

function lineBreakBefore(text: string, place: number): string {
  return text[lineStart(text, place) - 2] === '\r' ? '\r\n' : '\n';
}

function insertion(place: number, text: string): Splice {
  return { start: place, end: place, text };
}

function nodeSpan(node: unknown): Span {
  return { start: contentStart(node as Node), end: contentEnd(node as Node) };
}

function itemSpan(item: unknown): Span | undefined {
  return isNode(item) ? nodeSpan(item) : undefined;
}

function pairSpan(pair: unknown): Span {
  const { key, value } = pair as ParsedPair;
  return { start: contentStart(key), end: contentEnd(value ?? key) };
}
