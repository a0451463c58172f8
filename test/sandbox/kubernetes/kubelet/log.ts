/** A kubelet keeps five files of 10 MiB for each container; here it is one, somewhat larger. */
const LIMIT_BYTES = 64 * 2 ** 20;

export interface LogLine {
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Without its end. */
  readonly text: Buffer;
}

/** What one run of a container has written. The oldest lines go when it becomes too much. */
export class ContainerLog {
  #lines: LogLine[] = [];
  #bytes = 0;
  #rest = Buffer.alloc(0);
  #isOver = false;
  readonly #followers = new Set<LogFollower>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Adds what was written, which need not end with a line. */
  write(chunk: Buffer | string): void {
    const written = Buffer.concat([this.#rest, Buffer.from(chunk)]);
    let start = 0;
    for (let end = written.indexOf(10); end >= 0; end = written.indexOf(10, start)) {
      this.#add(written.subarray(start, end));
      start = end + 1;
    }
    this.#rest = written.subarray(start);
  }

  /** The container has ended: what is without an end of line is a line. */
  end(): void {
    if (this.#rest.length > 0) this.#add(this.#rest);
    this.#rest = Buffer.alloc(0);
    this.#isOver = true;
    this.#followers.forEach((follower) => follower.onEnd());
    this.#followers.clear();
  }

  /** @returns what ends it */
  follow(follower: LogFollower): () => void {
    if (this.#isOver) follower.onEnd();
    else this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  #add(text: Buffer): void {
    const line = { time: this.#now(), text };
    this.#lines.push(line);
    this.#bytes += text.length;
    if (this.#bytes > LIMIT_BYTES) this.#forgetHalf();
    this.#followers.forEach((follower) => follower.onLine(line));
  }

  #forgetHalf(): void {
    this.#lines = this.#lines.slice(Math.ceil(this.#lines.length / 2));
    this.#bytes = this.#lines.reduce((sum, { text }) => sum + text.length, 0);
  }
}

export interface LogFollower {
  onLine(line: LogLine): void;
  onEnd(): void;
}
