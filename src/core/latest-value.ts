/**
 * Carries values from their writers to one reader. A reader that is slower than the writer gets the newest value
 * only: snapshots replace each other.
 */
export class LatestValue<T> implements AsyncIterable<T> {
  private latest: { value: T } | undefined;
  private closed = false;
  private wake: () => void = () => undefined;

  push(value: T): void {
    this.latest = { value };
    this.wake();
  }

  close(): void {
    this.closed = true;
    this.wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    while (true) {
      const next = this.latest;
      this.latest = undefined;
      if (next) yield next.value;
      else if (this.closed) return;
      else await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}
