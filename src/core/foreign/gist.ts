import { shortened, visibleText } from './shown-text';

/** VS Code cuts a notification at 1,000 characters, wherever that is: what to do comes last, and must not be lost. */
const LONGEST_NOTIFICATION = 980;

/** Several sentences in full, for a document: their lines stay, and what is not seen is left out. */
export function joinSentences(sentences: readonly string[]): string {
  const lines = (sentence: string) => sentence.split(/\r\n|[\n\r]/).map(visibleText);
  return sentences.map((sentence) => lines(sentence).join('\n')).join('\n\n');
}

/** What a notification shows of several sentences. */
export interface Gist {
  readonly text: string;
  /** Whether a part of any sentence is left out. */
  readonly isShortened: boolean;
}

/**
 * Several sentences as one text that a notification has room for: the longest are shortened, so that one of somebody
 * else's cannot push out what follows it.
 */
export function summarize(sentences: readonly string[]): Gist {
  const visible = sentences.map(visibleText).filter((sentence) => sentence !== '');
  const room = new Map<string, number>();
  let left = LONGEST_NOTIFICATION - visible.length;
  for (const [index, sentence] of visible.toSorted((a, b) => a.length - b.length).entries()) {
    const share = Math.max(1, Math.floor(left / (visible.length - index)));
    room.set(sentence, share);
    left -= Math.min(share, sentence.length);
  }
  const parts = visible.map((sentence) => shortened(sentence, room.get(sentence) ?? LONGEST_NOTIFICATION));
  return { text: parts.join(' '), isShortened: parts.some((part, index) => part !== visible[index]) };
}
