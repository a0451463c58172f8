import { Field } from './field';
import { readConditions, readMetadata, type Condition, type Metadata } from './metadata';

/** One version of a Deployment. */
export interface ReplicaSet extends Metadata {
  readonly revision: number;
  readonly conditions: readonly Condition[];
}

export function readReplicaSet(object: unknown): ReplicaSet | undefined {
  const set = new Field(object);
  const metadata = readMetadata(set);
  const revision = set.at('metadata', 'annotations', 'deployment.kubernetes.io/revision').name();
  return metadata && { ...metadata, revision: Number(revision) || 0, conditions: readConditions(set) };
}

/** What happened to an object, told by its controller. */
export interface ClusterEvent extends Metadata {
  /** What it happened to. */
  readonly about: {
    readonly kind: string;
    readonly name: string;
    readonly uid: string;
    /** Of a pod; empty where it is the pod as a whole. */
    readonly container: string;
  };
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

/** Of both forms: the older one has a count and two times, the newer one a series. */
export function readEvent(object: unknown): ClusterEvent | undefined {
  const event = new Field(object);
  const metadata = readMetadata(event);
  if (!metadata) return undefined;
  const about = event.at('involvedObject');
  const [first, last, only] = [event.at('firstTimestamp'), event.at('lastTimestamp'), event.at('eventTime')];
  const begun = first.time() ?? only.time() ?? metadata.createdAt;
  return {
    ...metadata,
    about: {
      kind: about.at('kind').name(),
      name: about.at('name').name(),
      uid: about.at('uid').name(),
      // `spec.containers{web}`
      container: /\{(.+)\}$/.exec(about.at('fieldPath').name())?.[1] ?? '',
    },
    reason: event.at('reason').name(),
    message: event.at('message').message(),
    count: event.at('series', 'count').number() ?? event.at('count').number() ?? 1,
    firstAt: begun,
    lastAt: event.at('series', 'lastObservedTime').time() ?? last.time() ?? begun,
  };
}

/** A claim of a volume. */
export interface VolumeClaim extends Metadata {
  /** `Pending`, `Bound` or `Lost`. */
  readonly phase: string;
  /** Empty where it names none and the cluster has no default. */
  readonly storageClass: string;
}

export function readVolumeClaim(object: unknown): VolumeClaim | undefined {
  const claim = new Field(object);
  const metadata = readMetadata(claim);
  return (
    metadata && {
      ...metadata,
      phase: claim.at('status', 'phase').name(),
      storageClass: claim.at('spec', 'storageClassName').name(),
    }
  );
}
