import type { Cluster } from '../cluster';
import { isTrue, withCondition, type Condition } from '../conditions';
import { tell } from '../events';
import { fieldsAt, listAt, textAt, timestamp, type Fields, type KubernetesObject } from '../objects';
import type { Reconciler } from '../reconciler';
import { sameResource, type GroupResource } from '../resource-types';
import type { Change, ObjectPlace } from '../store';
import { createPod, observe, ownedBy, ownersConcerned, remove } from './owned';
import { isActive, isReady, phaseOf, PODS } from './pod-state';

const JOBS: GroupResource = { group: 'batch', plural: 'jobs' };
const FIRST_WAIT_MS = 10_000;
const BY = 'job-controller';

/** The Job controller: pods until enough of them have succeeded, or too many have failed. */
export const jobs: Reconciler = { concerns, reconcile };

function concerns(_cluster: Cluster, { resource, object }: Change): readonly ObjectPlace[] {
  if (sameResource(resource, JOBS)) return [object.metadata];
  return sameResource(resource, PODS) ? ownersConcerned(object, 'Job') : [];
}

interface Counted {
  readonly active: readonly KubernetesObject[];
  readonly succeeded: number;
  readonly failed: readonly KubernetesObject[];
}

function reconcile(cluster: Cluster, place: ObjectPlace): number | undefined {
  const job = cluster.store.get(JOBS, place);
  if (!job || job.metadata.deletionTimestamp !== undefined) return undefined;
  const spec = fieldsAt(job, 'spec');
  const status = fieldsAt(job, 'status');
  if (isTrue(status, 'Complete') || isTrue(status, 'Failed')) return undefined;
  if (spec.suspend === true) {
    suspend(cluster, job);
    return undefined;
  }
  const counted = count(cluster, job);
  const end = endOf(cluster, job, counted);
  if (end) {
    for (const { metadata } of counted.active) remove(cluster, PODS, metadata);
    finish(cluster, job, { counted: count(cluster, job), end });
    return undefined;
  }
  const wait = untilNext(cluster, counted);
  if (wait === 0) createMissing(cluster, job, counted);
  report(cluster, job, count(cluster, job), listAt(status, 'conditions'));
  return wait > 0 ? wait : untilDeadline(cluster, job);
}

function count(cluster: Cluster, job: KubernetesObject): Counted {
  const pods = ownedBy(cluster, PODS, job);
  return {
    active: pods.filter(isActive),
    succeeded: pods.filter((pod) => phaseOf(pod) === 'Succeeded').length,
    failed: pods.filter((pod) => phaseOf(pod) === 'Failed'),
  };
}

function createMissing(cluster: Cluster, job: KubernetesObject, { active, succeeded }: Counted): void {
  const { parallelism, completions } = fieldsAt(job, 'spec');
  const left = completions === undefined ? Number(parallelism) : Number(completions) - succeeded;
  const missing = Math.min(Number(parallelism), left) - active.length;
  for (let index = 0; index < missing; index++) {
    const { metadata } = createPod(cluster, job, { generateName: `${job.metadata.name}-` });
    const message = `Created pod: ${metadata.name}`;
    tell(cluster, job, { type: 'Normal', reason: 'SuccessfulCreate', message, by: BY });
  }
}

/** After a failure it waits ten seconds, then twice as long each time. */
function untilNext(cluster: Cluster, { active, failed }: Counted): number {
  if (failed.length === 0 || active.length > 0) return 0;
  const last = Math.max(...failed.map(finishedAt));
  return Math.max(0, last + FIRST_WAIT_MS * 2 ** (failed.length - 1) - cluster.now());
}

function finishedAt(pod: KubernetesObject): number {
  const ends = listAt(fieldsAt(pod, 'status'), 'containerStatuses').map((status) =>
    Date.parse(textAt(fieldsAt(fieldsAt(status, 'state'), 'terminated'), 'finishedAt') ?? ''),
  );
  return Math.max(0, ...ends.filter((time) => !Number.isNaN(time)));
}

