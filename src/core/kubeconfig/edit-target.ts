import { isCollection, isMap, isNode, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import { blockStyle } from './block-style';
import { withValue, type Edit, type Path } from './data';
import { flowStyle } from './flow-style';
import { findPair, isEmptyNode, type ParsedPair } from './yaml-positions';
import type { Splice, Style } from './splice';

/** The place of the text at which an edit takes hold. */
type EditTarget =
  | { readonly kind: 'pair'; readonly pair: ParsedPair }
  | { readonly kind: 'missing pair'; readonly map: YAMLMap; readonly key: string }
  | { readonly kind: 'item'; readonly seq: YAMLSeq; readonly index: number }
  | { readonly kind: 'end of list'; readonly seq: YAMLSeq };

interface ResolvedTarget {
  readonly target: EditTarget;
  readonly style: Style;
  /** What of the path the document has no nodes for. */
  readonly rest: Path;
}

/** What the edit does to the text; `undefined` where the document has no place for it. */
export function splicesFor(text: string, root: Node, edit: Edit): readonly Splice[] | undefined {
  const resolved = resolveTarget(text, root, edit.path, blockStyle);
  if (!resolved) return undefined;
  const { target, style, rest } = resolved;
  if (edit.kind === 'remove') {
    return target.kind === 'item' ? style.removeItem(text, target.seq, target.index) : undefined;
  }
  const value = withValue(undefined, rest, edit.value);
  switch (target.kind) {
    case 'pair':
      return style.replaceValue(text, target.pair, value);
    case 'missing pair':
      return style.appendPair(text, target.map, target.key, value);
    case 'end of list':
      return style.appendItem(text, target.seq, value);
    case 'item':
      return undefined;
  }
}

/** Follows the path for as long as there are nodes. An alias is no place: what it names is another's. */
function resolveTarget(
  text: string,
  node: unknown,
  [step, ...rest]: Path,
  outer: Style,
): ResolvedTarget | undefined {
  const style = isCollection(node) && node.flow ? flowStyle : outer;
  if (isMap(node) && typeof step === 'string') {
    const pair = findPair(node, step);
    if (!pair) return { target: { kind: 'missing pair', map: node, key: step }, style, rest };
    if (rest.length === 0 || isEmptyNode(text, pair.value))
      return { target: { kind: 'pair', pair }, style, rest };
    return resolveTarget(text, pair.value, rest, style);
  }
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step];
    if (!isNode(item)) return { target: { kind: 'end of list', seq: node }, style, rest };
    if (rest.length === 0) return { target: { kind: 'item', seq: node, index: step }, style, rest };
    return resolveTarget(text, item, rest, style);
  }
  return undefined;
}
