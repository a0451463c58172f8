import { shortened, visibleText } from './shown-text';

/** VS Code cuts a notification at 1,000 characters, wherever that is: what to do comes last, and must not be lost. */
const LONGEST_NOTIFICATION = 980;

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
