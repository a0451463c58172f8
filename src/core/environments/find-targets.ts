import {
  contentsOf,
  targetOf,
  type EnvironmentTarget,
  type LocatedOverview,
  type TargetKind,
} from './environment-target';
import type { ProjectView } from './view-rows';

/** The target itself where it is of one of the kinds, else the nearest one above it; `undefined` where there is none. */
export function nearestTarget(
  target: EnvironmentTarget,
  kinds: readonly TargetKind[],
): EnvironmentTarget | undefined {
  if (kinds.includes(target.kind)) return target;
  const { folder, cluster, namespace, environment } = target;
  const place = { folder, cluster, namespace, environment };
  if (target.kind === 'pod' && kinds.includes('app')) return { ...place, kind: 'app', app: target.app };
  if (target.kind !== 'environment' && kinds.includes('environment'))
    return { ...place, kind: 'environment' };
  return undefined;
}

/** All that a command may be called on: environments if it acts on any, else what is in them. */
export function targetsIn(
  projects: readonly ProjectView[],
  kinds: readonly TargetKind[],
): readonly EnvironmentTarget[] {
  return projects.flatMap(({ folder, clusters }) =>
    overviewsIn(clusters).flatMap((overview) => targetsOf(overview, targetOf(overview, folder), kinds)),
  );
}

/** Targets within one. */
export function targetsWithin(
  target: EnvironmentTarget,
  projects: readonly ProjectView[],
  kinds: readonly TargetKind[],
): readonly EnvironmentTarget[] {
  const all = projects.filter(({ folder }) => folder === target.folder);
  const contents = contentsOf(target, overviewsOf(all));
  if (!contents) return [];
  const { cluster, namespace, environment, folder } = target;
  const found = targetsOf(
    contents.overview,
    { kind: 'environment', cluster, namespace, environment, folder },
    kinds,
  );
  return target.kind === 'app' ? found.filter((each) => 'app' in each && each.app === target.app) : found;
}

/** The environments of all folders, in all clusters. */
export function overviewsOf(projects: readonly ProjectView[]): readonly LocatedOverview[] {
  return projects.flatMap(({ clusters }) => overviewsIn(clusters));
}

/** Nothing is being asked for the first time any more. */
export function isSettled(projects: readonly ProjectView[]): boolean {
  return projects.every(({ clusters }) =>
    clusters.every((view) => view.kind === 'failed' || (view.kind === 'watching' && view.isLoaded)),
  );
}

function overviewsIn(clusters: ProjectView['clusters']): readonly LocatedOverview[] {
  return clusters.flatMap((view) => (view.kind === 'watching' ? view.overviews : []));
}

function targetsOf(
  { apps }: LocatedOverview,
  environment: EnvironmentTarget,
  kinds: readonly TargetKind[],
): readonly EnvironmentTarget[] {
  if (kinds.includes('environment')) return [environment];
  if (kinds.includes('app')) return apps.map(({ app }) => ({ ...environment, kind: 'app', app: app.name }));
  return apps.flatMap(({ app, pods }) =>
    pods.map(({ name, uid }) => ({ ...environment, kind: 'pod', app: app.name, pod: { name, uid } })),
  );
}
