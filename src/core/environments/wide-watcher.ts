import { KubernetesError } from '../ports/kubernetes';
import type { ClusterWatcher, Watch, Watched, WatchedKind } from '../ports/watch';
import { Field } from './objects/field';

/** An object, and where it is. */
interface Located<T> {
  readonly namespace: string;
  readonly object: T;
}

/**
 * Serves the watches of many namespaces with one watch of the whole cluster for each kind. A kind that may not be listed
 * in the whole cluster is watched in each namespace.
 */
export class WideWatcher implements ClusterWatcher {
  private readonly kinds = new Map<WatchedKind<unknown>, WideKind<unknown>>();

  constructor(private readonly watcher: ClusterWatcher) {}

  watch<T>(kind: WatchedKind<T>, namespace: string | undefined, changed: () => void): Watch<T> {
    if (namespace === undefined) return this.watcher.watch(kind, namespace, changed);
    // What is kept for a kind is what its own reader has made.
    const found = this.kinds.get(kind) as WideKind<T> | undefined;
    const wide = found ?? new WideKind(this.watcher, kind, () => this.kinds.delete(kind));
    this.kinds.set(kind, wide);
    return wide.watch(namespace, changed);
  }
}

/** A namespace's part of a kind. */
interface Part<T> {
  readonly namespace: string;
  readonly changed: () => void;
  known: Watched<T>;
  /** Where the whole cluster may not be listed. */
  own?: Watch<T>;
}

class WideKind<T> {
  private readonly parts = new Set<Part<T>>();
  /** Absent where the whole cluster may not be listed. */
  private all: Watch<Located<T>> | undefined;

  constructor(
    private readonly watcher: ClusterWatcher,
    private readonly kind: WatchedKind<T>,
    private readonly ended: () => void,
  ) {
    this.all = watcher.watch(locatedKind(kind), undefined, () => this.update());
  }

  watch(namespace: string, changed: () => void): Watch<T> {
    const part: Part<T> = { namespace, changed, known: { kind: 'loading' } };
    this.parts.add(part);
    if (this.all) part.known = partOf(this.all.state, inNamespaces(this.all.state), namespace);
    else this.watchAlone(part);
    return {
      get state() {
        return part.own?.state ?? part.known;
      },
      retry: () => (part.own ?? this.all)?.retry(),
      dispose: () => {
        part.own?.dispose();
        if (!this.parts.delete(part) || this.parts.size > 0) return;
        this.all?.dispose();
        this.ended();
      },
    };
  }

  /** Tells those of the change whom it concerns. */
  private update(): void {
    if (!this.all) return;
    const { state } = this.all;
    if (isForbidden(state)) {
      this.all.dispose();
      this.all = undefined;
      for (const part of this.parts) this.watchAlone(part);
      return;
    }
    const objects = inNamespaces(state);
    for (const part of this.parts) {
      const next = partOf(state, objects, part.namespace);
      if (isSame(part.known, next)) continue;
      part.known = next;
      part.changed();
    }
  }

  private watchAlone(part: Part<T>): void {
    part.own = this.watcher.watch(this.kind, part.namespace, part.changed);
    part.changed();
  }
}

/** Made once of each kind: who watches the same shares a watch. */
const locatedKinds = new WeakMap<WatchedKind<unknown>, WatchedKind<unknown>>();

function locatedKind<T>(kind: WatchedKind<T>): WatchedKind<Located<T>> {
  const known = locatedKinds.get(kind);
  // The key says which it is.
  if (known) return known as WatchedKind<Located<T>>;
  const made: WatchedKind<Located<T>> = {
    ...kind,
    read: (raw) => {
      const object = kind.read(raw);
      if (object === undefined) return undefined;
      return { namespace: new Field(raw).at('metadata', 'namespace').name(), object };
    },
  };
  locatedKinds.set(kind, made);
  return made;
}

function inNamespaces<T>(state: Watched<Located<T>>): ReadonlyMap<string, readonly T[]> {
  const all = new Map<string, T[]>();
  for (const { namespace, object } of 'objects' in state ? state.objects : []) {
    const objects = all.get(namespace);
    if (objects) objects.push(object);
    else all.set(namespace, [object]);
  }
  return all;
}

function partOf<T>(
  state: Watched<Located<T>>,
  objects: ReadonlyMap<string, readonly T[]>,
  namespace: string,
): Watched<T> {
  return 'objects' in state ? { ...state, objects: objects.get(namespace) ?? [] } : state;
}

function isSame<T>(a: Watched<T>, b: Watched<T>): boolean {
  const [errorA, errorB] = [a, b].map((each) => ('error' in each ? each.error : undefined));
  if (a.kind !== b.kind || errorA !== errorB) return false;
  const [one, other] = [a, b].map((each) => ('objects' in each ? each.objects : []));
  return one?.length === other?.length && !!one?.every((object, index) => object === other?.[index]);
}

function isForbidden(state: Watched<unknown>): boolean {
  return (
    state.kind === 'refused' && state.error instanceof KubernetesError && state.error.kind === 'forbidden'
  );
}
