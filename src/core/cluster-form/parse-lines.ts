/** The lines of a text field, without space around it and without empty lines. */
export function linesOf(text: string, separator: RegExp = /\r?\n/): readonly string[] {
  return text
    .split(separator)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** One `key=value` of a line; without `=` the value is empty. */
export interface Pair {
  readonly key: string;
  readonly value: string;
}

export function pairOf(line: string): Pair {
  const at = line.indexOf('=');
  if (at < 0) return { key: line, value: '' };
  return { key: line.slice(0, at).trim(), value: line.slice(at + 1).trim() };
}

export function pairsOf(text: string): readonly Pair[] {
  return linesOf(text).map(pairOf);
}

export function toRecord(pairs: readonly Pair[]): Readonly<Record<string, string>> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, value]));
}

const LONGEST_EXCERPT = 80;

/** What a message quotes of what was typed: someone may have pasted a whole file. */
export function excerpt(text: string): string {
  const characters = Array.from(text);
  return characters.length <= LONGEST_EXCERPT ? text : `${characters.slice(0, LONGEST_EXCERPT).join('')}…`;
}

/** The first duplicate text. */
export function twice(texts: readonly string[]): string | undefined {
  return texts.find((text, i) => texts.indexOf(text) < i);
}
