import { isCollection, isPair, isScalar, type Node, type Pair, type YAMLMap } from 'yaml';

/** A pair as the parser makes it: without a value in `{key}` and `? key`. */
export type ParsedPair = Pair<Node, Node | null>;

const BYTE_ORDER_MARK = '\uFEFF';

export function contentStart(node: Node): number {
  return range(node)[0];
}

/** After the last character that says something: trailing comments and blank lines come later. */
export function contentEnd(node: Node): number {
  if (!isCollection(node) || node.flow || node.items.length === 0) return range(node)[1];
  const last = node.items.at(-1);
  if (isPair(last)) return contentEnd((last as ParsedPair).value ?? (last as ParsedPair).key);
  return contentEnd(last as Node);
}

/** As {@link contentEnd}, but without the line breaks at the end of a block scalar. */
export function visibleEnd(text: string, node: Node): number {
  const start = contentStart(node);
  return start + text.slice(start, contentEnd(node)).trimEnd().length;
}

/** After the colon; `undefined` for a key without one. */
export function afterColon(pair: ParsedPair): number | undefined {
  const colon = pair.srcToken?.sep?.find((token) => token.type === 'map-value-ind');
  return colon && colon.offset + colon.source.length;
}

/** The pair of that key, written in this map itself and not merged into it. */
export function findPair(map: YAMLMap, key: string): ParsedPair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key) as ParsedPair | undefined;
}

/** What may be replaced by a collection without anybody missing it: nothing, `null`, `~`, `[]` and `{}`. */
export function isEmptyNode(text: string, node: Node | null): boolean {
  if (node === null || (isScalar(node) && node.value === null)) return true;
  return isCollection(node) && /^(\[\s*\]|\{\s*\})$/.test(text.slice(contentStart(node), contentEnd(node)));
}

export function lineStart(text: string, place: number): number {
  return text.lastIndexOf('\n', place - 1) + 1;
}

/** The start of the next line, or of this one if the place is there; the text's end if its last line has no break. */
export function nextLineStart(text: string, place: number): number {
  if (lineStart(text, place) === place) return place;
  const lineBreak = text.indexOf('\n', place);
  return lineBreak < 0 ? text.length : lineBreak + 1;
}

export function column(text: string, place: number): number {
  return text.slice(lineStart(text, place), place).replace(BYTE_ORDER_MARK, '').length;
}

/** The document's own kind of line break. */
export function lineBreak(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}

function range(node: Node): readonly [start: number, contentEnd: number, end: number] {
  if (!node.range) throw new Error('A node of a parsed document has a range.');
  return node.range;
}
