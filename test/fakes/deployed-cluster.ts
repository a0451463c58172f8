import type { Clock } from '../../src/core/ports/clock';
import type { DeployCluster, DeployPorts } from '../../src/core/deploy/request';
import {
  KubernetesError,
  type KubernetesObject,
  type ObjectReference,
} from '../../src/core/ports/kubernetes';
import type { HelmPort } from '../../src/core/ports/deploy-tools';
import { FakeHelm } from './helm';
import { FakeKubernetes } from './kubernetes';
import { FakeWatcher } from './watcher';

/** What becomes of pods: of a Deployment that is applied. */
export type Fate = 'ready' | 'crashing' | 'starting';

/** A cluster in which what is applied is seen at once by those who watch, with pods as fate has it. */
export class DeployedCluster {
  readonly kubernetes = new FakeKubernetes();
  readonly watcher = new FakeWatcher();
  fate: Fate = 'ready';
  /** How many pods of earlier versions serve. */
  serving = 0;

  constructor(readonly namespace: string) {}

  /** Of the same cluster. */
  helm(clock: Clock): FakeHelm {
    return new FakeHelm(this.kubernetes, clock, async (object) => {
      const { namespace = this.namespace } = object.metadata;
      await this.kubernetes.apply({ ...object, metadata: { ...object.metadata, namespace } });
    });
  }

  /** @param answers how many calls are answered: then the caller is dead, and none of its calls arrives */
  ports(
    clock: Clock,
    holder: string,
    answers = Infinity,
    helm: HelmPort = this.helm(clock),
  ): DeployPorts & { readonly cluster: DeployCluster } {
    let left = answers;
    const alive = <T>(call: () => Promise<T>): Promise<T> => {
      if (left <= 0) return Promise.reject(new Error('killed'));
      left--;
      return call();
    };
    const { kubernetes, watcher } = this;
    const cluster: DeployCluster = {
      read: (object: ObjectReference) => alive(() => kubernetes.read(object)),
      list: (query) => alive(() => kubernetes.list(query)),
      delete: (object) => alive(() => kubernetes.delete(object)),
      create: (object) => alive(() => kubernetes.create(object)),
      replace: (object) => alive(() => kubernetes.replace(object)),
      patch: (object, change) =>
        alive(async () => {
          await kubernetes.patch(object, change);
          const patched = await kubernetes.read(object);
          if (patched?.kind === 'Deployment') this.show(patched);
        }),
      applyShared: (object) =>
        alive(async () => {
          await kubernetes.applyShared(object);
          if (object.kind === 'Deployment') this.show(object);
          if (object.kind === 'StatefulSet') this.showDatabase(object);
        }),
    };
    const image = { reference: `registry.example/shop@sha256:${'a'.repeat(64)}`, port: 8080 };
    return {
      cluster,
      helm,
      wholeCluster: kubernetes,
      randomBytes: (count) => Buffer.alloc(count, 7),
      watcher,
      clock,
      holder,
      makeImage: () => alive(() => Promise.resolve(image)),
    };
  }

  /** What there is, without what every write changes. */
  get contents(): readonly KubernetesObject[] {
    const found = [...this.kubernetes.objects.values()];
    return found
      .map((object) => ({ ...object, metadata: { ...object.metadata, resourceVersion: undefined } }))
      .toSorted((a, b) => (a.kind + a.metadata.name < b.kind + b.metadata.name ? -1 : 1));
  }

  /** Once more, with another fate. */
  become(fate: Fate): void {
    this.fate = fate;
    for (const object of this.kubernetes.objects.values())
      if (object.kind === 'Deployment') this.show(object);
  }

  /** It is ready, whatever becomes of the app. */
  private showDatabase(object: KubernetesObject): void {
    const metadata = { ...object.metadata, uid: object.metadata.name, generation: 1 };
    const counts = { replicas: 1, updatedReplicas: 1, availableReplicas: 1 };
    const status = { observedGeneration: 1, ...counts };
    this.watcher.set(`statefulsets in ${this.namespace}`, [{ ...object, metadata, status }]);
  }

  private show(object: KubernetesObject): void {
    const { replicas = 1 } = object['spec'] as { replicas?: number };
    const isReady = this.fate === 'ready';
    const uid = object.metadata.name;
    const status = {
      observedGeneration: 1,
      replicas: isReady ? replicas : replicas + this.serving,
      updatedReplicas: replicas,
      availableReplicas: isReady ? replicas : this.serving,
      conditions: [],
    };
    const metadata = { ...object.metadata, uid, generation: 1 };
    const owner = (kind: string, name: string) => [{ kind, name, uid: name, controller: true }];
    const pod = {
      metadata: {
        name: `${uid}-1-x`,
        namespace: this.namespace,
        uid: `${uid}-1-x`,
        ownerReferences: owner('ReplicaSet', `${uid}-1`),
      },
      spec: { containers: [{ name: 'web', image: 'shop' }], nodeName: 'n' },
      status: {
        phase: 'Running',
        containerStatuses: [
          {
            ...{ name: 'web', ready: false, restartCount: 3 },
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: { terminated: { exitCode: 1, reason: 'Error' } },
          },
        ],
      },
    };
    const set = {
      metadata: {
        ...{
          name: `${uid}-1`,
          namespace: this.namespace,
          uid: `${uid}-1`,
          ownerReferences: owner('Deployment', uid),
        },
        annotations: { 'deployment.kubernetes.io/revision': '1' },
      },
    };
    this.watcher.set(`replicasets in ${this.namespace}`, [set]);
    this.watcher.set(`pods in ${this.namespace}`, this.fate === 'crashing' ? [pod] : []);
    this.watcher.set(`deployments in ${this.namespace}`, [{ ...object, metadata, status }]);
  }
}

/** As the API server says it. */
export const CONFLICT = new KubernetesError(
  'conflict',
  'Apply failed with 1 conflict: conflict with "kubectl-edit" using apps/v1: .spec.replicas',
);
