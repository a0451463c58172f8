import type { Cluster } from '../cluster';
import { conditionOf, withCondition, withoutCondition, type Condition } from '../conditions';
import { fieldsAt, listAt, textAt, timestamp, type Fields, type KubernetesObject } from '../objects';
import { observe } from './owned';
import type { History } from './revisions';
import { boundsOf, countIn, replicasOf, sum } from './rollout';

export const DEPLOYMENTS = { group: 'apps', plural: 'deployments' };
const DONE = 'NewReplicaSetAvailable';
const TIMED_OUT = 'ProgressDeadlineExceeded';

/** Writes what is seen of a deployment: `syncRolloutStatus` of progress.go. @returns when its time is up, in ms */
export function reportDeployment(
  cluster: Cluster,
  deployment: KubernetesObject,
  history: History,
): number | undefined {
  const now = cluster.now();
  const before = fieldsAt(deployment, 'status');
  const counts = countsOf(deployment, history);
  const available = withCondition(listAt(before, 'conditions'), availability(deployment, counts), now);
  const progressed = withProgress(deployment, { history, counts, conditions: available, now });
  const failure = replicaFailure(history);
  const conditions = failure
    ? withCondition(progressed, failure, now)
    : withoutCondition(progressed, 'ReplicaFailure');
  observe(cluster, DEPLOYMENTS, deployment, {
    observedGeneration: deployment.metadata.generation,
    ...Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
    conditions: conditions.map((condition) => withUpdateTime(condition, before, now)),
  });
  return untilDeadline(deployment, conditions, now);
}

type Counts = Readonly<
  Record<
    'replicas' | 'updatedReplicas' | 'readyReplicas' | 'availableReplicas' | 'unavailableReplicas',
    number
  >
>;

function countsOf(deployment: KubernetesObject, { current, earlier }: History): Counts {
  const all = [...earlier, ...(current ? [current] : [])];
  const availableReplicas = sum(all, (set) => countIn(set, 'availableReplicas'));
  return {
    replicas: sum(all, (set) => countIn(set, 'replicas')),
    updatedReplicas: current ? countIn(current, 'replicas') : 0,
    readyReplicas: sum(all, (set) => countIn(set, 'readyReplicas')),
    availableReplicas,
    unavailableReplicas: Math.max(0, sum(all, replicasOf) - availableReplicas),
  };
}

function availability(deployment: KubernetesObject, { availableReplicas }: Counts): Condition {
  const { wanted, unavailable } = boundsOf(deployment);
  return availableReplicas >= wanted - unavailable
    ? {
        ...{ type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable' },
        message: 'Deployment has minimum availability.',
      }
    : {
        ...{ type: 'Available', status: 'False', reason: 'MinimumReplicasUnavailable' },
        message: 'Deployment does not have minimum availability.',
      };
}

interface Seen {
  readonly history: History;
  readonly counts: Counts;
  readonly conditions: readonly Fields[];
  readonly now: number;
}

function withProgress(deployment: KubernetesObject, seen: Seen): Fields[] {
  const { history, counts, conditions, now } = seen;
  const { paused, progressDeadlineSeconds } = fieldsAt(deployment, 'spec');
  const before = conditions.find(({ type }) => type === 'Progressing');
  if (progressDeadlineSeconds === undefined) return withoutCondition(conditions, 'Progressing');
  const progressing = (status: Condition['status'], reason: string, message: string): Fields[] =>
    withCondition(conditions, { type: 'Progressing', status, reason, message }, now);
  if (paused === true) return progressing('Unknown', 'DeploymentPaused', 'Deployment is paused');
  if (before?.reason === 'DeploymentPaused')
    return progressing('Unknown', 'DeploymentResumed', 'Deployment is resumed');
  const name = history.current?.metadata.name;
  const subject = name === undefined ? `Deployment "${deployment.metadata.name}"` : `ReplicaSet "${name}"`;

  if (counts.replicas === counts.updatedReplicas && before?.reason === DONE) return [...conditions];
  if (isComplete(deployment, counts))
    return progressing('True', DONE, `${subject} has successfully progressed.`);
  if (isProgressing(deployment, counts))
    return progressing('True', 'ReplicaSetUpdated', `${subject} is progressing.`);
  if (isLate(before, Number(progressDeadlineSeconds), now))
    return progressing('False', TIMED_OUT, `${subject} has timed out progressing.`);
  return [...conditions];
}

function isComplete(deployment: KubernetesObject, counts: Counts): boolean {
  const wanted = replicasOf(deployment);
  return [counts.updatedReplicas, counts.replicas, counts.availableReplicas].every(
    (count) => count === wanted,
  );
}

function isProgressing(deployment: KubernetesObject, counts: Counts): boolean {
  const was = (name: string) => countIn(deployment, name);
  return (
    counts.updatedReplicas > was('updatedReplicas') ||
    counts.replicas - counts.updatedReplicas < was('replicas') - was('updatedReplicas') ||
    counts.readyReplicas > was('readyReplicas') ||
    counts.availableReplicas > was('availableReplicas')
  );
}

function isLate(progress: Fields | undefined, deadlineSeconds: number, now: number): boolean {
  if (!progress || progress.reason === DONE) return false;
  if (progress.reason === TIMED_OUT) return true;
  return Date.parse(textAt(progress, 'lastUpdateTime') ?? '') + deadlineSeconds * 1000 <= now;
}

/** In a deployment's conditions there are two times: one of the status, one of the last news. */
function withUpdateTime(condition: Fields, before: Fields, now: number): Fields {
  const earlier = conditionOf(before, textAt(condition, 'type') ?? '');
  const isSame = earlier?.status === condition.status && earlier?.reason === condition.reason;
  const isNews = !isSame || (condition !== earlier && condition.reason === 'ReplicaSetUpdated');
  return { ...condition, lastUpdateTime: isNews ? timestamp(now) : earlier?.lastUpdateTime };
}

function untilDeadline(
  deployment: KubernetesObject,
  conditions: readonly Fields[],
  now: number,
): number | undefined {
  const { progressDeadlineSeconds } = fieldsAt(deployment, 'spec');
  const progress = conditions.find(({ type }) => type === 'Progressing');
  if (progress?.status !== 'True' || progress.reason === DONE) return undefined;
  const since = Date.parse(textAt(progress, 'lastUpdateTime') ?? timestamp(now));
  return Math.max(0, since + Number(progressDeadlineSeconds) * 1000 - now);
}

function replicaFailure({ current, earlier }: History): Condition | undefined {
  const sets = [...(current ? [current] : []), ...earlier];
  const [failure] = sets.flatMap((set) => conditionOf(fieldsAt(set, 'status'), 'ReplicaFailure') ?? []);
  if (!failure) return undefined;
  const { reason, message } = failure as Fields;
  return { type: 'ReplicaFailure', status: 'True', reason: String(reason), message: String(message) };
}
