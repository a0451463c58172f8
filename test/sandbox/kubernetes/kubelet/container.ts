import { randomBytes } from 'node:crypto';
import type { Cluster } from '../cluster';
import { fieldsAt, textAt, timestamp, type Fields, type KubernetesObject } from '../objects';
import { missingConfiguration } from './configuration';
import { environmentOf } from './environment';
import { ContainerLog } from './log';
import { probe } from './probes';
import { pulled, type Teller } from './pulling';
import { StartError, type Ending, type Instance, type Runtime } from './runtime';
import { BackOff, goDuration, sleep } from './sleep';

/** After so long a crash counts as the first one again. */
const STEADY_MS = 600_000;
const RETRY_MS = 10_000;

/** What a container needs of its pod. */
export interface ContainerDeps {
  readonly cluster: Cluster;
  readonly runtime: Runtime;
  /** The pod as it is now. */
  pod(): KubernetesObject;
  /** Whether it is started again after it has ended. */
  isRestarted(ending: Ending): boolean;
  readonly tell: Teller;
  /** Its status is another. */
  changed(): void;
}

/** The life of one container in a pod, through all its runs. */
export class Container {
  /** The present run, and the one before it, whose logs are kept. */
  instance: Instance | undefined;
  log: ContainerLog | undefined;
  previousLog: ContainerLog | undefined;
  readonly #backOff = new BackOff();
  readonly #id = randomBytes(32).toString('hex');
  #status: Fields;

