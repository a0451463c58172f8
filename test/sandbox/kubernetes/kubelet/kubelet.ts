import type { Cluster } from '../cluster';
import { NODES } from '../nodes';
import { fieldsAt, listAt, textAt, type KubernetesObject } from '../objects';
import { sameResource } from '../resource-types';
import type { Change, ObjectPlace } from '../store';
import { isLeaving, isOver, nodeOf, PODS } from '../workloads/pod-state';
import { PodLife } from './pod';
import type { Runtime } from './runtime';

/** The kubelets of all nodes of a cluster that have registered. */
export class Kubelets {
  readonly #lives = new Map<string, PodLife>();
  readonly #stopListening: () => void;
  #addresses = 0;

  constructor(
    private readonly cluster: Cluster,
    private readonly runtime: Runtime,
  ) {
    this.#stopListening = cluster.store.onChange((change) => {
      if (sameResource(change.resource, PODS)) setImmediate(() => this.#heed(change));
    });
  }

  /** The life of a pod, where a node runs it. */
  lifeOf({ metadata }: KubernetesObject): PodLife | undefined {
    return this.#lives.get(metadata.uid ?? '');
  }

  stop(): void {
    this.#stopListening();
    this.#lives.forEach((life) => life.abandon());
    this.#lives.clear();
  }

  #heed({ type, object }: Change): void {
    const { uid = '', deletionGracePeriodSeconds } = object.metadata;
    const life = this.#lives.get(uid);
    const pod = type === 'DELETED' ? undefined : this.#present(object.metadata, uid);
    if (!pod) {
      if (type !== 'DELETED') return;
      life?.abandon();
      this.#lives.delete(uid);
      return;
    }
    if (!life && !isOver(pod) && !isLeaving(pod)) this.#begin(pod, uid);
    if (!life) return;
    if (isLeaving(pod)) life.stop(Number(deletionGracePeriodSeconds ?? 0) * 1000).catch(() => undefined);
    else life.addDebugContainers(pod);
  }

  #present(place: ObjectPlace, uid: string): KubernetesObject | undefined {
    const pod = this.cluster.store.get(PODS, place);
    return pod?.metadata.uid === uid ? pod : undefined;
  }

  /** Only a node of which a kubelet has told what it is has a kubelet. */
  #begin(pod: KubernetesObject, uid: string): void {
    const name = nodeOf(pod);
    const node = name === undefined ? undefined : this.cluster.store.get(NODES, { name });
    const status = node && fieldsAt(node, 'status');
    if (name === undefined || !status || Object.keys(fieldsAt(status, 'nodeInfo')).length === 0) return;
    const internal = listAt(status, 'addresses').find(({ type }) => type === 'InternalIP') ?? {};
    const address = textAt(internal, 'address') ?? '';
    this.#addresses += 1;
    const podAddress = `10.0.${128 + Math.floor(this.#addresses / 250)}.${(this.#addresses % 250) + 1}`;
    const life = new PodLife(this.cluster, this.runtime, { name, address, podAddress }, pod);
    this.#lives.set(uid, life);
    // It ends with the pod.
    life.live().catch((error: unknown) => {
      if (!(error instanceof Error) || error.message !== 'the pod is gone') throw error;
    });
  }
}
