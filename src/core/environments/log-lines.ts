/** What is longer is cut: a line of an editor, and no dump of a database. */
const LONGEST_LINE_BYTES = 64 * 1024;
const NEWLINE = 0x0a;

/**
 * The lines of a log, as many at a time as have come. Bytes that are no UTF-8 become replacement characters; of a line
 * without an end only the beginning is kept, so that the memory stays bounded.
 */
export async function* logLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const line = new PartialLine();
  for await (const chunk of bytes) {
    const lines: string[] = [];
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      line.add(chunk.subarray(from, end));
      lines.push(line.take());
      from = end + 1;
    }
    line.add(chunk.subarray(from));
    if (lines.length > 0) yield lines;
  }
  if (!line.isEmpty) yield [line.take()];
}

class PartialLine {
  private parts: Uint8Array[] = [];
  private size = 0;
  private isCut = false;

  get isEmpty(): boolean {
    return this.size === 0;
  }

  add(part: Uint8Array): void {
    if (part.length === 0) return;
    const room = LONGEST_LINE_BYTES - this.size;
    this.isCut ||= part.length > room;
    if (room <= 0) return;
    // A copy: a piece of a chunk would keep all of it.
    this.parts.push(part.slice(0, room));
    this.size += Math.min(part.length, room);
  }

  take(): string {
    const text = new TextDecoder().decode(Buffer.concat(this.parts)).replace(/\r$/, '');
    const line = this.isCut ? `${text}…` : text;
    [this.parts, this.size, this.isCut] = [[], 0, false];
    return line;
  }
}
