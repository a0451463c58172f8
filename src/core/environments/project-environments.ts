import type { Project } from '../cluster/environment-names';
import { inBackground, type Report } from '../background';
import { toUserError } from '../errors/to-user-error';
import type { UserError } from '../errors/user-error';
import type { Clock } from '../ports/clock';
import type { ClusterStreams } from '../ports/streams';
import type { ClusterWatcher } from '../ports/watch';
import { clusterId, type ClusterEntry } from '../registry/entry';
import { ClusterEnvironments, type ClusterView } from './cluster-environments';
import type { ServingCluster } from './served-clusters';

/** What is known of a cluster that serves a project. */
export type ServingView = { readonly entry: ClusterEntry } & (
  | { readonly kind: 'connecting' }
  | { readonly kind: 'failed'; readonly error: UserError }
  | ({ readonly kind: 'watching' } & ClusterView)
);

interface ProjectDeps {
  readonly project: Project;
  /** The way to a cluster's watches. Fails with what is shown in its place. */
  readonly watcher: (entry: ClusterEntry, signal: AbortSignal) => Promise<ClusterWatcher>;
  /** The way into its pods. */
  readonly streams: (entry: ClusterEntry, signal: AbortSignal) => Promise<ClusterStreams>;
  readonly clock: Pick<Clock, 'now'>;
  /** Told soon after a change. */
  readonly changed: () => void;
  readonly report: Report;
}

interface Served {
  readonly cluster: ServingCluster;
  readonly controller: AbortController;
  known: { readonly kind: 'connecting' } | { readonly kind: 'failed'; readonly error: UserError } | Watching;
}

interface Watching {
  readonly kind: 'watching';
  readonly environments: ClusterEnvironments;
}

/** Looks at a project's environments in all clusters that serve it, from its making until it is disposed. */
export class ProjectEnvironments {
  private readonly served: readonly Served[];

  constructor(
    private readonly deps: ProjectDeps,
    clusters: readonly ServingCluster[],
  ) {
    this.served = clusters.map((cluster) => ({
      ...{ cluster, controller: new AbortController(), known: { kind: 'connecting' } },
    }));
    for (const each of this.served) this.begin(each);
  }

  get views(): readonly ServingView[] {
    return this.served.map(({ cluster: { entry }, known }) =>
      known.kind === 'watching'
        ? { entry, kind: 'watching', ...known.environments.view }
        : { entry, ...known },
    );
  }

  /** @returns whether there is something whose state may change by time alone */
  reevaluate(): boolean {
    return (
      this.served.filter(({ known }) => known.kind === 'watching' && known.environments.reevaluate()).length >
      0
    );
  }

  /** Asks again for what failed. @param id of a cluster; all, without one */
  retry(id?: string): void {
    for (const each of this.served) {
      if (id !== undefined && clusterId(each.cluster.entry) !== id) continue;
      if (each.known.kind === 'watching') each.known.environments.retry();
      if (each.known.kind === 'failed') this.begin(each);
    }
  }

  dispose(): void {
    for (const { controller, known } of this.served) {
      controller.abort();
      if (known.kind === 'watching') known.environments.dispose();
    }
  }

  private begin(each: Served): void {
    each.known = { kind: 'connecting' };
    inBackground(() => this.connect(each), this.deps.report);
    this.deps.changed();
  }

  private async connect(each: Served): Promise<void> {
    const { signal } = each.controller;
    try {
      const watcher = await this.deps.watcher(each.cluster.entry, signal);
      if (signal.aborted) return;
      const streams = () => this.deps.streams(each.cluster.entry, signal);
      const environments = new ClusterEnvironments({ ...this.deps, ...each.cluster, watcher, streams });
      each.known = { kind: 'watching', environments };
    } catch (error) {
      if (signal.aborted) return;
      each.known = { kind: 'failed', error: toUserError(error) };
    }
    this.deps.changed();
  }
}
