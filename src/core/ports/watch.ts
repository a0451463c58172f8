import type { KubernetesTarget } from './kubernetes';

/** A kind of objects that is watched, and what is kept of each: thousands are held in memory. */
export interface WatchedKind<T> {
  /** For example `api/v1` or `apis/apps/v1`. */
  readonly api: string;
  /** The plural, for example `pods`. */
  readonly resource: string;
  /** Never throws; `undefined` for what is no such object. */
  readonly read: (object: unknown) => T | undefined;
}

/** What is known of a kind in a namespace. */
export type Watched<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'current'; readonly objects: readonly T[] }
  /** As it was when it was last seen: the cluster does not answer, and is asked again. */
  | { readonly kind: 'outdated'; readonly objects: readonly T[]; readonly error: Error }
  /** It may not be listed, or there is no such kind. It is not asked again before `retry`. */
  | { readonly kind: 'refused'; readonly error: Error };

export interface Watch<T> {
  readonly state: Watched<T>;
  /** Asks again at once where it was refused or does not answer. */
  retry(): void;
  /** Who looks no longer says so: the last one ends the watch. */
  dispose(): void;
}

/** Watches the objects of one cluster. All who look at the same kind and namespace share one watch. */
export interface ClusterWatcher {
  /**
   * @param namespace `undefined` for what is in none, or for all namespaces
   * @param changed told soon after a change, once for many
   */
  watch<T>(kind: WatchedKind<T>, namespace: string | undefined, changed: () => void): Watch<T>;
}

export interface WatchPort {
  /** Makes no call yet. One for each cluster. */
  watcher(target: KubernetesTarget): ClusterWatcher;
}
