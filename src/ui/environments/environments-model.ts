import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { inBackground, type Report } from '../../core/background';
import type { Project } from '../../core/cluster/environment-names';
import { readDeploySettings } from '../../core/deploy/settings';
import { namedNamespaces } from '../../core/environments/deploy-settings';
import { ProjectEnvironments } from '../../core/environments/project-environments';
import { clustersServing } from '../../core/environments/served-clusters';
import type { ProjectView } from '../../core/environments/view-rows';
import type { Clock } from '../../core/ports/clock';
import type { ClusterStreams } from '../../core/ports/streams';
import type { ClusterWatcher } from '../../core/ports/watch';
import { clusterId, type ClusterEntry } from '../../core/registry/entry';
import type { LevelClusters } from '../../core/registry/resolve-cluster';

/** After hiding the view for a moment, everything is still up to date. */
const GRACE_MS = 30_000;
/** Many changes are one update. */
const COALESCED_MS = 50;
/** Some failures are certain only after a while in which nothing changes. */
const LOOK_AGAIN_MS = 5_000;

export interface ModelDeps {
  readonly settings: {
    registries(): readonly LevelClusters[];
    deploy(folder: vscode.WorkspaceFolder): unknown;
  };
  readonly folders: () => readonly vscode.WorkspaceFolder[];
  readonly projectOf: (folder: vscode.WorkspaceFolder) => Promise<Project>;
  /** Asked once for all folders. Fails with what is shown in its place. */
  readonly watcher: (entry: ClusterEntry, signal: AbortSignal) => Promise<ClusterWatcher>;
  readonly streams: (entry: ClusterEntry, signal: AbortSignal) => Promise<ClusterStreams>;
  readonly clock: Clock;
  readonly report: Report;
}

type Plan = Omit<ProjectView, 'clusters'> & {
  readonly project: Project;
  readonly clusters: ReturnType<typeof clustersServing>;
};

interface Looked {
  readonly plan: Plan;
  readonly environments: ProjectEnvironments;
}

/** The environments of this window's folders. Clusters are called only while somebody looks. */
export class EnvironmentsModel implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable;
  private readonly watchers = new Map</* way to the cluster */ string, Promise<ClusterWatcher>>();
  private looked: readonly Looked[] = [];
  private lookers = 0;
  private looking: AbortController | undefined;
  private leaving: AbortController | undefined;
  private begun: Promise<void> = Promise.resolve();
  private isTelling = false;
  /** Told once for many changes. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly deps: ModelDeps) {
    const replan = () => this.looking && this.plan();
    this.subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('eks.aws')) this.restart();
        else if (event.affectsConfiguration('eks')) replan();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(replan),
      vscode.workspace.onDidGrantWorkspaceTrust(replan),
    );
  }

  /** Looks until it is disposed, and for a while longer. */
  look(): { dispose(): void } {
    this.lookers++;
    this.leaving?.abort();
    this.leaving = undefined;
    if (!this.looking) this.begin();
    let isOver = false;
    return {
      dispose: () => {
        if (isOver) return;
        isOver = true;
        if (--this.lookers === 0) this.leave();
      },
    };
  }

  /** What is known by now. */
  get projects(): readonly ProjectView[] {
    return this.looked.map(({ plan, environments }) => ({ ...plan, clusters: environments.views }));
  }

  /** Settles when it is known which clusters are asked. */
  get planned(): Promise<void> {
    return this.begun;
  }

  /** Asks again for what failed. @param cluster its ID; everywhere, without one */
  retry(cluster?: string): void {
    for (const { environments } of this.looked) environments.retry(cluster);
    this.tell();
  }

  /** The watcher that all share, for somebody who looks. */
  watcherOf(entry: ClusterEntry): Promise<ClusterWatcher> {
    return this.watcher(entry, this.looking?.signal ?? AbortSignal.abort());
  }

  dispose(): void {
    this.leaving?.abort();
    this.end();
    this.subscriptions.dispose();
    this.changed.dispose();
  }

  private begin(): void {
    const looking = (this.looking = new AbortController());
    this.plan();
    inBackground(
      () => this.keepLooking(looking.signal),
      (error) => looking.signal.aborted || this.deps.report(error),
    );
  }

  /** As somebody else. */
  private restart(): void {
    if (!this.looking) return;
    this.end();
    this.begin();
  }

  private leave(): void {
    const leaving = (this.leaving = new AbortController());
    const end = () => !leaving.signal.aborted && this.end();
    this.deps.clock.sleep(GRACE_MS, leaving.signal).then(end, () => undefined);
  }

  private end(): void {
    this.looking?.abort();
    this.looking = undefined;
    for (const { environments } of this.looked) environments.dispose();
    this.looked = [];
    this.watchers.clear();
  }

  private plan(): void {
    this.begun = this.replan(this.looking?.signal ?? AbortSignal.abort()).catch(this.deps.report);
  }

  /** Finds out where to look. What stays as it was is not asked again. */
  private async replan(signal: AbortSignal): Promise<void> {
    const plans = vscode.workspace.isTrusted
      ? await Promise.all(this.deps.folders().map((folder) => this.planFor(folder)))
      : [];
    if (signal.aborted) return;
    const before = this.looked;
    this.looked = plans.map(
      (plan) =>
        before.find((looked) => isDeepStrictEqual(looked.plan, plan)) ?? {
          plan,
          environments: new ProjectEnvironments(
            {
              ...this.deps,
              project: plan.project,
              watcher: (entry) => this.watcher(entry, signal),
              changed: () => this.tell(),
            },
            plan.clusters,
          ),
        },
    );
    for (const each of before) if (!this.looked.includes(each)) each.environments.dispose();
    this.tell();
  }

  /** Folders share what they look at together. */
  private watcher(entry: ClusterEntry, signal: AbortSignal): Promise<ClusterWatcher> {
    const key = JSON.stringify([clusterId(entry), 'roleArn' in entry && [entry.roleArn, entry.profile]]);
    const made = this.watchers.get(key) ?? this.deps.watcher(entry, signal);
    this.watchers.set(key, made);
    made.catch(() => this.watchers.delete(key));
    return made;
  }

  private async planFor(folder: vscode.WorkspaceFolder): Promise<Plan> {
    const { settings, projectOf } = this.deps;
    const uri = folder.uri.toString();
    const deploy = readDeploySettings(settings.deploy(folder));
    const clusters = clustersServing(uri, settings.registries(), namedNamespaces(deploy));
    return {
      folder: uri,
      name: folder.name,
      problems: deploy.problems,
      clusters,
      project: await projectOf(folder),
    };
  }

  private async keepLooking(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.deps.clock.sleep(LOOK_AGAIN_MS, signal);
      if (this.looked.filter(({ environments }) => environments.reevaluate()).length > 0) this.tell();
    }
  }

  private tell(): void {
    if (this.isTelling || !this.looking) return;
    this.isTelling = true;
    const done = (isOver: boolean) => {
      this.isTelling = false;
      if (!isOver) this.changed.fire();
    };
    this.deps.clock.sleep(COALESCED_MS, this.looking.signal).then(
      () => done(false),
      () => done(true),
    );
  }
}
