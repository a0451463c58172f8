/**
 * The text for exactly one of something, or the one for any other number: none, or several.
 * @param texts both in words of their own, so that a translator sees whole sentences
 */
export function counted(count: number, texts: { readonly one: string; readonly many: string }): string {
  return count === 1 ? texts.one : texts.many;
}
