import { clusterId, type ClusterEntry } from '../registry/entry';
import type { App } from './grouping/group';
import type { Pod } from './objects/pod';
import type { Workload } from './objects/workload';
import type { EnvironmentOverview } from './overview';

/** An environment in the cluster where it was found. */
export interface LocatedOverview extends EnvironmentOverview {
  readonly cluster: ClusterEntry;
  /** Kinds that may not be listed there, by their plural: what is missing does not show. */
  readonly refused: readonly string[];
}

/**
 * The object of a row of the view *Environments*, on which commands act: names, and no objects, since VS Code keeps
 * rows for as long as it likes. {@link contentsOf} finds what is behind it by now.
 */
export type EnvironmentTarget = EnvironmentPlace &
  (
    | { readonly kind: 'environment' }
    /** Workloads that belong together in it: a release, or a single workload. */
    | { readonly kind: 'app'; readonly app: string }
    | { readonly kind: 'pod'; readonly app: string; readonly pod: Pick<Pod, 'name' | 'uid'> }
  );

export type TargetKind = EnvironmentTarget['kind'];

export interface EnvironmentPlace {
  /** URI of the workspace folder. */
  readonly folder: string;
  readonly cluster: ClusterEntry;
  readonly namespace: string;
  /** With its folder: `review/login`. */
  readonly environment: string;
}

/** What is behind a target. Of a pod, that pod alone; containers and their ports are in the pods. */
export interface TargetContents {
  readonly overview: LocatedOverview;
  readonly apps: readonly App[];
  readonly workloads: readonly Workload[];
  readonly pods: readonly Pod[];
}

/** @returns `undefined` where it is gone, or was not found yet */
export function contentsOf(
  target: EnvironmentTarget,
  overviews: readonly LocatedOverview[],
): TargetContents | undefined {
  const overview = overviews.find((candidate) => isAbout(candidate, target));
  if (!overview) return undefined;
  const within = overview.apps.filter(({ app }) => target.kind === 'environment' || app.name === target.app);
  const apps = within.map(({ app }) => app);
  const all = within.flatMap(({ pods }) => pods);
  const pods = target.kind === 'pod' ? all.filter(({ uid }) => uid === target.pod.uid) : all;
  if (apps.length === 0 || (target.kind === 'pod' && pods.length === 0)) return undefined;
  return { overview, apps, workloads: apps.flatMap(({ workloads }) => workloads), pods };
}

/** The target of a whole environment. */
export function targetOf(
  { cluster, group }: LocatedOverview,
  folder: string,
): EnvironmentTarget & { readonly kind: 'environment' } {
  return { kind: 'environment', folder, cluster, namespace: group.namespace, environment: group.name };
}

/** What a target is called. */
export function targetName(target: EnvironmentTarget): string {
  switch (target.kind) {
    case 'environment':
      return target.environment;
    case 'app':
      return target.app;
    case 'pod':
      return target.pod.name;
  }
}

function isAbout({ cluster, group }: LocatedOverview, target: EnvironmentPlace): boolean {
  return (
    group.name === target.environment &&
    group.namespace === target.namespace &&
    clusterId(cluster) === clusterId(target.cluster)
  );
}
