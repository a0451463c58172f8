import { parseDocument, type Node } from 'yaml';
import type { Data, Edit, Path } from './data';
import { listOf } from './lists';
import { splicesFor } from './edit-target';
import type { Splice } from './splice';

/**
 * A kubeconfig as the parser knows it that knows the place of everything: without those items of its lists that no
 * edit is about, since that parser takes seven times as long as the one that only knows what the text says.
 */
export interface PartialDocument {
  readonly root: Node;
  readonly text: string;
  /** What of the whole text is in the excerpt. */
  readonly pieces: readonly Span[];
  /** Of each list that is not there as a whole, the indices of the items that are. */
  readonly kept: ReadonlyMap<string, KeptItems>;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface KeptItems {
  readonly indices: readonly number[];
  /** How many items the whole list has. */
  readonly length: number;
}

/**
 * Items are told by the look of their lines, which may deceive: what comes of an edit has to be parsed as a whole.
 *
 * @returns `undefined` where what is left over is no document
 */
export function partialDocumentFor(
  text: string,
  data: Data,
  edits: readonly Edit[],
): PartialDocument | undefined {
  const kept = new Map<string, KeptItems>();
  const lists = [...blockLists(text)].filter(([name, items]) => items.length === listOf(data, name).length);
  const cut = lists.flatMap(([name, items]) => {
    const indices = neededItems(name, items.length, edits);
    kept.set(name, { indices, length: items.length });
    const needed = new Set(indices);
    return items.filter((_, index) => !needed.has(index));
  });
  return parsed(text, remaining(text, cut), kept);
}

export function wholeDocument(text: string): PartialDocument | undefined {
  return parsed(text, [{ start: 0, end: text.length }], new Map());
}

/** What the edit does to the whole text; `undefined` where that has no place for it. */
export function splicesIn(document: PartialDocument, edit: Edit): readonly Splice[] | undefined {
  const { text, root, pieces, kept } = document;
  const splices = splicesFor(text, root, { ...edit, path: pathIn(kept, edit.path) });
  return splices?.map((splice) => ({
    ...splice,
    start: offsetInText(splice.start, pieces),
    end: offsetInText(splice.end, pieces),
  }));
}

function parsed(
  text: string,
  pieces: readonly Span[],
  kept: ReadonlyMap<string, KeptItems>,
): PartialDocument | undefined {
  const remainingText = pieces.map(({ start, end }) => text.slice(start, end)).join('');
  const { contents, errors } = parseDocument(remainingText, { keepSourceTokens: true, merge: true });
  return contents && errors.length === 0 ? { root: contents, text: remainingText, pieces, kept } : undefined;
}

/** A key that begins its line, and all lines below it that do not begin with another. */
const LIST = /^([\w-]+):[ \t]*(?:#[^\n]*)?\r?\n((?:(?:[ \t#-][^\n]*|\r)?\n)+)/gm;

function* blockLists(text: string): Iterable<readonly [name: string, items: readonly Span[]]> {
  for (const { index, 0: whole, 1: name = '', 2: body = '' } of text.matchAll(LIST)) {
    const start = index + whole.length - body.length;
    const indentation = /^ *(?=-\s)/m.exec(body)?.[0];
    if (indentation === undefined) continue;
    const starts = [...body.matchAll(new RegExp(`^${indentation}-\\s`, 'gm'))].map(
      (item) => start + item.index,
    );
    yield [name, starts.map((at, i) => ({ start: at, end: starts[i + 1] ?? start + body.length }))];
  }
}

/** With those beside them, so that a splice never touches what is cut, and the last, behind which one is added. */
function neededItems(name: string, length: number, edits: readonly Edit[]): readonly number[] {
  const edited = edits.flatMap(({ path: [list, index] }) =>
    list === name && typeof index === 'number' ? [index] : [],
  );
  const needed = edited.flatMap((index) => [index - 1, index, index + 1]);
  return [...new Set([0, ...needed, length - 1])]
    .filter((index) => index >= 0 && index < length)
    .toSorted((a, b) => a - b);
}

function remaining({ length }: string, cut: readonly Span[]): readonly Span[] {
  const ends = [0, ...cut.map(({ end }) => end)];
  const starts = [...cut.map(({ start }) => start), length];
  return ends
    .map((start, i) => ({ start, end: starts[i] ?? length }))
    .filter(({ start, end }) => start < end);
}

function pathIn(kept: ReadonlyMap<string, KeptItems>, path: Path): Path {
  const [list, index, ...rest] = path;
  const items = kept.get(String(list));
  if (!items || list === undefined || typeof index !== 'number') return path;
  const place = index < items.length ? items.indices.indexOf(index) : items.indices.length;
  return [list, place, ...rest];
}

function offsetInText(offset: number, pieces: readonly Span[]): number {
  let before = 0;
  for (const { start, end } of pieces) {
    if (offset <= before + end - start) return start + offset - before;
    before += end - start;
  }
  throw new Error('A place of the excerpt is in one of its pieces.');
}