function endOf(
  cluster: Cluster,
  job: KubernetesObject,
  { succeeded, failed, active }: Counted,
): Condition | undefined {
  const { completions, backoffLimit } = fieldsAt(job, 'spec');
  if (succeeded > 0 && (completions === undefined ? active.length === 0 : succeeded >= Number(completions)))
    return {
      ...{ type: 'Complete', status: 'True', reason: 'CompletionsReached' },
      message: 'Reached expected number of succeeded pods',
    };
  const restarts = active.flatMap((pod) => listAt(fieldsAt(pod, 'status'), 'containerStatuses'));
  const attempts = failed.length + restarts.reduce((sum, { restartCount }) => sum + Number(restartCount), 0);
  if (attempts > Number(backoffLimit))
    return {
      ...{ type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded' },
      message: 'Job has reached the specified backoff limit',
    };
  return untilDeadline(cluster, job) === 0
    ? {
        ...{ type: 'Failed', status: 'True', reason: 'DeadlineExceeded' },
        message: 'Job was active longer than specified deadline',
      }
    : undefined;
}

function untilDeadline(cluster: Cluster, job: KubernetesObject): number | undefined {
  const { activeDeadlineSeconds } = fieldsAt(job, 'spec');
  const startTime = textAt(fieldsAt(job, 'status'), 'startTime');
  if (activeDeadlineSeconds === undefined || startTime === undefined) return undefined;
  return Math.max(0, Date.parse(startTime) + Number(activeDeadlineSeconds) * 1000 - cluster.now());
}

function finish(
  cluster: Cluster,
  job: KubernetesObject,
  { counted, end }: { counted: Counted; end: Condition },
): void {
  const before = listAt(fieldsAt(job, 'status'), 'conditions');
  const isComplete = end.type === 'Complete';
  const first = { ...end, type: isComplete ? 'SuccessCriteriaMet' : 'FailureTarget' };
  const conditions = [first, end].reduce<readonly Fields[]>(
    (all, condition) =>
      withCondition(all, condition, cluster.now()).map((each) => ({
        lastProbeTime: timestamp(cluster.now()),
        ...each,
      })),
    before,
  );
  if (isComplete)
    tell(cluster, job, { type: 'Normal', reason: 'Completed', message: 'Job completed', by: BY });
  else tell(cluster, job, { type: 'Warning', reason: end.reason ?? '', message: end.message ?? '', by: BY });
  report(cluster, job, counted, conditions);
}

function suspend(cluster: Cluster, job: KubernetesObject): void {
  for (const { metadata } of count(cluster, job).active) remove(cluster, PODS, metadata);
  const condition = {
    type: 'Suspended',
    status: 'True',
    reason: 'JobSuspended',
    message: 'Job suspended',
  } as const;
  const conditions = withCondition(listAt(fieldsAt(job, 'status'), 'conditions'), condition, cluster.now());
  observe(cluster, JOBS, job, { ...fieldsAt(job, 'status'), conditions });
}

function report(
  cluster: Cluster,
  job: KubernetesObject,
  { active, succeeded, failed }: Counted,
  conditions: readonly Fields[],
): void {
  const now = timestamp(cluster.now());
  const isComplete = conditions.some(({ type }) => type === 'Complete');
  observe(cluster, JOBS, job, {
    startTime: fieldsAt(job, 'status').startTime ?? now,
    ...(active.length > 0 && { active: active.length }),
    ready: active.filter(isReady).length,
    terminating: 0,
    ...(succeeded > 0 && { succeeded }),
    ...(failed.length > 0 && { failed: failed.length }),
    ...(isComplete && { completionTime: now }),
    ...(conditions.length > 0 && { conditions }),
    uncountedTerminatedPods: {},
  });
}
