const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const [OPEN_LIST, OPEN_OBJECT] = [0x5b, 0x7b];
/** The list itself is at the first level, its items at the third. */
const ITEM_DEPTH = 2;
const ITEMS_KEY = /"items"\s*:\s*$/;

/** What a byte does outside of a string: most do nothing, and are passed over fast. */
const ROLES = new Uint8Array(256);
const [BEGINS_STRING, OPENS, CLOSES] = [1, 2, 3];
ROLES.set([BEGINS_STRING], QUOTE);
for (const bracket of [OPEN_LIST, OPEN_OBJECT]) {
  ROLES.set([OPENS], bracket);
  ROLES.set([CLOSES], bracket + 2);
}

/**
 * Takes a list of the Kubernetes API apart while it comes, so that it never has to be in memory as a whole, nor to be
 * parsed in one go. The parser of the pieces notices what is not JSON.
 */
export class ListParser {
  private depth = 0;
  private isInString = false;
  private isEscaped = false;
  private isInItems = false;
  private rest: Uint8Array[] = [];
  private item: Uint8Array[] = [];
  /** Bytes of what has begun and not ended. */
  waiting = 0;

  /** @returns the texts of the items that ended in it */
  add(chunk: Uint8Array): readonly string[] {
    const items: string[] = [];
    let from = 0;
    let at = this.isInString ? this.afterString(chunk, 0) : 0;
    while (at < chunk.length) {
      const byte = chunk[at] ?? 0;
      const role = ROLES[byte];
      at++;
      if (role === BEGINS_STRING) {
        at = this.afterString(chunk, at);
      } else if (role === OPENS) {
        if (this.depth === ITEM_DEPTH && this.isInItems) from = at - 1;
        if (this.depth === 1 && byte === OPEN_LIST && !this.isInItems) {
          this.keep(chunk.subarray(from, at - 1));
          from = at - 1;
          this.isInItems = ITEMS_KEY.test(this.restText);
        }
        this.depth++;
      } else if (role === CLOSES) {
        this.depth--;
        if (!this.isInItems || this.depth > ITEM_DEPTH) continue;
        if (this.depth === ITEM_DEPTH) {
          items.push(this.itemText(chunk.subarray(from, at)));
        } else {
          this.isInItems = false;
          this.rest.push(Buffer.from('[]'));
        }
        from = at;
      }
    }
    if (!this.isInItems || this.depth > ITEM_DEPTH) this.keep(chunk.subarray(from));
    return items;
  }

  /** All but the items, once everything has come. */
  get restText(): string {
    return Buffer.concat(this.rest).toString();
  }

  /** @returns where a string has ended that is begun before `from` */
  private afterString(chunk: Uint8Array, from: number): number {
    let isEscaped = this.isEscaped;
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at];
      if (isEscaped) isEscaped = false;
      else if (byte === BACKSLASH) isEscaped = true;
      else if (byte === QUOTE) {
        [this.isInString, this.isEscaped] = [false, false];
        return at + 1;
      }
    }
    [this.isInString, this.isEscaped] = [true, isEscaped];
    return chunk.length;
  }

  private itemText(end: Uint8Array): string {
    const text = Buffer.concat([...this.item, end]).toString();
    [this.item, this.waiting] = [[], 0];
    return text;
  }

  private keep(part: Uint8Array): void {
    (this.isInItems ? this.item : this.rest).push(part);
    this.waiting += part.length;
  }
}
