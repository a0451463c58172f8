import { readContainers, type Container } from './container';
import { Field } from './field';
import { conditionOf, readConditions, readMetadata, type Condition, type Metadata } from './metadata';

export interface Pod extends Metadata {
  /** `Pending`, `Running`, `Succeeded`, `Failed` or `Unknown`. */
  readonly phase: string;
  /** Why it was taken from its node, for example `Evicted`. */
  readonly reason: string;
  readonly message: string;
  /** Empty until it has one. */
  readonly node: string;
  readonly conditions: readonly Condition[];
  readonly containers: readonly Container[];
  /** Names of the volume claims that it uses. */
  readonly claims: readonly string[];
}

export function readPod(object: unknown): Pod | undefined {
  const pod = new Field(object);
  const metadata = readMetadata(pod);
  return (
    metadata && {
      ...metadata,
      phase: pod.at('status', 'phase').name(),
      reason: pod.at('status', 'reason').name(),
      message: pod.at('status', 'message').message(),
      node: pod.at('spec', 'nodeName').name(),
      conditions: readConditions(pod),
      containers: readContainers(pod),
      claims: pod
        .at('spec', 'volumes')
        .list()
        .map((volume) => volume.at('persistentVolumeClaim', 'claimName').name())
        .filter((name) => name !== ''),
    }
  );
}

/** It takes requests. */
export function isReady(pod: Pod): boolean {
  return conditionOf(pod, 'Ready')?.status === 'True' && !pod.isEnding;
}

/** It has done what it was for, or will never. */
export function hasEnded({ phase }: Pod): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}
