import { shortened, visibleText } from './shown-text';

/** VS Code cuts a notification at 1,000 characters, wherever that is: what to do comes last, and must not be lost. */
const LONGEST_NOTIFICATION = 980;

/** Several sentences in full, for a document: their lines stay, and what is not seen is left out. */
export function inFull(sentences: readonly string[]): string {
  const lines = (sentence: string) => sentence.split(/\r\n|[\n\r]/).map(visibleText);
  return sentences.map((sentence) => lines(sentence).join('\n')).join('\n\n');
}

/** Whether {@link gist} leaves anything of the sentences out. */
export function isShortened(sentences: readonly string[]): boolean {
  return gist(sentences) !== gist(sentences, Number.MAX_SAFE_INTEGER);
}

/**
 * Several sentences as one text that a notification has room for: the longest are shortened, so that one of somebody
 * else's cannot push out what follows it.
 */
export function gist(sentences: readonly string[], most = LONGEST_NOTIFICATION): string {
  const visible = sentences.map(visibleText).filter((sentence) => sentence !== '');
  const room = new Map<string, number>();
  let left = most - visible.length;
  for (const [index, sentence] of visible.toSorted((a, b) => a.length - b.length).entries()) {
    const share = Math.max(1, Math.floor(left / (visible.length - index)));
    room.set(sentence, share);
    left -= Math.min(share, sentence.length);
  }
  return visible.map((sentence) => shortened(sentence, room.get(sentence) ?? most)).join(' ');
}
