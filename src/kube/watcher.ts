import { inBackground, type Report } from '../core/background';
import type { KubernetesTarget } from '../core/ports/kubernetes';
import type { ClusterWatcher, Watch, WatchedKind, WatchPort } from '../core/ports/watch';
import { Opener, type ConnectionsTo } from './open';
import { pathIn } from './path-in';
import { callClock, type CallClock } from './retry';
import { SharedWatch } from './shared-watch';

/** How often it is looked whether time has jumped, and from what on it has: the machine slept. */
const LOOK_MS = 5_000;
const SLEPT_MS = 20_000;

/** Watches objects of clusters through connections of our own. @param report is told of bugs */
export function createWatches(
  connectionsTo: ConnectionsTo,
  report: Report,
  clock: CallClock = callClock,
): WatchPort {
  return {
    watcher: (target: KubernetesTarget) => new Watcher(new Opener(target, connectionsTo), report, clock),
  };
}

class Watcher implements ClusterWatcher {
  private readonly shared = new Set<SharedWatch<unknown>>();
  private nobodyLooks = new AbortController();

  constructor(
    private readonly opener: Opener,
    private readonly report: Report,
    private readonly clock: CallClock,
  ) {}

  watch<T>(kind: WatchedKind<T>, namespace: string | undefined, changed: () => void): Watch<T> {
    const path = pathIn(kind.api, namespace, kind.resource);
    const watch = this.get(kind, path);
    // One for each who looks, also where two look with the same function.
    const listener = () => changed();
    watch.listeners.add(listener);
    return {
      get state() {
        return watch.state;
      },
      retry: () => {
        if (watch.state.kind === 'outdated') watch.reconnect();
        if (watch.state.kind === 'refused') this.start(watch);
      },
      dispose: () => {
        watch.listeners.delete(listener);
        if (watch.listeners.size > 0 || !this.shared.delete(watch)) return;
        watch.stop();
        if (this.shared.size === 0) this.nobodyLooks.abort();
      },
    };
  }

  private get<T>(kind: WatchedKind<T>, path: string): SharedWatch<T> {
    // The same objects may be watched for different things.
    const found = [...this.shared].find((each) => each.path === path && each.kind.read === kind.read);
    if (found) return found as SharedWatch<T>;
    const made = new SharedWatch(this.opener, kind, path, this.clock);
    if (this.shared.size === 0) this.noticeSleep();
    this.shared.add(made);
    this.start(made);
    return made;
  }

  private start<T>(watch: SharedWatch<T>): void {
    inBackground(() => watch.run(), this.report);
  }

  /** Connections do not survive an hour of sleep, and there is no event for that. */
  private noticeSleep(): void {
    this.nobodyLooks = new AbortController();
    const { signal } = this.nobodyLooks;
    const look = async () => {
      while (!signal.aborted) {
        const before = this.clock.now();
        await this.clock.pause(LOOK_MS, signal).catch(() => undefined);
        if (this.clock.now() - before < SLEPT_MS) continue;
        for (const watch of this.shared) watch.reconnect();
      }
    };
    inBackground(look, this.report);
  }
}