  constructor(
    readonly spec: Fields,
    private readonly around: ContainerDeps,
    waitsFor: 'ContainerCreating' | 'PodInitializing',
  ) {
    const { name, image } = spec;
    this.#status = {
      ...{ name, image, imageID: '', restartCount: 0, ready: false, started: false },
      ...{ state: { waiting: { reason: waitsFor } }, lastState: {} },
    };
  }

  get status(): Fields {
    return this.#status;
  }

  get name(): string {
    return textAt(this.spec, 'name') ?? '';
  }

  /** Resolves when it has ended for good. @param signal the pod is no longer there */
  async live(signal: AbortSignal): Promise<Ending> {
    for (let runs = 0; ; runs++) {
      const began = this.around.cluster.now();
      const ending = await this.#runOnce(runs, signal);
      if (!this.around.isRestarted(ending)) return ending;
      if (this.around.cluster.now() - began > STEADY_MS) this.#backOff.reset();
      // The first crash is followed by a new start at once.
      if (runs > 0) await this.#wait(signal);
    }
  }

  /** Asks it to end, where it runs. */
  stop(graceMs: number): void {
    if (this.instance) this.around.tell(this.spec, 'Normal', 'Killing', `Stopping container ${this.name}`);
    this.instance?.stop(graceMs);
  }

  async #runOnce(runs: number, signal: AbortSignal): Promise<Ending> {
    const { cluster, runtime, tell } = this.around;
    const imageID = await pulled(this.around, this.spec, {
      signal,
      waiting: (reason, message) => this.#set({ state: { waiting: { reason, message } } }),
    });
    await this.#configured(signal);
    const log = new ContainerLog(() => cluster.now());
    const startedAt = timestamp(cluster.now());
    [this.previousLog, this.log] = [this.log ?? this.previousLog, log];
    const restartCount = runs;
    try {
      tell(this.spec, 'Normal', 'Created', `Created container: ${this.name}`);
      const pod = this.around.pod();
      const environment = environmentOf(cluster, pod, this.spec);
      this.instance = await runtime.start({ pod, container: this.spec, environment }, log);
    } catch (error) {
      if (!(error instanceof StartError)) throw error;
      tell(this.spec, 'Warning', 'Failed', `Error: ${error.message}`);
      const ending = { exitCode: 128, reason: 'StartError' };
      this.#terminated(ending, {
        startedAt: '1970-01-01T00:00:00Z',
        message: error.message,
        restartCount,
        imageID,
      });
      return ending;
    }
    tell(this.spec, 'Normal', 'Started', `Started container ${this.name}`);
    this.#set({
      ...{ restartCount, imageID, containerID: this.#containerID(runs), started: false },
      state: { running: { startedAt } },
    });
    const ending = await this.#untilEnded(this.instance, signal);
    this.instance = undefined;
    log.end();
    this.#terminated(ending, { startedAt, restartCount, imageID });
    return ending;
  }

  /** Probes it while it runs. */
  async #untilEnded(instance: Instance, signal: AbortSignal): Promise<Ending> {
    const { clock } = this.around.cluster;
    const ended = new AbortController();
    const probing = probe(this.spec, instance, {
      clock,
      signal: AbortSignal.any([signal, ended.signal]),
      findings: {
        started: () => this.#set({ started: true }),
        readiness: (ready) => this.#set({ ready }),
        unhealthy: (name, why) =>
          this.around.tell(this.spec, 'Warning', 'Unhealthy', `${name} probe failed: ${why}`),
        fatal: (name) => {
          const message = `Container ${this.name} failed ${name} probe, will be restarted`;
          this.around.tell(this.spec, 'Normal', 'Killing', message);
          instance.stop(
            Number(fieldsAt(this.around.pod(), 'spec').terminationGracePeriodSeconds ?? 30) * 1000,
          );
        },
      },
    });
    // It ends with the container or with the pod, and has nothing to say then.
    probing.catch(() => undefined);
    try {
      return await Promise.race([instance.ended, gone(signal)]);
    } finally {
      ended.abort();
    }
  }

  async #configured(signal: AbortSignal): Promise<void> {
    const { cluster, tell } = this.around;
    for (;;) {
      const missing = missingConfiguration(cluster, this.around.pod(), this.spec);
      if (missing === undefined) return;
      this.#set({ state: { waiting: { reason: 'CreateContainerConfigError', message: missing } } });
      tell(this.spec, 'Warning', 'Failed', `Error: ${missing}`);
      await sleep(cluster.clock, RETRY_MS, signal);
    }
  }

  #terminated(
    { exitCode, reason = exitCode === 0 ? 'Completed' : 'Error' }: Ending,
    run: { startedAt: string; message?: string; restartCount: number; imageID: string },
  ): void {
    const { startedAt, message, restartCount, imageID } = run;
    const finishedAt = timestamp(this.around.cluster.now());
    const containerID = this.#containerID(restartCount);
    const terminated = {
      ...{ exitCode, reason, startedAt, finishedAt, containerID },
      ...(message !== undefined && { message }),
    };
    this.#set({ restartCount, imageID, containerID, ready: false, started: false, state: { terminated } });
  }

  /** What ended becomes the last state, once something follows it. */
  async #wait(signal: AbortSignal): Promise<void> {
    const { cluster, tell } = this.around;
    const { name, namespace = '', uid = '' } = this.around.pod().metadata;
    const pod = `${name}_${namespace}(${uid})`;
    const ms = this.#backOff.next();
    const message = `back-off ${goDuration(ms)} restarting failed container=${this.name} pod=${pod}`;
    this.#set({ state: { waiting: { reason: 'CrashLoopBackOff', message } } });
    tell(this.spec, 'Warning', 'BackOff', `Back-off restarting failed container ${this.name} in pod ${pod}`);
    await sleep(cluster.clock, ms, signal);
  }

  #containerID(runs: number): string {
    return `containerd://${runs.toString(16).padStart(4, '0')}${this.#id.slice(4)}`;
  }

  #set(change: Fields): void {
    const before = fieldsAt(this.#status, 'state');
    const isFollowed = 'state' in change && 'terminated' in before;
    this.#status = { ...this.#status, ...(isFollowed && { lastState: before }), ...change };
    this.around.changed();
  }
}

/** Never resolves. @throws the reason of the signal */
function gone(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
