import { AnswerError } from '../core/errors/answer';
import { Field } from '../core/environments/objects/field';
import { KubernetesError } from '../core/ports/kubernetes';
import type { Watched, WatchedKind } from '../core/ports/watch';
import { jsonLines } from './json-lines';
import { keyOf, listObjects } from './list-objects';
import type { Opener } from './open';
import type { CallClock } from './retry';

/** Listeners are told at most so often: at once, then of all that came meanwhile. */
const COALESCED_MS = 60;
/** The server ends a watch after it, at different times for each, so that not all begin again at once. */
const WATCH_SECONDS = 300;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;
/** What ends sooner was no watch: a proxy, for example, that lets nothing stay open. */
const SHORTEST_WATCH_MS = 1_000;

/** What is known, without the objects. */
type Known =
  | { readonly kind: 'loading' }
  | { readonly kind: 'current' }
  | { readonly kind: 'outdated'; readonly error: Error }
  | { readonly kind: 'refused'; readonly error: Error };

/** One LIST and then WATCH, for all who look at the same. It runs until it is stopped. */
export class SharedWatch<T> {
  readonly listeners = new Set<() => void>();
  private objects = new Map<string, T>();
  private known: Known = { kind: 'loading' };
  /** Absent after a change. */
  private listed: readonly T[] | undefined;
  private readonly ended = new AbortController();
  private attempt = new AbortController();
  private isTelling = false;
  private toldAt = -Infinity;

  constructor(
    private readonly opener: Opener,
    readonly kind: WatchedKind<T>,
    readonly path: string,
    private readonly clock: CallClock,
  ) {}

  get state(): Watched<T> {
    const { known } = this;
    if (known.kind === 'loading' || known.kind === 'refused') return known;
    this.listed ??= [...this.objects.values()];
    return { ...known, objects: this.listed };
  }

  /** Follows the objects. Resolves once stopped, or where nothing may be listed. */
  async run(): Promise<void> {
    if (this.known.kind === 'refused') this.set({ kind: 'loading' });
    let version: string | undefined;
    let failures = 0;
    while (!this.hasEnded) {
      this.attempt = new AbortController();
      const signal = AbortSignal.any([this.ended.signal, this.attempt.signal]);
      const begun = this.clock.now();
      try {
        version ??= await this.list(signal);
        version = await this.follow(version, signal);
        failures = this.clock.now() - begun < SHORTEST_WATCH_MS ? failures + 1 : 0;
      } catch (error) {
        if (signal.aborted) continue;
        if (isRefusal(error)) {
          this.set({ kind: 'refused', error });
          return;
        }
        // A short break of the connection changes nothing: what was missed comes when it is back.
        failures = this.clock.now() - begun > SHORTEST_WATCH_MS * 10 ? 1 : failures + 1;
        if (failures > 1 || version === undefined)
          this.set({ kind: 'outdated', error: error instanceof Error ? error : new Error(String(error)) });
      }
      if (failures > 0) await this.clock.pause(delayAfter(failures), signal).catch(() => undefined);
    }
  }

  /** What is open may be dead without having said so: it is opened again, from where it was. */
  reconnect(): void {
    this.attempt.abort();
  }

  stop(): void {
    this.ended.abort();
    this.listeners.clear();
  }

  private get hasEnded(): boolean {
    return this.ended.signal.aborted;
  }

  private async list(signal: AbortSignal): Promise<string> {
    const { objects, version } = await listObjects(this.opener, this.path, this.kind.read, signal);
    this.objects = objects;
    this.changed();
    return version;
  }

  /** @returns the version to continue from; `undefined` if that is too old, and a new list is needed */
  private async follow(from: string, signal: AbortSignal): Promise<string | undefined> {
    let version = from;
    const seconds = Math.round(WATCH_SECONDS * (1 + Math.random()));
    const query = `watch=1&allowWatchBookmarks=true&timeoutSeconds=${seconds}&resourceVersion=${encodeURIComponent(version)}`;
    try {
      const { body } = await this.opener.stream(`${this.path}?${query}`, signal);
      if (this.known.kind !== 'current') this.changed();
      for await (const line of jsonLines(body, this.opener.host)) {
        const change = new Field(line);
        const object = change.at('object');
        if (change.at('type').name() === 'ERROR') {
          if (object.at('code').number() === 410) return undefined;
          throw new KubernetesError('other', object.at('message').message());
        }
        version = object.at('metadata', 'resourceVersion').name() || version;
        this.take(change.at('type').name(), object);
      }
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof KubernetesError && error.kind === 'expired') return undefined;
      throw error instanceof KubernetesError ? error : this.opener.inOurTerms(error);
    }
    signal.throwIfAborted();
    return version;
  }

  private take(type: string, object: Field): void {
    const key = keyOf(object);
    switch (type) {
      case 'ADDED':
      case 'MODIFIED': {
        const read = this.kind.read(object.raw);
        if (read !== undefined) this.objects.set(key, read);
        this.changed();
        return;
      }
      case 'DELETED':
        this.objects.delete(key);
        this.changed();
        return;
      case 'BOOKMARK':
        return;
      default:
        throw new AnswerError(this.opener.host, { kind: 'foreign' });
    }
  }

  private changed(): void {
    this.listed = undefined;
    this.set({ kind: 'current' });
  }

  private set(known: Known): void {
    this.known = known;
    if (this.isTelling) return;
    this.isTelling = true;
    const wait = Math.min(COALESCED_MS, Math.max(0, this.toldAt + COALESCED_MS - this.clock.now()));
    this.clock.pause(wait, this.ended.signal).then(
      () => {
        this.isTelling = false;
        this.toldAt = this.clock.now();
        for (const listener of [...this.listeners]) listener();
      },
      () => undefined,
    );
  }
}

/** Longer each time, and never at the same time as others. */
function delayAfter(failures: number): number {
  const delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (failures - 1));
  return Math.round(delay * (0.5 + Math.random() / 2));
}

function isRefusal(error: unknown): error is KubernetesError {
  return error instanceof KubernetesError && ['forbidden', 'unauthorized', 'not-found'].includes(error.kind);
}
