import type { Project } from '../cluster/environment-names';
import type { Clock } from '../ports/clock';
import { KubernetesError } from '../ports/kubernetes';
import type { ClusterStreams } from '../ports/streams';
import type { ClusterWatcher, Watch } from '../ports/watch';
import type { ServingCluster } from './served-clusters';
import type { LocatedOverview } from './environment-target';
import { FailureLogs } from './failure-logs';
import { groupEnvironments, type ShownNamespace } from './grouping/group';
import { NamespaceIndex } from './namespace-objects';
import { NamespaceWatch, type Trouble } from './namespace-watch';
import { overviewOf } from './overview';
import { GITLAB_DEPLOYMENTS, MANAGED_NAMESPACES, shownNamespaces } from './shown-namespaces';
import { WideWatcher } from './wide-watcher';

/**
 * More namespaces are watched with the whole cluster. Each watch is a connection of its own, and a namespace takes twelve:
 * eight take about a hundred, and beyond that it costs less to be told of namespaces that are not shown.
 */
const MOST_WATCHED_ALONE = 8;

/** What is known of a project's environments in one cluster. */
export interface ClusterView {
  /** Everything was answered for once. */
  readonly isLoaded: boolean;
  readonly overviews: readonly LocatedOverview[];
  readonly troubles: readonly PlacedTrouble[];
}

/** What could not be read, and where. */
interface PlacedTrouble extends Trouble {
  /** Absent where it is of the whole cluster. */
  readonly namespace?: string;
}

interface Looking extends ServingCluster {
  readonly watcher: ClusterWatcher;
  /** For the logs of what fails. */
  readonly streams: () => Promise<ClusterStreams>;
  readonly project: Project;
  readonly clock: Pick<Clock, 'now'>;
  /** Told soon after a change, once for many. */
  readonly changed: () => void;
}

/** A namespace that is looked at, with what was made of it. */
interface Looked {
  readonly watch: NamespaceWatch;
  readonly logs: FailureLogs;
  readonly shown: ShownNamespace;
  /** Absent after a change. */
  overviews?: readonly LocatedOverview[];
}

/** Looks at a project's environments in a cluster, from its making until it is disposed. */
export class ClusterEnvironments {
  private readonly managed: Watch<{ name: string; environment?: string }> | undefined;
  private readonly gitlab: readonly Watch<{ namespace: string; app: string }>[];
  private readonly disposed = new AbortController();
  private readonly looked = new Map</* namespace */ string, Looked>();
  private readonly wide: ClusterWatcher;

  constructor(private readonly looking: Looking) {
    const { watcher, entry } = looking;
    this.wide = new WideWatcher(watcher);
    const found = () => {
      this.lookAtFound();
      looking.changed();
    };
    this.managed = entry.managed ? watcher.watch(MANAGED_NAMESPACES, undefined, found) : undefined;
    this.gitlab = GITLAB_DEPLOYMENTS.map((kind) => watcher.watch(kind, undefined, found));
    this.lookAtFound();
  }

  get view(): ClusterView {
    const views = [...this.looked].map(([namespace, looked]) => ({
      namespace,
      view: looked.watch.view,
      looked,
    }));
    const searches = [...(this.managed ? [this.managed] : []), ...this.gitlab];
    return {
      isLoaded:
        searches.every(({ state }) => state.kind !== 'loading') && views.every(({ view }) => view.isLoaded),
      overviews: views.flatMap(({ view, looked }) => (view.isLoaded ? this.overviewsOf(looked) : [])),
      troubles: [
        ...searches.flatMap(({ state }, index) =>
          (state.kind === 'refused' && !isAbsent(state.error)) || state.kind === 'outdated'
            ? [{ kind: state.kind, resource: this.searched[index] ?? '', error: state.error }]
            : [],
        ),
        ...views.flatMap(({ namespace, view }) =>
          present(view.troubles).map((trouble) => ({ ...trouble, namespace })),
        ),
      ],
    };
  }

  /** Some failures are certain only after a while in which nothing changes. @returns whether there may be such */
  reevaluate(): boolean {
    let isUnsettled = false;
    for (const looked of this.looked.values())
      if (looked.overviews?.some(({ state }) => state.kind !== 'healthy' && state.kind !== 'stopped')) {
        looked.overviews = undefined;
        isUnsettled = true;
      }
    return isUnsettled;
  }

  /** Asks again for what was refused or did not answer. */
  retry(): void {
    this.managed?.retry();
    for (const watch of this.gitlab) watch.retry();
    for (const { watch } of this.looked.values()) watch.retry();
  }

  dispose(): void {
    this.disposed.abort();
    this.managed?.dispose();
    for (const watch of this.gitlab) watch.dispose();
    for (const { watch } of this.looked.values()) watch.dispose();
    this.looked.clear();
  }

  private get searched(): readonly string[] {
    const kinds = this.managed ? [MANAGED_NAMESPACES, ...GITLAB_DEPLOYMENTS] : GITLAB_DEPLOYMENTS;
    return kinds.map(({ resource }) => resource);
  }

  /** Begins to look where something was found, and ends where nothing is any more. */
  private lookAtFound(): void {
    const { project, named, changed, streams } = this.looking;
    const managed = this.managed ? objectsOf(this.managed) : [];
    const shown = shownNamespaces(project, { managed, named, gitlab: this.gitlab.flatMap(objectsOf) });
    const names = new Set(shown.map(({ name }) => name));
    for (const [name, { watch }] of this.looked)
      if (!names.has(name)) {
        watch.dispose();
        this.looked.delete(name);
      }
    // Those that are watched alone already stay so: another watch would show them as loading.
    const watcher = names.size > MOST_WATCHED_ALONE ? this.wide : this.looking.watcher;
    for (const each of shown) {
      const { name } = each;
      const forget = () => {
        const looked = this.looked.get(name);
        if (looked) looked.overviews = undefined;
        changed();
      };
      const known = this.looked.get(name);
      const { signal } = this.disposed;
      this.looked.set(name, {
        watch: known?.watch ?? new NamespaceWatch(watcher, name, forget),
        logs: known?.logs ?? new FailureLogs({ namespace: name, streams, changed: forget, signal }),
        shown: each,
      });
    }
  }

  private overviewsOf(looked: Looked): readonly LocatedOverview[] {
    const { entry, clock } = this.looking;
    if (looked.overviews) return looked.overviews;
    const { objects, troubles } = looked.watch.view;
    const index = new NamespaceIndex(objects);
    const refused = present(troubles)
      .filter(({ kind }) => kind === 'refused')
      .map(({ resource }) => resource);
    looked.overviews = groupEnvironments(looked.shown, index).map((group) => ({
      ...overviewOf(group, index, { now: clock.now(), logOf: looked.logs.endOf }),
      cluster: entry,
      refused,
    }));
    return looked.overviews;
  }
}

/** A cluster without a kind of objects has none of them. */
function present(troubles: readonly Trouble[]): readonly Trouble[] {
  return troubles.filter(({ error }) => !isAbsent(error));
}

function isAbsent(error: Error): boolean {
  return error instanceof KubernetesError && error.kind === 'not-found';
}

function objectsOf<T>({ state }: Watch<T>): readonly T[] {
  return state.kind === 'current' || state.kind === 'outdated' ? state.objects : [];
}
