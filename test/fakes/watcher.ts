import type { ClusterWatcher, Watch, Watched, WatchedKind } from '../../src/core/ports/watch';

interface FakeWatch {
  readonly path: string;
  readonly kind: WatchedKind<unknown>;
  readonly listeners: Set<() => void>;
  state: Watched<unknown>;
}

/** A cluster whose objects are what the test says; what was not said is empty. */
export class FakeWatcher implements ClusterWatcher {
  readonly retried: string[] = [];
  private readonly watches = new Set<FakeWatch>();
  private readonly states = new Map<string, Watched<unknown> | readonly unknown[]>();

  /** What somebody looks at: `pods in shop`, or `namespaces`. */
  get paths(): readonly string[] {
    return [...new Set([...this.watches].map(({ path }) => path))].sort();
  }

  /** Sets the objects, as Kubernetes has them, or what went wrong. */
  set(path: string, state: Watched<unknown> | readonly unknown[]): void {
    this.states.set(path, state);
    const watches = [...this.watches].filter((watch) => watch.path === path);
    for (const watch of watches) watch.state = this.stateOf(path, watch.kind);
    for (const { listeners } of watches) for (const listener of [...listeners]) listener();
  }

  watch<T>(kind: WatchedKind<T>, namespace: string | undefined, changed: () => void): Watch<T> {
    const path = namespace === undefined ? kind.resource : `${kind.resource} in ${namespace}`;
    const watch = [...this.watches].find((each) => each.path === path && each.kind.read === kind.read) ?? {
      ...{ path, kind, listeners: new Set<() => void>(), state: this.stateOf(path, kind) },
    };
    this.watches.add(watch);
    const listener = () => changed();
    watch.listeners.add(listener);
    return {
      get state() {
        return watch.state as Watched<T>;
      },
      retry: () => this.retried.push(path),
      dispose: () => {
        watch.listeners.delete(listener);
        if (watch.listeners.size === 0) this.watches.delete(watch);
      },
    };
  }

  private stateOf(path: string, kind: WatchedKind<unknown>): Watched<unknown> {
    const said = this.states.get(path) ?? [];
    if ('kind' in said) return said;
    return {
      kind: 'current',
      objects: said.map((object) => kind.read(object)).filter((each) => each !== undefined),
    };
  }
}
