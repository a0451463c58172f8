import type { Cluster } from './cluster';
import { ApiError } from './status';
import type { Change, ObjectPlace } from './store';

/** A controller that brings one object after the other to what it should be, however it came to be otherwise. */
export interface Reconciler {
  /** The objects of its kind that a change concerns. */
  concerns(cluster: Cluster, change: Change): readonly ObjectPlace[];
  /** @returns in how many milliseconds it has to look again, though nothing changes; undefined for never */
  reconcile(cluster: Cluster, place: ObjectPlace): number | undefined;
}

/**
 * Reconciles what changes concern, each object once for all the changes that came together.
 * @returns what stops it
 */
export function startReconciler(cluster: Cluster, reconciler: Reconciler): () => void {
  const waiting = new Map<string, ObjectPlace>();
  const looksAgain = new Map<string, () => void>();

  function enqueue(place: ObjectPlace): void {
    if (waiting.size === 0) setImmediate(work);
    waiting.set(keyOf(place), place);
  }

  function work(): void {
    const places = [...waiting.values()];
    waiting.clear();
    for (const place of places) {
      looksAgain.get(keyOf(place))?.();
      looksAgain.delete(keyOf(place));
      const again = reconciled(cluster, reconciler, place);
      if (again !== undefined)
        looksAgain.set(
          keyOf(place),
          cluster.clock.after(again, () => enqueue(place)),
        );
    }
  }

  const stopListening = cluster.store.onChange((change) =>
    reconciler.concerns(cluster, change).forEach(enqueue),
  );
  return () => {
    stopListening();
    looksAgain.forEach((cancel) => cancel());
    waiting.clear();
  };
}

/** What the API server refuses, such as anything new in a namespace that ends, is tried again at the next change. */
function reconciled(cluster: Cluster, reconciler: Reconciler, place: ObjectPlace): number | undefined {
  try {
    return reconciler.reconcile(cluster, place);
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

function keyOf({ namespace = '', name }: ObjectPlace): string {
  return `${namespace}/${name}`;
}
