import type { Container } from '../objects/container';
import type { Pod } from '../objects/pod';
import type { ClusterEvent, VolumeClaim } from '../objects/surroundings';
import type { Failure, LogReference, Stage, Told } from './failure';

/** A pod with all that is known around it. */
export interface PodLook {
  readonly pod: Pod;
  /** About it, newest first. */
  readonly events: readonly ClusterEvent[];
  /** Its volume claims; `undefined` where they may not be listed. */
  readonly claims: readonly ClaimLook[] | undefined;
  /** The end of the log of a container that is in trouble, where it was read. */
  readonly logOf: (reference: LogReference) => string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface ClaimLook {
  readonly name: string;
  /** `undefined` where there is none of that name. */
  readonly claim: VolumeClaim | undefined;
  /** About it, newest first. */
  readonly events: readonly ClusterEvent[];
}

/** What a stage finds in a pod: a failure, or what it waits for; nothing where the pod is past it. */
export type Finding =
  | { readonly kind: 'failure'; readonly failure: Failure }
  | { readonly kind: 'progress'; readonly text: string };

/** The longest end of a log that is told. */
const LINES = 10;

export function failureOf(
  stage: Stage,
  { code, text, remedy }: Pick<Told, 'code' | 'text' | 'remedy'>,
  look: Pick<PodLook, 'pod' | 'logOf'>,
  log?: LogReference,
): Finding {
  const lines = log ? lastLines(look.logOf(log) ?? '') : [];
  return { kind: 'failure', failure: { code, stage, text, remedy, pod: look.pod.name, log, lines } };
}

/** The log of a container that has just ended, or runs again since. */
export function endedLog({ pod }: PodLook, { name, state, restarts }: Container): LogReference {
  return { pod: pod.name, container: name, previous: state.kind !== 'terminated', restarts };
}

export function runningLog({ pod }: PodLook, { name, restarts }: Container): LogReference {
  return { pod: pod.name, container: name, previous: false, restarts };
}

export function lastLines(log: string): readonly string[] {
  const lines = log.split('\n').map((line) => line.trimEnd());
  return lines.filter((line) => line !== '').slice(-LINES);
}

/** Times that the latest event of one of those reasons has happened; 0 where there is none. */
export function timesOf({ events }: PodLook, ...reasons: readonly string[]): number {
  return events
    .filter(({ reason }) => reasons.includes(reason))
    .reduce((times, { count }) => times + count, 0);
}
