const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const [OPEN_LIST, CLOSE_LIST] = [0x5b, 0x5d];
const [OPEN_OBJECT, CLOSE_OBJECT] = [0x7b, 0x7d];
/** The list itself is at the first level, its items at the third. */
const ITEM_DEPTH = 2;
const ITEMS_KEY = /"items"\s*:\s*$/;

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
    let { depth, isInString, isEscaped } = this;
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isInString = false;
        continue;
      }
      switch (byte) {
        case QUOTE:
          isInString = true;
          break;
        case OPEN_OBJECT:
        case OPEN_LIST:
          if (depth === 1 && byte === OPEN_LIST && !this.isInItems) {
            this.keep(chunk.subarray(from, at));
            from = at;
            this.isInItems = ITEMS_KEY.test(this.restText);
          } else if (depth === ITEM_DEPTH && this.isInItems) {
            from = at;
          }
          depth++;
          break;
        case CLOSE_OBJECT:
        case CLOSE_LIST:
          depth--;
          if (!this.isInItems) break;
          if (depth === ITEM_DEPTH) {
            this.keep(chunk.subarray(from, at + 1));
            items.push(Buffer.concat(this.item).toString());
            [this.item, this.waiting, from] = [[], 0, at + 1];
          } else if (depth < ITEM_DEPTH) {
            this.isInItems = false;
            this.rest.push(Buffer.from('[]'));
            from = at + 1;
          }
          break;
      }
    }
    Object.assign(this, { depth, isInString, isEscaped });
    if (!this.isInItems || depth > ITEM_DEPTH) this.keep(chunk.subarray(from));
    return items;
  }

  /** All but the items, once everything has come. */
  get restText(): string {
    return Buffer.concat(this.rest).toString();
  }

  private keep(part: Uint8Array): void {
    (this.isInItems ? this.item : this.rest).push(part);
    this.waiting += part.length;
  }
}
