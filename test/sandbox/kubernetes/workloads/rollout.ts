import { fieldsAt, textAt, type Fields, type KubernetesObject } from '../objects';
import type { History } from './revisions';

/** How many replicas a ReplicaSet is to have next. */
export interface Scaling {
  readonly set: KubernetesObject;
  readonly replicas: number;
}

/** What a deployment allows while it changes. */
export interface Bounds {
  readonly wanted: number;
  readonly surge: number;
  readonly unavailable: number;
}

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment */
export function boundsOf(deployment: KubernetesObject): Bounds {
  const spec = fieldsAt(deployment, 'spec');
  const wanted = Number(spec.replicas);
  if (isRecreating(deployment)) return { wanted, surge: 0, unavailable: wanted };
  const { maxSurge, maxUnavailable } = fieldsAt(fieldsAt(spec, 'strategy'), 'rollingUpdate');
  const surge = Math.ceil(shareOf(maxSurge, wanted));
  const unavailable = Math.min(wanted, Math.floor(shareOf(maxUnavailable, wanted)));
  // One of both has to move.
  return { wanted, surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

export function isRecreating(deployment: KubernetesObject): boolean {
  return textAt(fieldsAt(fieldsAt(deployment, 'spec'), 'strategy'), 'type') === 'Recreate';
}

/** How many the ReplicaSet of the present template is to have: `NewRSNewReplicas` of deployment_util.go. */
export function replicasOfNew({ current, earlier }: History, { wanted, surge }: Bounds): number {
  const now = current ? replicasOf(current) : 0;
  if (now >= wanted) return wanted;
  const room = wanted + surge - now - sum(earlier, replicasOf);
  return now + Math.max(0, Math.min(room, wanted - now));
}

/** Which earlier ReplicaSets give up pods now: `reconcileOldReplicaSets` of rolling.go. */
export function scaledDown(
  { current, earlier }: History,
  { wanted, unavailable }: Bounds,
): readonly Scaling[] {
  const all = [...earlier, ...(current ? [current] : [])];
  const minimum = wanted - unavailable;
  const missing = current ? replicasOf(current) - availableIn(current) : 0;
  const spare = sum(all, replicasOf) - minimum - missing;
  if (spare <= 0) return [];

  const left = new Map(earlier.map((set) => [set, replicasOf(set)]));
  let unhealthy = spare;
  for (const set of earlier) {
    const given = Math.min(unhealthy, Math.max(0, replicasOf(set) - availableIn(set)));
    left.set(set, replicasOf(set) - given);
    unhealthy -= given;
  }
  let healthy = Math.max(0, sum(all, availableIn) - minimum);
  for (const set of earlier) {
    const given = Math.min(healthy, left.get(set) ?? 0);
    left.set(set, (left.get(set) ?? 0) - given);
    healthy -= given;
  }
  return [...left]
    .filter(([set, replicas]) => replicas < replicasOf(set))
    .map(([set, replicas]) => ({ set, replicas }));
}

export function replicasOf(set: KubernetesObject): number {
  return Number(fieldsAt(set, 'spec').replicas);
}

export function countIn(set: KubernetesObject, name: string): number {
  return Number(fieldsAt(set, 'status')[name] ?? 0);
}

export function sum(sets: readonly KubernetesObject[], count: (set: KubernetesObject) => number): number {
  return sets.reduce((total, set) => total + count(set), 0);
}

function availableIn(set: KubernetesObject): number {
  return countIn(set, 'availableReplicas');
}

/** `25%` of the whole, or a number. */
function shareOf(value: Fields[string], whole: number): number {
  if (typeof value === 'string') return (Number(value.replace('%', '')) / 100) * whole;
  return Number(value ?? 0);
}
