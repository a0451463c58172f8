import { mergePatch } from '../sandbox/kubernetes/merge-patch';
import {
  KubernetesError,
  type Access,
  type KubernetesApi,
  type KubernetesNode,
  type KubernetesObject,
  type KubernetesPort,
  type LoadBalancer,
  type ObjectQuery,
  type ObjectReference,
  type Probe,
  type Volume,
} from '../../src/core/ports/kubernetes';

/** A cluster that keeps what is applied to it. */
export class FakeKubernetes implements KubernetesPort, KubernetesApi {
  readonly applied: string[] = [];
  /** What is in it, by kind, namespace and name. */
  readonly objects = new Map<string, KubernetesObject>();
  /** What it answers to *may I?*. */
  allows: (access: Access) => boolean = () => true;
  loadBalancerList: readonly LoadBalancer[] = [];
  volumeList: readonly Volume[] = [];
  nodeList: readonly KubernetesNode[] = [];
  classes: readonly { name: string; isDefault: boolean }[] = [{ name: 'gp2', isDefault: false }];
  private lastVersion = 0;
  /** Thrown, first to last, before the next applies. */
  readonly faults: Error[] = [];

  connect(): KubernetesApi {
    return this;
  }

  probe(): Promise<Probe> {
    return Promise.resolve({ kind: 'kubernetes', version: 'v1.33.1' });
  }

  apply(object: KubernetesObject): Promise<void> {
    const fault = this.faults.shift();
    if (fault) return Promise.reject(fault);
    this.applied.push(`${object.kind}/${object.metadata.name}`);
    this.objects.set(keyOf({ ...object, ...object.metadata }), object);
    return Promise.resolve();
  }

  applyShared(object: KubernetesObject): Promise<void> {
    return this.apply(object);
  }

  create(object: KubernetesObject): Promise<void> {
    if (this.objects.has(keyOf({ ...object, ...object.metadata })))
      return Promise.reject(new KubernetesError('conflict', 'It exists already.'));
    return this.store(object);
  }

  replace(object: KubernetesObject): Promise<void> {
    const present = this.objects.get(keyOf({ ...object, ...object.metadata }));
    if (!present) return Promise.reject(new KubernetesError('not-found', 'There is no such object.'));
    if (present.metadata.resourceVersion !== object.metadata.resourceVersion)
      return Promise.reject(new KubernetesError('conflict', 'It was changed.'));
    return this.store(object);
  }

  patch(object: ObjectReference, change: object): Promise<void> {
    const found = this.objects.get(keyOf(object));
    if (!found) return Promise.reject(new KubernetesError('not-found', 'There is no such object.'));
    return this.store(mergePatch({ ...found }, { ...change }) as unknown as KubernetesObject);
  }

  private store(object: KubernetesObject): Promise<void> {
    const resourceVersion = String(++this.lastVersion);
    const metadata = { ...object.metadata, resourceVersion };
    this.objects.set(keyOf({ ...object, ...object.metadata }), { ...structuredClone(object), metadata });
    return Promise.resolve();
  }

  read(object: ObjectReference): Promise<KubernetesObject | undefined> {
    return Promise.resolve(this.objects.get(keyOf(object)));
  }

  list({ kind, namespace, labels = {} }: ObjectQuery): Promise<readonly KubernetesObject[]> {
    const found = [...this.objects.values()].filter(
      ({ kind: own, metadata }) =>
        own === kind &&
        (namespace === undefined || metadata.namespace === namespace) &&
        Object.entries(labels).every(([key, value]) => metadata.labels?.[key] === value),
    );
    return Promise.resolve(found);
  }

  annotate(object: ObjectReference, annotations: Readonly<Record<string, string>>): Promise<void> {
    const found = this.objects.get(keyOf(object));
    if (found) this.objects.set(keyOf(object), { ...found, metadata: { ...found.metadata, annotations } });
    return Promise.resolve();
  }

  delete(object: ObjectReference): Promise<void> {
    this.objects.delete(keyOf(object));
    return Promise.resolve();
  }

  can(access: Access): Promise<boolean> {
    return Promise.resolve(this.allows(access));
  }

  version(): Promise<string> {
    return Promise.resolve('v1.33.1-eks-1234567');
  }

  nodes(): Promise<readonly KubernetesNode[]> {
    return Promise.resolve(this.nodeList);
  }

  storageClasses(): Promise<readonly { name: string; isDefault: boolean }[]> {
    return Promise.resolve(this.classes);
  }

  loadBalancers(): Promise<readonly LoadBalancer[]> {
    return Promise.resolve(this.loadBalancerList);
  }

  volumes(): Promise<readonly Volume[]> {
    return Promise.resolve(this.volumeList);
  }

  serviceAccountToken(): Promise<string> {
    return Promise.resolve('one-hour-token');
  }

  secretToken(): Promise<string | undefined> {
    return Promise.resolve('long-lived-token');
  }
}

function keyOf({ kind, namespace = '', name }: Pick<ObjectReference, 'kind' | 'namespace' | 'name'>): string {
  return `${kind}/${namespace}/${name}`;
}
