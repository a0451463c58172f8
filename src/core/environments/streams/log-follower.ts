import * as l10n from '@vscode/l10n';
import { inBackground, type Report } from '../../background';
import type { Clock } from '../../ports/clock';
import type { ClusterStreams } from '../../ports/streams';
import type { Pod } from '../objects/pod';
import { startedContainers, type ContainerChoice } from './containers';
import { FollowedLog, type LogSink } from './followed-log';

/** As many lines of what ran before are shown first, of all containers together. */
const FIRST_LINES = 1_000;
const FEWEST_LINES = 10;
/** The text below names it. Each takes a connection; `kubectl logs` allows five, and stern fifty. */
const MOST_CONTAINERS = 50;

export interface LogFollowerDeps {
  readonly streams: Pick<ClusterStreams, 'log'>;
  readonly clock: Clock;
  readonly sink: LogSink;
  /** Told what is a bug. */
  readonly report: Report;
}

/**
 * The logs of all containers of an environment, live: of pods that a rollout brings, too, and of containers that are
 * started again. It is told of the pods, and ends with the signal.
 */
export class LogFollower {
  private readonly logs = new Map<string, FollowedLog>();
  private isTooMany = false;
  private hasBegun = false;

  constructor(
    private readonly deps: LogFollowerDeps,
    private readonly namespace: string,
    private readonly signal: AbortSignal,
  ) {}

  /** @param pods all that there are by now */
  update(pods: readonly Pod[]): void {
    if (this.signal.aborted) return;
    const started = startedContainers(pods);
    const tailLines = this.tailLinesFor(started.length);
    for (const choice of started) this.logOf(choice, tailLines)?.update(choice.container);
    this.forgetGone(new Set(pods.map(({ uid }) => uid)));
  }

  private logOf(choice: ContainerChoice, tailLines: number): FollowedLog | undefined {
    const key = keyOf(choice);
    const known = this.logs.get(key);
    if (known) return known;
    if (this.logs.size >= MOST_CONTAINERS) {
      this.tellTooMany();
      return undefined;
    }
    const { pod, container } = choice;
    const log = new FollowedLog(
      {
        ...this.deps,
        start: (run) => inBackground(run, this.deps.report),
      },
      { namespace: this.namespace, pod: pod.name, container: container.name },
      tailLines,
      this.signal,
    );
    this.logs.set(key, log);
    return log;
  }

  /** What runs already shares the first lines; what comes later is shown from its beginning. */
  private tailLinesFor(containers: number): number {
    if (this.hasBegun) return FIRST_LINES;
    this.hasBegun = containers > 0;
    return Math.max(FEWEST_LINES, Math.floor(FIRST_LINES / Math.max(1, containers)));
  }

  private forgetGone(uids: ReadonlySet<string>): void {
    const told = new Set<string>();
    for (const [key, log] of this.logs) {
      const [uid = ''] = key.split('/');
      if (uids.has(uid)) continue;
      log.end();
      this.logs.delete(key);
      if (!told.has(uid)) this.deps.sink.note(l10n.t('Pod {0} is gone.', log.container.pod));
      told.add(uid);
    }
  }

  private tellTooMany(): void {
    if (this.isTooMany) return;
    this.isTooMany = true;
    this.deps.sink.note(
      l10n.t('Only the first 50 containers are followed. Choose a single pod to see others.'),
    );
  }
}

function keyOf({ pod, container }: ContainerChoice): string {
  return `${pod.uid}/${container.name}`;
}
