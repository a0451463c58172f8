import { Field } from './field';
import { readConditions, readMetadata, type Condition, type Metadata } from './metadata';
import { hasEnded, isReady, type Pod } from './pod';

/** What keeps pods running, or lets them run to their end. */
export interface Workload extends Metadata {
  readonly kind: WorkloadKind;
  readonly annotations: ReadonlyMap<string, string>;
  readonly conditions: readonly Condition[];
  /** The labels of its pods. */
  readonly podLabels: ReadonlyMap<string, string>;
  readonly replicas: Replicas;
  /** Its controller has seen the latest change of it. */
  readonly isObserved: boolean;
  /** It is not to run now. */
  readonly isSuspended: boolean;
  /** Of a StatefulSet: the label of the pods of its latest version. */
  readonly revision: string;
}

type WorkloadKind = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job' | 'CronJob' | 'Pod';

/** What Kubernetes replaces the pods of, one after the other. */
export function isRestartable<W extends Pick<Workload, 'kind'>>(
  workload: W,
): workload is W & { readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet' } {
  return isScalable(workload) || workload.kind === 'DaemonSet';
}

/** What has a number of pods that can be chosen. */
export function isScalable<W extends Pick<Workload, 'kind'>>(
  workload: W,
): workload is W & { readonly kind: 'Deployment' | 'StatefulSet' } {
  return workload.kind === 'Deployment' || workload.kind === 'StatefulSet';
}

interface Replicas {
  readonly wanted: number;
  readonly total: number;
  /** Of the latest version. */
  readonly updated: number;
  readonly available: number;
}

/** Those that are read: who deployed what, and who manages it. Others may be as long as a whole object. */
const READ_ANNOTATIONS = [
  ...['app.gitlab.com/app', 'app.gitlab.com/env'],
  ...['eks-clusters/environment', 'eks-clusters/deployment', 'eks-clusters/commit', 'eks-clusters/ref'],
  ...['eks-clusters/deployed-by', 'meta.helm.sh/release-name', 'argocd.argoproj.io/tracking-id'],
  ...['deployment.kubernetes.io/revision', 'kubectl.kubernetes.io/last-applied-configuration'],
];

export const readDeployment = (object: unknown) => readWorkload('Deployment', object);
export const readStatefulSet = (object: unknown) => readWorkload('StatefulSet', object);
export const readDaemonSet = (object: unknown) => readWorkload('DaemonSet', object);
export const readJob = (object: unknown) => readWorkload('Job', object);
export const readCronJob = (object: unknown) => readWorkload('CronJob', object);

/** A pod that belongs to nothing: `kubectl run` makes such. */
export function podAsWorkload(pod: Pod): Workload {
  const { uid, name, namespace, labels, createdAt, isEnding, conditions } = pod;
  const available = isReady(pod) || pod.phase === 'Succeeded' ? 1 : 0;
  return {
    ...{ uid, name, namespace, labels, createdAt, isEnding, conditions, kind: 'Pod' },
    annotations: new Map(),
    podLabels: labels,
    replicas: { wanted: 1, total: hasEnded(pod) ? 0 : 1, updated: 1, available },
    ...{ isObserved: true, isSuspended: false, revision: '' },
  };
}

function readWorkload(kind: Exclude<WorkloadKind, 'Pod'>, object: unknown): Workload | undefined {
  const workload = new Field(object);
  const metadata = readMetadata(workload);
  if (!metadata) return undefined;
  const generation = workload.at('metadata', 'generation').number() ?? 0;
  const observed = workload.at('status', 'observedGeneration').number();
  const template = kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template'] : ['spec', 'template'];
  return {
    ...metadata,
    kind,
    annotations: workload.at('metadata', 'annotations').table(READ_ANNOTATIONS),
    conditions: readConditions(workload),
    podLabels: workload.at(...template, 'metadata', 'labels').table(),
    replicas: replicasOf(kind, workload.at('spec'), workload.at('status')),
    // Those of jobs are not counted.
    isObserved: kind === 'Job' || kind === 'CronJob' || (observed ?? 0) >= generation,
    isSuspended: workload.at('spec', 'suspend').flag(),
    revision: workload.at('status', 'updateRevision').name(),
  };
}

function replicasOf(kind: Exclude<WorkloadKind, 'Pod'>, spec: Field, status: Field): Replicas {
  const count = (name: string) => status.at(name).number() ?? 0;
  switch (kind) {
    case 'Deployment':
    case 'StatefulSet':
      return {
        wanted: spec.at('replicas').number() ?? 1,
        total: count('replicas'),
        updated: count('updatedReplicas'),
        available: count('availableReplicas'),
      };
    case 'DaemonSet':
      return {
        wanted: count('desiredNumberScheduled'),
        total: count('currentNumberScheduled'),
        updated: count('updatedNumberScheduled'),
        available: count('numberAvailable'),
      };
    case 'Job':
      return {
        wanted: spec.at('completions').number() ?? spec.at('parallelism').number() ?? 1,
        total: count('active'),
        updated: count('active'),
        available: count('succeeded'),
      };
    case 'CronJob':
      return { wanted: 0, total: status.at('active').list().length, updated: 0, available: 0 };
  }
}
