import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from './objects';
import { qualifiedName, sameResource, type GroupResource } from './resource-types';

/** How many changes a watch may lie behind; etcd keeps five minutes' worth. */
const REMEMBERED_CHANGES = 1000;

export interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly resource: GroupResource;
  readonly object: KubernetesObject;
  /** The object before; undefined when it was added. */
  readonly previous?: KubernetesObject;
  readonly revision: number;
}

export interface StoredObject {
  readonly resource: GroupResource;
  readonly object: KubernetesObject;
}

/** Where an object is; cluster-scoped objects have no namespace. */
export interface ObjectPlace {
  readonly namespace?: string;
  readonly name: string;
}

/** All objects of one cluster, with one revision for all of them, as etcd has it. */
export class ObjectStore {
  /** By resource, then by place: a list of one resource looks at no other. */
  readonly #objects = new Map<string, Map<string, StoredObject>>();
  readonly #listeners = new Set<(change: Change) => void>();
  #changes: Change[] = [];
  #revision = 0;

  /** The revision of the latest change. */
  get revision(): number {
    return this.#revision;
  }

  get(resource: GroupResource, place: ObjectPlace): KubernetesObject | undefined {
    return this.#of(resource).get(keyOf(place))?.object;
  }

  /** Objects of one namespace, or of all, in the order of etcd's keys. */
  list(resource: GroupResource, namespace?: string): KubernetesObject[] {
    return [...this.#of(resource)]
      .filter(([, { object }]) => namespace === undefined || object.metadata.namespace === namespace)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([, entry]) => entry.object);
  }

  /** Every object, of whatever resource. */
  all(): readonly StoredObject[] {
    return [...this.#objects.values()].flatMap((objects) => [...objects.values()]);
  }

  /** Everything in a namespace, of whatever resource. */
  contents(namespace: string): readonly StoredObject[] {
    return this.all().filter(({ object }) => object.metadata.namespace === namespace);
  }

  /** Adds or replaces an object. An unchanged one keeps its resource version, and causes no event. */
  put(resource: GroupResource, object: KubernetesObject): KubernetesObject {
    const objects = this.#of(resource);
    const key = keyOf(object.metadata);
    const previous = objects.get(key)?.object;
    if (previous && isDeepStrictEqual(previous, object)) return previous;

    const stored = this.#nextRevision(object);
    objects.set(key, { resource, object: stored });
    this.#announce({
      type: previous ? 'MODIFIED' : 'ADDED',
      resource,
      object: stored,
      previous,
      revision: this.#revision,
    });
    return stored;
  }

  /** Removes an object; its last state carries the revision at which it went. */
  remove(resource: GroupResource, place: ObjectPlace): KubernetesObject | undefined {
    const objects = this.#of(resource);
    const key = keyOf(place);
    const previous = objects.get(key)?.object;
    if (!previous) return undefined;

    const object = this.#nextRevision(previous);
    objects.delete(key);
    this.#announce({ type: 'DELETED', resource, object, previous, revision: this.#revision });
    return object;
  }

  /** Changes of one resource after a revision, or `expired` if they are no longer remembered. */
  changesAfter(revision: number, resource: GroupResource): readonly Change[] | 'expired' {
    const oldest = this.#changes[0]?.revision ?? this.#revision + 1;
    if (revision < oldest - 1) return 'expired';
    return this.#changes.filter(
      (change) => change.revision > revision && sameResource(change.resource, resource),
    );
  }

  /** Calls `listener` at each change, until the returned function is called. */
  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #of(resource: GroupResource): Map<string, StoredObject> {
    const name = qualifiedName(resource);
    const known = this.#objects.get(name);
    if (known) return known;
    const objects = new Map<string, StoredObject>();
    this.#objects.set(name, objects);
    return objects;
  }

  #nextRevision(object: KubernetesObject): KubernetesObject {
    this.#revision += 1;
    return { ...object, metadata: { ...object.metadata, resourceVersion: String(this.#revision) } };
  }

  #announce(change: Change): void {
    this.#changes = [...this.#changes.slice(1 - REMEMBERED_CHANGES), change];
    for (const listener of [...this.#listeners]) listener(change);
  }
}

function keyOf({ namespace = '', name }: ObjectPlace): string {
  return `${namespace}/${name}`;
}
