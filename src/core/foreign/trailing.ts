/**
 * The text without those characters at its end, in linear time: a pattern such as `/-+$/` looks at a run of them, which
 * something else follows, again from each of its characters.
 */
export function withoutTrailing(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
