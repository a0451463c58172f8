import type {
  ClusterStreams,
  ContainerProcess,
  ContainerReference,
  ForwardedConnection,
  LogOptions,
  ProcessEvent,
} from '../../src/core/ports/streams';

/** What comes in until it is ended; for one reader. */
class Pushed<T> implements AsyncIterable<T> {
  private readonly values: T[] = [];
  private end: { readonly error?: Error } | undefined;
  private wake: () => void = () => undefined;

  push(...values: readonly T[]): void {
    this.values.push(...values);
    this.wake();
  }

  finish(error?: Error): void {
    this.end = error === undefined ? {} : { error };
    this.wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      const [value] = this.values.splice(0, 1);
      if (value !== undefined) yield value;
      else if (this.end?.error !== undefined) throw this.end.error;
      else if (this.end) return;
      else await new Promise<void>((woken) => (this.wake = woken));
    }
  }
}

/** A process that says what a test has it say. */
export class FakeProcess implements ContainerProcess {
  readonly events = new Pushed<ProcessEvent>();
  /** What was typed, and sizes. */
  readonly received: string[] = [];
  isClosed = false;

  constructor(readonly command: readonly string[]) {}

  output(text: string | Uint8Array): void {
    this.events.push({ kind: 'output', from: 'stdout', data: Buffer.from(text) });
  }

  ends(event: ProcessEvent): void {
    this.events.push(event);
    this.events.finish();
  }

  write(data: Uint8Array): Promise<void> {
    this.received.push(Buffer.from(data).toString());
    return Promise.resolve();
  }

  endInput(): Promise<boolean> {
    return Promise.resolve(true);
  }

  resize({ columns, rows }: { readonly columns: number; readonly rows: number }): Promise<void> {
    this.received.push(`${columns}×${rows}`);
    return Promise.resolve();
  }

  close(): void {
    this.isClosed = true;
    this.events.finish();
  }
}

export interface ReadLog {
  readonly container: ContainerReference;
  readonly options: LogOptions;
  readonly bytes: Pushed<Uint8Array>;
}

/** Ways into pods that a test plays the other end of. */
export class FakeStreams implements ClusterStreams {
  readonly processes: FakeProcess[] = [];
  readonly logs: ReadLog[] = [];
  /** Thrown where a log, or a process, is asked for next. */
  readonly refusals: Error[] = [];
  onProcess: (process: FakeProcess) => void = () => undefined;
  onLog: (log: ReadLog) => void = () => undefined;

  exec(_container: ContainerReference, command: readonly string[]): Promise<ContainerProcess> {
    return this.begin(command);
  }

  attach(): Promise<ContainerProcess> {
    return this.begin([]);
  }

  async log(
    container: ContainerReference,
    options: LogOptions,
    signal: AbortSignal,
  ): Promise<AsyncIterable<Uint8Array>> {
    await this.refuse();
    const bytes = new Pushed<Uint8Array>();
    signal.addEventListener('abort', () => bytes.finish(signal.reason as Error), { once: true });
    const log = { container, options, bytes };
    this.logs.push(log);
    this.onLog(log);
    return bytes;
  }

  forward(): Promise<ForwardedConnection> {
    return Promise.reject(new Error('nothing listens'));
  }

  private async begin(command: readonly string[]): Promise<ContainerProcess> {
    await this.refuse();
    const process = new FakeProcess(command);
    this.processes.push(process);
    this.onProcess(process);
    return process;
  }

  private async refuse(): Promise<void> {
    const refusal = this.refusals.shift();
    await Promise.resolve();
    if (refusal) throw refusal;
  }
}
