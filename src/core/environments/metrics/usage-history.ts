import type { PodUsage } from '../../ports/workloads';

/** Half an hour, at one sample every fifteen seconds. */
export const MAX_SAMPLES = 120;

/** What the pods of an environment used over time, oldest sample first. */
export type UsageHistory = ReadonlyMap</* pod */ string, readonly PodUsage[]>;

/** Adds one sample of each pod. Pods that are gone are forgotten, and so are samples beyond {@link MAX_SAMPLES}. */
export function addSample(history: UsageHistory, usages: readonly PodUsage[]): UsageHistory {
  return new Map(
    usages.map((usage) => [usage.pod, [...(history.get(usage.pod) ?? []), usage].slice(-MAX_SAMPLES)]),
  );
}
