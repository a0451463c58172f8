import { environmentSlug } from '../../cluster/environment-names';
import type { NamespaceIndex } from '../namespace-objects';
import { podAsWorkload, type Workload } from '../objects/workload';
import { managerOf, type Manager } from './manager';

/** Why a namespace is looked at, and so what of it is shown. */
export interface ShownNamespace {
  readonly name: string;
  /** The environment that it is for, if it is for one. */
  readonly environment?: string;
  /** All that runs in it, or only what GitLab deployed for the project of that slug. */
  readonly shows: { readonly kind: 'everything' } | { readonly kind: 'project'; readonly gitlabApp: string };
  /** Environments of the project, to know GitLab's slugs by. */
  readonly known: readonly string[];
}

/** Workloads that are one environment. */
export interface EnvironmentGroup {
  /** With its folder: `review/login`. */
  readonly name: string;
  readonly namespace: string;
  /** What belongs together in it, by name. */
  readonly apps: readonly App[];
}

export interface App {
  readonly name: string;
  readonly manager: Manager;
  readonly workloads: readonly Workload[];
}

const GITLAB_APP = 'app.gitlab.com/app';
const GITLAB_ENV = 'app.gitlab.com/env';
const ENVIRONMENT = 'eks-clusters/environment';

/** The environments in a namespace, by name. Neither the order of objects nor that of labels matters. */
export function groupEnvironments(
  namespace: ShownNamespace,
  index: NamespaceIndex,
): readonly EnvironmentGroup[] {
  const shown = topLevel(index).filter((workload) => isShown(workload, namespace));
  return grouped(shown, (workload) => environmentOf(workload, namespace)).map(([name, workloads]) => ({
    name,
    namespace: namespace.name,
    apps: grouped(workloads, appOf).map(([app, own]) => ({
      name: app,
      manager: own.map(managerOf).find(({ tool }) => tool !== '') ?? { tool: '' },
      workloads: own,
    })),
  }));
}

/** The parts of a name before and after its last `/`. */
export function folderOf(name: string): { readonly folder: string; readonly leaf: string } {
  const slash = name.lastIndexOf('/');
  return slash <= 0 || slash === name.length - 1
    ? { folder: '', leaf: name }
    : { folder: name.slice(0, slash), leaf: name.slice(slash + 1) };
}

/** What no other workload of the namespace made: a CronJob's jobs are its own. Pods of nothing count, too. */
function topLevel(index: NamespaceIndex): readonly Workload[] {
  const { workloads = [], pods = [] } = index.objects;
  const uids = new Set(workloads.map(({ uid }) => uid));
  const alone = pods.filter(({ owner }) => owner === undefined).map(podAsWorkload);
  return [...workloads.filter(({ owner }) => !owner || !uids.has(owner.uid)), ...alone];
}

function isShown({ annotations }: Workload, { shows }: ShownNamespace): boolean {
  return shows.kind === 'everything' || annotations.get(GITLAB_APP) === shows.gitlabApp;
}

function environmentOf(workload: Workload, { environment, known }: ShownNamespace): string {
  const { annotations } = workload;
  const slug = annotations.get(GITLAB_ENV);
  const own = annotations.get(ENVIRONMENT);
  if (own) return own;
  if (slug) return [environment ?? '', ...known].find((name) => environmentSlug(name) === slug) ?? slug;
  return environment ?? appOf(workload);
}

function appOf(workload: Workload): string {
  return managerOf(workload).instance ?? workload.name;
}

function grouped(
  workloads: readonly Workload[],
  nameOf: (workload: Workload) => string,
): readonly (readonly [string, readonly Workload[]])[] {
  const groups = new Map<string, Workload[]>();
  for (const workload of workloads.toSorted((a, b) => compare(keyOf(a), keyOf(b)))) {
    const name = nameOf(workload);
    groups.set(name, [...(groups.get(name) ?? []), workload]);
  }
  return [...groups].toSorted(([a], [b]) => compare(a, b));
}

function keyOf({ name, kind, uid }: Workload): string {
  return `${name}\0${kind}\0${uid}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
