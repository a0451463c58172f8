import type { Cluster } from '../cluster';
import { tell } from '../events';
import { fieldsAt, listAt, textAt, textsAt, timestamp, type Fields, type KubernetesObject } from '../objects';
import { areVolumesBound } from '../storage/claims';
import { PODS } from '../workloads/pod-state';
import { missingVolume } from './configuration';
import { Container, type ContainerDeps } from './container';
import { podStatus } from './pod-status';
import type { Ending, Runtime } from './runtime';
import { sleep } from './sleep';

const LOOK_AGAIN_MS = 2000;
const UNTIL_TOLD_MS = 100;

/** A node's part in the life of one pod. */
export class PodLife {
  readonly #gone = new AbortController();
  readonly #init: readonly Container[];
  readonly #main: readonly Container[];
  #debug: readonly Container[] = [];
  readonly #startTime: string;
  #isStopping = false;
  #last: KubernetesObject;

  constructor(
    private readonly cluster: Cluster,
    private readonly runtime: Runtime,
    private readonly node: { readonly name: string; readonly address: string; readonly podAddress: string },
    pod: KubernetesObject,
  ) {
    this.#last = pod;
    this.#startTime = timestamp(cluster.now());
    const spec = fieldsAt(pod, 'spec');
    const init = listAt(spec, 'initContainers');
    const waitsFor = init.length > 0 ? 'PodInitializing' : 'ContainerCreating';
    const container = (each: Fields, policy: string) => new Container(each, this.#around(policy), waitsFor);
    const policy = textAt(spec, 'restartPolicy') ?? 'Always';
    this.#init = init.map((each) =>
      container(each, isSidecar(each) ? 'Always' : policy === 'Never' ? 'Never' : 'OnFailure'),
    );
    this.#main = listAt(spec, 'containers').map((each) => container(each, policy));
  }

  /** A container by its name. */
  container(name: string): Container | undefined {
    return [...this.#init, ...this.#main, ...this.#debug].find((each) => each.name === name);
  }

  get uid(): string {
    return this.#last.metadata.uid ?? '';
  }

  /** Those that it runs once it has begun. */
  get containers(): readonly Container[] {
    return this.#main;
  }

  /** Runs it until it has ended. */
  async live(): Promise<void> {
    const { signal } = this.#gone;
    this.#report();
    await this.#volumes(signal);
    for (const container of this.#init) {
      const life = container.live(signal);
      if (isSidecar(container.spec)) life.catch(() => undefined);
      else if ((await life).exitCode !== 0) return;
    }
    await Promise.all(this.#main.map((container) => container.live(signal)));
  }

  /** Begins containers that were added to it to look into it. */
  addDebugContainers(pod: KubernetesObject): void {
    this.#last = pod;
    const added = listAt(fieldsAt(pod, 'spec'), 'ephemeralContainers').filter(
      ({ name }) => !this.#debug.some((known) => known.name === name),
    );
    const containers = added.map((each) => new Container(each, this.#around('Never'), 'ContainerCreating'));
    this.#debug = [...this.#debug, ...containers];
    containers.forEach((container) => void container.live(this.#gone.signal).catch(() => undefined));
  }

  /** Asks its containers to end, and removes it when they have. */
  async stop(graceMs: number): Promise<void> {
    if (this.#isStopping) return;
    this.#isStopping = true;
    const running = [...this.#main, ...this.#init].filter(({ instance }) => instance !== undefined);
    const endings = running.flatMap(({ instance }) => (instance ? [instance.ended] : []));
    running.forEach((container) => container.stop(graceMs));
    await Promise.all(endings);
    await sleep(this.cluster.clock, UNTIL_TOLD_MS, this.#gone.signal);
    const pod = this.#current();
    this.abandon();
    if (textsAt(pod.metadata, 'finalizers').length === 0) this.cluster.store.remove(PODS, pod.metadata);
  }

  /** It is gone, whether its containers have ended or not. */
  abandon(): void {
    this.#gone.abort(new Error('the pod is gone'));
    for (const { instance } of [...this.#init, ...this.#main, ...this.#debug]) instance?.stop(0);
  }

  async #volumes(signal: AbortSignal): Promise<void> {
    for (;;) {
      const missing = missingVolume(this.cluster, this.#current());
      if (missing === undefined && areVolumesBound(this.cluster, this.#current())) return;
      if (missing !== undefined)
        tell(this.cluster, this.#current(), {
          ...{ type: 'Warning', reason: 'FailedMount', message: missing },
          ...{ by: 'kubelet', host: this.node.name },
        });
      await sleep(this.cluster.clock, LOOK_AGAIN_MS, signal);
    }
  }

  #around(policy: string): ContainerDeps {
    return {
      cluster: this.cluster,
      runtime: this.runtime,
      pod: () => this.#current(),
      isRestarted: ({ exitCode }: Ending) =>
        !this.#isStopping && (policy === 'Always' || (policy === 'OnFailure' && exitCode !== 0)),
      tell: (container, type, reason, message) =>
        tell(this.cluster, this.#current(), {
          ...{ type, reason, message, by: 'kubelet', host: this.node.name },
          fieldPath: `spec.${this.#listOf(container)}{${String(container.name)}}`,
        }),
      changed: () => this.#report(),
    };
  }

  #listOf(container: Fields): string {
    if (this.#init.some(({ spec }) => spec === container)) return 'initContainers';
    return this.#debug.some(({ spec }) => spec === container) ? 'ephemeralContainers' : 'containers';
  }

  #current(): KubernetesObject {
    return this.cluster.store.get(PODS, this.#last.metadata) ?? this.#last;
  }

  #report(): void {
    const pod = this.cluster.store.get(PODS, this.#last.metadata);
    if (!pod || pod.metadata.uid !== this.#last.metadata.uid) return;
    const [init, main, debug] = [this.#init, this.#main, this.#debug].map((list) =>
      list.map(({ status }) => status),
    );
    const { address, podAddress } = this.node;
    this.cluster.store.put(PODS, {
      ...pod,
      status: {
        ...fieldsAt(pod, 'status'),
        ...podStatus(pod, { init: init ?? [], main: main ?? [] }, this.cluster.now()),
        ...{ hostIP: address, hostIPs: [{ ip: address }], podIP: podAddress, podIPs: [{ ip: podAddress }] },
        startTime: this.#startTime,
        ...(init?.length && { initContainerStatuses: init }),
        containerStatuses: main,
        ...(debug?.length && { ephemeralContainerStatuses: debug }),
      },
    });
  }
}

function isSidecar({ restartPolicy }: Fields): boolean {
  return restartPolicy === 'Always';
}
