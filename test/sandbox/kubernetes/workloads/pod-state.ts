import { conditionOf, isTrue } from '../conditions';
import { fieldsAt, textAt, type KubernetesObject } from '../objects';
import type { GroupResource } from '../resource-types';

export const PODS: GroupResource = { group: '', plural: 'pods' };

export function phaseOf(pod: KubernetesObject): string {
  return textAt(fieldsAt(pod, 'status'), 'phase') ?? 'Pending';
}

/** It has ended, and runs no more. */
export function isOver(pod: KubernetesObject): boolean {
  return ['Succeeded', 'Failed'].includes(phaseOf(pod));
}

export function isLeaving(pod: KubernetesObject): boolean {
  return pod.metadata.deletionTimestamp !== undefined;
}

/** Counts as one of those that a controller wants. */
export function isActive(pod: KubernetesObject): boolean {
  return !isOver(pod) && !isLeaving(pod);
}

export function isReady(pod: KubernetesObject): boolean {
  return isTrue(fieldsAt(pod, 'status'), 'Ready');
}

/** Until when it has to stay ready to count as available; undefined while it is not ready. */
export function availableFrom(pod: KubernetesObject, minReadySeconds: number): number | undefined {
  if (!isReady(pod)) return undefined;
  const since = Date.parse(
    textAt(conditionOf(fieldsAt(pod, 'status'), 'Ready') ?? {}, 'lastTransitionTime') ?? '',
  );
  return since + minReadySeconds * 1000;
}

export function nodeOf(pod: KubernetesObject): string | undefined {
  return textAt(fieldsAt(pod, 'spec'), 'nodeName');
}
