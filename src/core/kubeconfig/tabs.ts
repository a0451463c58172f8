import { isCollection, isScalar, parseDocument, visit } from 'yaml';

/** A line that says nothing and begins with a tab. */
const TAB_BEFORE_NOTHING = /^ *\t[ \t]*(?:#.*)?\r?$/m;

/**
 * Where a line begins with a tab that kubectl's parser refuses and ours takes for nothing: before a comment or the end of
 * the line. Within a text and between brackets it may be there.
 *
 * @returns the number of the line
 */
export function refusedTab(text: string): number | undefined {
  const found = TAB_BEFORE_NOTHING.exec(text);
  if (!found || isWithinValue(text, found.index + found[0].length)) return undefined;
  return text.slice(0, found.index).split('\n').length;
}

function isWithinValue(text: string, place: number): boolean {
  let isWithin = false;
  visit(parseDocument(text), (_key, node) => {
    if (!isScalar(node) && !(isCollection(node) && node.flow)) return undefined;
    const [start, end] = node.range ?? [place, place];
    isWithin ||= start < place && place < end;
    return isWithin ? visit.BREAK : undefined;
  });
  return isWithin;
}
