/** Whoever wants to be told of something. */
export class Listeners<T> {
  private readonly listeners = new Set<(value: T) => void>();

  readonly add = (listener: (value: T) => void): { dispose(): void } => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };

  tell(value: T): void {
    for (const listener of this.listeners) listener(value);
  }
}
