/**
 * What Python takes for white space: https://docs.python.org/3/library/stdtypes.html#str.isspace. JavaScript's `trim`
 * differs.
 */
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** `str.strip()`. */
export function strip(text: string): string {
  return rstrip(text.slice(indentOf(text)));
}

/** `str.rstrip()`. No regular expression: these take a time that grows with the square of a long run of spaces. */
export function rstrip(text: string): string {
  let end = text.length;
  while (end > 0 && SPACE.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** How many characters of white space a line begins with. */
export function indentOf(line: string): number {
  let start = 0;
  while (start < line.length && SPACE.test(line.charAt(start))) start++;
  return start;
}

/**
 * `shlex.split`: words as a POSIX shell splits them, quotes and backslashes removed; `undefined` where a quotation has
 * no end. https://docs.python.org/3/library/shlex.html#parsing-rules
 */
export function shellWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    const next = text.charAt(at + 1);
    if (quote !== undefined && character === quote) quote = undefined;
    else if (quote === "'") word = `${word ?? ''}${character}`;
    else if (character === '\\') {
      if (next === '') return undefined;
      // Between double quotes a backslash is one, unless it is before a quote or another backslash.
      const isPlain = quote === '"' && next !== '"' && next !== '\\';
      word = `${word ?? ''}${isPlain ? '\\' : ''}${next}`;
      at++;
    } else if (quote !== undefined) word = `${word ?? ''}${character}`;
    else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/[ \t\r\n]/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = `${word ?? ''}${character}`;
  }
  if (quote !== undefined) return undefined;
  return word === undefined ? words : [...words, word];
}
