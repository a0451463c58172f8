import * as l10n from '@vscode/l10n';
import { toUserError } from '../../errors/to-user-error';
import { logText, displayText } from '../../foreign/shown-text';
import type { Clock } from '../../ports/clock';
import { KubernetesError } from '../../ports/kubernetes';
import type { ClusterStreams, ContainerReference } from '../../ports/streams';
import { logLines } from '../log-lines';
import type { Container } from '../objects/container';
import { LogCursor } from './log-cursor';

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;

/** Where logs are shown. */
export interface LogSink {
  /** Lines as they may be shown. */
  lines(lines: readonly string[]): void;
  /** A sentence of ours between them. */
  note(sentence: string): void;
}

interface FollowedLogDeps {
  readonly streams: Pick<ClusterStreams, 'log'>;
  readonly clock: Clock;
  readonly sink: LogSink;
  readonly start: (run: () => Promise<void>) => void;
}

/**
 * The log of one container, read on wherever it ended: the container was started again, the connection broke, the laptop
 * slept. Why it cannot be read is said once, among the lines.
 */
export class FollowedLog {
  private readonly cursor = new LogCursor();
  private readonly gone = new AbortController();
  private readonly signal: AbortSignal;
  private readonly prefix: string;
  private known: Container | undefined;
  /** The start of the container whose log is read, and the one that was read to its end. */
  private begunRestarts = -1;
  private readRestarts = -1;
  private isReading = false;
  private isRefused = false;
  private failures = 0;

  constructor(
    private readonly deps: FollowedLogDeps,
    readonly container: ContainerReference,
    private readonly tailLines: number,
    signal: AbortSignal,
  ) {
    this.signal = AbortSignal.any([signal, this.gone.signal]);
    this.prefix = `[${displayText(`${container.pod}/${container.container}`)}] `;
  }

  /** @param container as it is by now */
  update(container: Container): void {
    this.known = container;
    const isNew = container.restarts > this.readRestarts;
    if (this.isReading || this.isRefused || !isNew || this.signal.aborted) return;
    this.isReading = true;
    this.deps.start(async () => {
      try {
        await this.read();
      } finally {
        this.isReading = false;
      }
    });
  }

  /** Its pod is gone. What waits in the connection is lost with it. */
  end(): void {
    this.gone.abort();
  }

  /** Until the container has ended, and what it wrote was read. */
  private async read(): Promise<void> {
    for (;;) {
      const restarts = this.known?.restarts ?? 0;
      this.tellStart(restarts);
      const isWhole = await this.readOnce();
      if (this.signal.aborted || this.isRefused) return;
      if (isWhole && this.hasEnded(restarts)) {
        this.readRestarts = restarts;
        if ((this.known?.restarts ?? 0) <= restarts) return;
      }
      await this.deps.clock.sleep(this.delay(), this.signal).catch(() => undefined);
    }
  }

  private tellStart(restarts: number): void {
    if (this.begunRestarts >= 0 && restarts > this.begunRestarts)
      this.deps.sink.note(`${this.prefix}${l10n.t('The container was started again.')}`);
    this.begunRestarts = restarts;
  }

  private hasEnded(restarts: number): boolean {
    return this.known?.state.kind !== 'running' || this.known.restarts > restarts;
  }

  /** @returns whether the log came to an end of its own */
  private async readOnce(): Promise<boolean> {
    const { sinceTime } = this.cursor;
    this.cursor.resume();
    const from = sinceTime === undefined ? { tailLines: this.tailLines } : { sinceTime };
    try {
      const options = { follow: true, timestamps: true, ...from } as const;
      const bytes = await this.deps.streams.log(this.container, options, this.signal);
      for await (const lines of logLines(bytes)) {
        this.failures = 0;
        this.show(lines);
      }
      this.failures += 1;
      return true;
    } catch (error) {
      if (this.signal.aborted) return false;
      this.failed(error);
      // An ended container's log may be gone already.
      return error instanceof KubernetesError && error.kind === 'invalid';
    }
  }

  private show(lines: readonly string[]): void {
    const shown = lines.flatMap((line) => {
      const text = this.cursor.take(line);
      return text === undefined ? [] : [`${this.prefix}${logText(text)}`];
    });
    if (shown.length > 0) this.deps.sink.lines(shown);
  }

  private failed(error: unknown): void {
    const kind = error instanceof KubernetesError ? error.kind : undefined;
    this.isRefused = kind === 'forbidden' || kind === 'not-found';
    this.failures += 1;
    // Its pod was deleted, which is said of the pod; or the container is about to start.
    if (kind === 'not-found' || kind === 'invalid' || this.failures > 1) return;
    const { message, remedy } = toUserError(error);
    const next = this.isRefused ? remedy : l10n.t('Trying again.');
    this.deps.sink.note(`${this.prefix}${displayText(`${message} ${next}`)}`);
  }

  private delay(): number {
    return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (Math.max(1, this.failures) - 1));
  }
}
