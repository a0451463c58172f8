import type {
  KubernetesApi,
  KubernetesNode,
  KubernetesObject,
  KubernetesPort,
  LoadBalancer,
  Volume,
} from '../../src/core/ports/kubernetes';

/** A cluster that keeps what is applied to it. */
export class FakeKubernetes implements KubernetesPort, KubernetesApi {
  readonly applied: string[] = [];
  loadBalancerList: readonly LoadBalancer[] = [];
  volumeList: readonly Volume[] = [];
  nodeList: readonly KubernetesNode[] = [];
  classes: readonly { name: string; isDefault: boolean }[] = [{ name: 'gp2', isDefault: false }];
  /** Thrown, first to last, before the next applies. */
  readonly faults: Error[] = [];

  connect(): KubernetesApi {
    return this;
  }

  apply(object: KubernetesObject): Promise<void> {
    const fault = this.faults.shift();
    if (fault) return Promise.reject(fault);
    this.applied.push(`${object.kind}/${object.metadata.name}`);
    return Promise.resolve();
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
