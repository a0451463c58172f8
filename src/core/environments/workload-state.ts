import * as l10n from '@vscode/l10n';
import { firstCause, type Failure, type LogReference } from './failures/failure';
import { creationFailure, deadlineFailure, jobFailure } from './failures/of-workload';
import { findInPod } from './failures/find-in-pod';
import type { Finding } from './failures/pod-look';
import type { NamespaceIndex } from './namespace-objects';
import { conditionOf } from './objects/metadata';
import { hasEnded, isReady, type Pod } from './objects/pod';
import type { Workload } from './objects/workload';
import { combined, type EnvironmentState } from './state';

/** What a state is made of, beside the objects. */
export interface StateOptions {
  /**
   * Milliseconds since the epoch. Some failures are certain only after a while in which nothing changes, so that what
   * is neither healthy nor stopped is computed again every few seconds; that makes no calls.
   */
  readonly now: number;
  /** The end of a container's log, where it was read: `Failure.log` says whose is wanted. */
  readonly logOf?: (reference: LogReference) => string | undefined;
}

/** How a workload is. It is the same for the same objects, in whatever order they are. */
export function workloadState(
  workload: Workload,
  index: NamespaceIndex,
  options: StateOptions,
): EnvironmentState {
  if (workload.isEnding)
    return { kind: 'rolling-out', waitingFor: l10n.t('Being deleted.'), ...countsOf(workload) };
  switch (workload.kind) {
    case 'CronJob':
      return cronJobState(workload, index, options);
    case 'Job':
      return jobState(workload, index, options);
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'Pod':
      return runningState(workload, index, options);
  }
}

/** A failure that is certain: of the pods of the current version, not of an earlier one. */
function runningState(workload: Workload, index: NamespaceIndex, options: StateOptions): EnvironmentState {
  const counts = countsOf(workload);
  const { wanted, total, updated, available } = workload.replicas;
  if (wanted === 0)
    return total > 0 && workload.kind !== 'DaemonSet'
      ? { kind: 'rolling-out', waitingFor: l10n.t('Its pods are being stopped.'), ...counts }
      : { kind: 'stopped' };
  const pods = latestPods(workload, index);
  const { failure, waitingFor } = lookInto(pods, workload, index, options);
  const cause = failure ?? (available < wanted ? deadlineFailure(workload, index) : undefined);
  const servesLatest = pods.some(isReady);
  if (cause && !servesLatest && available < Math.max(wanted, total))
    return { kind: 'failing', failure: cause, ...counts };
  if (cause) return { kind: 'degraded', failure: cause, ...counts };
  const isComplete = workload.isObserved && updated >= wanted && total <= updated;
  if (isComplete && available >= wanted) return { kind: 'healthy', ...counts };
  // The controller's own counts are all there is where pods may not be listed.
  const isStarting = !isComplete || waitingFor !== undefined || pods.length < wanted;
  return isStarting
    ? { kind: 'rolling-out', waitingFor: waitingFor ?? '', ...counts }
    : { kind: 'degraded', ...counts };
}

function jobState(workload: Workload, index: NamespaceIndex, options: StateOptions): EnvironmentState {
  const counts = countsOf(workload);
  const failed = ['Failed', 'FailureTarget'].map((type) => conditionOf(workload, type));
  const failure = failed.find((condition) => condition?.status === 'True');
  if (failure) {
    const { failure: cause } = lookInto(index.podsOf(workload), workload, index, options);
    return { kind: 'failing', failure: cause ?? jobFailure(failure), ...counts };
  }
  if (conditionOf(workload, 'Complete')?.status === 'True') return { kind: 'healthy', ...counts };
  if (workload.isSuspended) return { kind: 'stopped' };
  const active = index.podsOf(workload).filter((pod) => !hasEnded(pod));
  const { failure: stuck, waitingFor = '' } = lookInto(active, workload, index, options);
  return stuck
    ? { kind: 'failing', failure: stuck, ...counts }
    : { kind: 'rolling-out', waitingFor, ...counts };
}

/** Its latest job that has ended, or is in trouble. */
function cronJobState(workload: Workload, index: NamespaceIndex, options: StateOptions): EnvironmentState {
  if (workload.isSuspended) return { kind: 'stopped' };
  const states = index.jobsOf(workload).map((job) => jobState(job, index, options));
  const latest = states.find(({ kind }) => kind === 'healthy' || kind === 'failing');
  return latest?.kind === 'failing' ? combined([latest]) : { kind: 'healthy', ready: 0, wanted: 0 };
}

interface Insight {
  readonly failure: Failure | undefined;
  readonly waitingFor: string | undefined;
}

function lookInto(
  pods: readonly Pod[],
  workload: Workload,
  index: NamespaceIndex,
  { now, logOf = () => undefined }: StateOptions,
): Insight {
  const findings = pods.flatMap((pod): readonly Finding[] => {
    if (pod.isEnding) return [];
    const events = index.eventsOf(pod);
    const claims = index.objects.claims && pod.claims.map((name) => claimLook(name, index));
    const found = findInPod({ pod, events, claims, logOf, now });
    return found ? [found] : [];
  });
  const failures = findings.flatMap((found) => (found.kind === 'failure' ? [found.failure] : []));
  const creation = pods.length < workload.replicas.wanted ? creationFailure(workload, index) : undefined;
  const waiting = findings.flatMap((found) => (found.kind === 'progress' ? [found.text] : []));
  return {
    failure: firstCause(creation ? [creation, ...failures] : failures),
    waitingFor: waiting.sort()[0],
  };
}

function claimLook(name: string, index: NamespaceIndex) {
  const claim = index.claim(name);
  return { name, claim, events: claim ? index.eventsOf(claim) : [] };
}

/** The pods of its latest version; what has ended counts only where nothing took its place. */
function latestPods(workload: Workload, index: NamespaceIndex): readonly Pod[] {
  const pods = allLatest(workload, index);
  const current = pods.filter((pod) => !hasEnded(pod));
  return current.length > 0 ? current : pods;
}

function allLatest(workload: Workload, index: NamespaceIndex): readonly Pod[] {
  switch (workload.kind) {
    case 'Deployment': {
      const [latest] = index.replicaSetsOf(workload);
      return latest ? index.podsOf(latest) : [];
    }
    case 'StatefulSet': {
      const pods = index.podsOf(workload);
      const latest = pods.filter(
        ({ labels }) => labels.get('controller-revision-hash') === workload.revision,
      );
      return workload.revision === '' ? pods : latest;
    }
    case 'Pod':
      return (index.objects.pods ?? []).filter(({ uid }) => uid === workload.uid);
    case 'DaemonSet':
    case 'Job':
    case 'CronJob':
      return index.podsOf(workload);
  }
}

function countsOf({ replicas }: Workload) {
  return { ready: replicas.available, wanted: replicas.wanted };
}
