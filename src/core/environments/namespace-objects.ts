import type { EndpointSlice, Ingress, IngressClass, Service } from './objects/addresses';
import type { Pod } from './objects/pod';
import type { ClusterEvent, ReplicaSet, VolumeClaim } from './objects/surroundings';
import type { Workload } from './objects/workload';

/** What is known of a namespace. A kind whose objects may not be listed is absent. */
export interface NamespaceObjects {
  readonly workloads?: readonly Workload[];
  readonly replicaSets?: readonly ReplicaSet[];
  readonly pods?: readonly Pod[];
  readonly events?: readonly ClusterEvent[];
  readonly claims?: readonly VolumeClaim[];
  readonly services?: readonly Service[];
  readonly endpointSlices?: readonly EndpointSlice[];
  readonly ingresses?: readonly Ingress[];
  /** Of the whole cluster. */
  readonly ingressClasses?: readonly IngressClass[];
}

/** The objects of a namespace, each found at once from what it belongs to: thousands of pods are looked at often. */
export class NamespaceIndex {
  private readonly podsByOwner: ReadonlyMap<string, readonly Pod[]>;
  private readonly setsByOwner: ReadonlyMap<string, readonly ReplicaSet[]>;
  private readonly workloadsByOwner: ReadonlyMap<string, readonly Workload[]>;
  private readonly eventsByObject: ReadonlyMap<string, readonly ClusterEvent[]>;
  private readonly claimsByName: ReadonlyMap<string, VolumeClaim>;

  constructor(readonly objects: NamespaceObjects) {
    const byOwner = <T extends { readonly owner?: { readonly uid: string } }>(all: readonly T[] = []) =>
      grouped(all, ({ owner }) => owner?.uid ?? '');
    this.podsByOwner = byOwner(objects.pods);
    this.setsByOwner = byOwner(objects.replicaSets);
    this.workloadsByOwner = byOwner(objects.workloads);
    this.eventsByObject = grouped(objects.events ?? [], ({ about }) => about.uid);
    this.claimsByName = new Map((objects.claims ?? []).map((claim) => [claim.name, claim]));
  }

  /** Those that it made itself, by name. */
  podsOf(owner: { readonly uid: string }): readonly Pod[] {
    return byName(this.podsByOwner.get(owner.uid) ?? []);
  }

  /** Newest version first. */
  replicaSetsOf(owner: { readonly uid: string }): readonly ReplicaSet[] {
    const sets = byName(this.setsByOwner.get(owner.uid) ?? []);
    return sets.toSorted((a, b) => b.revision - a.revision || b.createdAt - a.createdAt);
  }

  /** Newest first. */
  jobsOf(owner: { readonly uid: string }): readonly Workload[] {
    return byName(this.workloadsByOwner.get(owner.uid) ?? []).toSorted((a, b) => b.createdAt - a.createdAt);
  }

  /** What happened to it, newest first. */
  eventsOf(object: { readonly uid: string }): readonly ClusterEvent[] {
    const events = byName(this.eventsByObject.get(object.uid) ?? []);
    return events.toSorted((a, b) => b.lastAt - a.lastAt);
  }

  claim(name: string): VolumeClaim | undefined {
    return this.claimsByName.get(name);
  }
}

/** In an order of their own, whatever order the cluster lists them in. */
function byName<T extends { readonly name: string; readonly uid: string }>(
  objects: readonly T[],
): readonly T[] {
  return objects.toSorted((a, b) => compare(a.name, b.name) || compare(a.uid, b.uid));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function grouped<T>(all: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of all) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
