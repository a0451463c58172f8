import type { ClusterStreams } from '../ports/streams';
import type { LogReference } from './failures/failure';
import { logLines } from './log-lines';

/** Enough for the last ten lines that say something. */
const TAIL_LINES = 50;
/** Of a namespace in which everything crashes, the latest are remembered. */
const MOST_REMEMBERED = 200;

interface FailureLogsDeps {
  readonly namespace: string;
  readonly streams: () => Promise<ClusterStreams>;
  /** Told after a log was read. */
  readonly changed: () => void;
  /** Nothing is read afterwards. */
  readonly signal: AbortSignal;
}

/** The ends of the logs that explain failures of a namespace. Each is read once, when it is first asked for. */
export class FailureLogs {
  private readonly ends = new Map<string, string | undefined>();

  constructor(private readonly deps: FailureLogsDeps) {}

  /** @returns `undefined` until it was read */
  readonly endOf = (reference: LogReference): string | undefined => {
    const key = JSON.stringify(reference);
    if (!this.ends.has(key)) this.begin(key, reference);
    return this.ends.get(key);
  };

  private begin(key: string, reference: LogReference): void {
    this.ends.set(key, undefined);
    const [oldest] = this.ends.keys();
    if (this.ends.size > MOST_REMEMBERED && oldest !== undefined) this.ends.delete(oldest);
    this.read(reference).then(
      (text) => {
        if (this.deps.signal.aborted || !this.ends.has(key)) return;
        this.ends.set(key, text);
        this.deps.changed();
      },
      // The failure is explained without it: logs may be forbidden, or gone with the pod.
      () => undefined,
    );
  }

  private async read({ pod, container, previous }: LogReference): Promise<string> {
    const { namespace, signal } = this.deps;
    const streams = await this.deps.streams();
    const options = { tailLines: TAIL_LINES, ...(previous && { previous: true as const }) };
    const bytes = await streams.log({ namespace, pod, container }, options, signal);
    let end: readonly string[] = [];
    for await (const lines of logLines(bytes)) end = [...end, ...lines].slice(-TAIL_LINES);
    return end.join('\n');
  }
}
