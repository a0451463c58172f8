import { isCollection, isMap, isNode, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import { blockStyle } from './block-style';
import { withValue, type Edit, type Path } from './data';
import { flowStyle } from './flow-style';
import { findPair, isNothing, type ParsedPair } from './yaml-positions';
import type { Splice, Style } from './splice';

/** The place of the text at which an edit takes hold. */
type Site =
  | { readonly kind: 'pair'; readonly pair: ParsedPair }
  | { readonly kind: 'missing pair'; readonly map: YAMLMap; readonly key: string }
  | { readonly kind: 'item'; readonly seq: YAMLSeq; readonly index: number }
  | { readonly kind: 'end of list'; readonly seq: YAMLSeq };

interface Located {
  readonly site: Site;
  readonly style: Style;
  /** What of the path the document has no nodes for. */
  readonly rest: Path;
}

/** What the edit does to the text; `undefined` where the document has no place for it. */
export function splicesFor(text: string, root: Node, edit: Edit): readonly Splice[] | undefined {
  const located = locate(text, root, edit.path, blockStyle);
  if (!located) return undefined;
  const { site, style, rest } = located;
  if (edit.kind === 'remove') {
    return site.kind === 'item' ? style.removeItem(text, site.seq, site.index) : undefined;
  }
  const value = withValue(undefined, rest, edit.value);
  switch (site.kind) {
    case 'pair':
      return style.replaceValue(text, site.pair, value);
    case 'missing pair':
      return style.appendPair(text, site.map, site.key, value);
    case 'end of list':
      return style.appendItem(text, site.seq, value);
    case 'item':
      return undefined;
  }
}

/** Follows the path for as long as there are nodes. An alias is no place: what it names is another's. */
function locate(text: string, node: unknown, [step, ...rest]: Path, outer: Style): Located | undefined {
  const style = isCollection(node) && node.flow ? flowStyle : outer;
  if (isMap(node) && typeof step === 'string') {
    const pair = findPair(node, step);
    if (!pair) return { site: { kind: 'missing pair', map: node, key: step }, style, rest };
    if (rest.length === 0 || isNothing(text, pair.value))
      return { site: { kind: 'pair', pair }, style, rest };
    return locate(text, pair.value, rest, style);
  }
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step];
    if (!isNode(item)) return { site: { kind: 'end of list', seq: node }, style, rest };
    if (rest.length === 0) return { site: { kind: 'item', seq: node, index: step }, style, rest };
    return locate(text, item, rest, style);
  }
  return undefined;
}
