import type { Clock } from '../../ports/clock';
import type { PodReference } from '../../ports/streams';
import { isReady, type Pod } from '../objects/pod';
import { notRunningReason } from './containers';
import { streamError } from './errors';

/** A rollout that replaces all pods at once leaves none for about so long. */
const PATIENCE_MS = 30_000;

/** The pods of an environment as they are now. */
export interface CurrentPods {
  readonly pods: readonly Pod[];
}

/** Chooses a pod for each connection, one after the other of those that are ready then. */
export class ReadyPods {
  private turn = 0;
  private readonly waiting = new Set<() => void>();

  constructor(
    private readonly current: CurrentPods,
    private readonly namespace: string,
    private readonly clock: Pick<Clock, 'sleep'>,
  ) {}

  /** The pods have changed. */
  changed(): void {
    for (const look of [...this.waiting]) look();
  }

  /** Waits for a pod where none is ready. @throws UserError where none comes in time */
  async next(): Promise<PodReference> {
    const found = this.find();
    if (found) return found;
    const ended = new AbortController();
    try {
      return await Promise.race([
        new Promise<PodReference>((resolve) => {
          const look = () => {
            const pod = this.find();
            if (pod) resolve(pod);
          };
          this.waiting.add(look);
          ended.signal.addEventListener('abort', () => this.waiting.delete(look), { once: true });
        }),
        this.clock.sleep(PATIENCE_MS, ended.signal).then(() => {
          throw streamError('no-ready-pod', { reason: notRunningReason(this.current.pods) });
        }),
      ]);
    } finally {
      ended.abort();
    }
  }

  private find(): PodReference | undefined {
    const ready = this.current.pods.filter(isReady);
    const pod = ready[this.turn++ % Math.max(1, ready.length)];
    return pod && { namespace: this.namespace, pod: pod.name };
  }
}
