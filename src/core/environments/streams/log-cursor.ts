/** As the API server writes it before each line: `2026-12-01T09:30:00.123456789Z `. */
const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d) ?/;

/**
 * How far the log of a container was read. A log is read on from a whole second, since the API server knows no finer
 * one, and what of it was read before is left out.
 */
export class LogCursor {
  private last = '';
  /** Lines of the very same time. */
  private lines = 0;
  private isResuming = false;
  private toSkip = 0;

  /** From when to read on; `undefined` as long as nothing was read. */
  get sinceTime(): string | undefined {
    return this.last === '' ? undefined : this.last;
  }

  /** The log is read again, from {@link sinceTime}. */
  resume(): void {
    this.isResuming = this.last !== '';
    this.toSkip = this.lines;
  }

  /** @returns the line without its time; `undefined` if it was read before */
  take(line: string): string | undefined {
    const [stamp, seconds = '', fraction = '', zone = ''] = TIME.exec(line) ?? [];
    // What the node itself has to say about a log has no time.
    if (stamp === undefined) return line;
    const time = `${seconds}${fraction === '' ? '' : `.${fraction}`}${zone}`;
    if (this.isResuming && this.isOld(time)) return undefined;
    this.lines = time === this.last ? this.lines + 1 : 1;
    this.last = time;
    return line.slice(stamp.length);
  }

  private isOld(time: string): boolean {
    const order = compareTimes(time, this.last);
    if (order < 0) return true;
    if (order === 0 && this.toSkip > 0) {
      this.toSkip -= 1;
      return true;
    }
    this.isResuming = false;
    return false;
  }
}

/** To the nanosecond, which `Date` does not know. */
function compareTimes(a: string, b: string): number {
  const [one, other] = [instant(a), instant(b)];
  return one.second - other.second || (one.fraction < other.fraction ? -1 : +(one.fraction > other.fraction));
}

function instant(time: string) {
  const [, seconds = '', fraction = '', zone = ''] = TIME.exec(time) ?? [];
  return { second: Date.parse(`${seconds}${zone}`), fraction: fraction.padEnd(9, '0') };
}
