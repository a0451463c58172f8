import * as l10n from '@vscode/l10n';
import {
  contentsOf,
  targetName,
  type EnvironmentTarget,
  type TargetKind,
} from '../../core/environments/environment-target';
import { environmentError } from '../../core/environments/errors';
import {
  isSettled,
  nearestTarget,
  overviewsOf,
  targetsIn,
  targetsWithin,
} from '../../core/environments/find-targets';
import { raceWithAbort } from '../../core/race-with-abort';
import { clusterId } from '../../core/registry/entry';
import type { ClusterConnector } from '../cluster-connector';
import type { Notifier } from '../notify';
import { chooseFrom } from '../quick-input';
import { runCancellable } from '../run-cancellable';
import { CalledTarget, EnvironmentElement } from './environment-element';
import type { EnvironmentTargets, FollowedTarget } from './environment-targets';
import type { EnvironmentsModel } from './environments-model';

type OfKind<K extends TargetKind> = EnvironmentTarget & { readonly kind: K };

/** Targets as the model of the view knows them; to ask for one begins to look. */
export class ModelTargets implements EnvironmentTargets {
  constructor(
    private readonly model: Pick<EnvironmentsModel, 'projects' | 'planned' | 'look' | 'onDidChange'>,
    private readonly connector: Pick<ClusterConnector, 'connect' | 'target'>,
    private readonly notifier: Pick<Notifier, 'progress'>,
  ) {}

  async pick<K extends TargetKind>(
    argument: unknown,
    kinds: readonly K[],
    title: string,
  ): Promise<OfKind<K> | undefined> {
    const given = givenTarget(argument);
    const near = given && nearestTarget(given, kinds);
    if (near) return near as OfKind<K>;
    const looking = this.model.look();
    try {
      if (!(await this.isLoaded())) return undefined;
      const { projects } = this.model;
      const targets = given ? targetsWithin(given, projects, kinds) : targetsIn(projects, kinds);
      return (await chooseTarget(targets, title)) as OfKind<K> | undefined;
    } finally {
      looking.dispose();
    }
  }

  follow(target: EnvironmentTarget, changed: () => void): FollowedTarget {
    const { model } = this;
    const looking = model.look();
    const subscription = model.onDidChange(changed);
    const contents = () => contentsOf(target, overviewsOf(model.projects));
    const isLoaded = () => this.isAnswered(target);
    const wait = (signal: AbortSignal) => this.until(isLoaded, signal);
    return {
      get contents() {
        return contents();
      },
      get isLoaded() {
        return isLoaded();
      },
      loaded: async (signal) => {
        await wait(signal);
        const failed = this.viewOf(target).find((view) => view.kind === 'failed');
        if (failed?.kind === 'failed') throw failed.error;
        return contents();
      },
      dispose: () => {
        subscription.dispose();
        looking.dispose();
      },
    };
  }

  connect({ cluster }: EnvironmentTarget, signal: AbortSignal) {
    return this.connector.connect(cluster, signal);
  }

  kubernetesTarget({ cluster }: EnvironmentTarget, signal: AbortSignal) {
    return this.connector.target(cluster, signal);
  }

  /** @returns `false`: the user does not want to wait */
  private async isLoaded(): Promise<boolean> {
    const isReady = () => isSettled(this.model.projects);
    await this.model.planned;
    if (isReady()) return true;
    const title = l10n.t('Looking for environments');
    const wait = async (signal: AbortSignal) => {
      await this.until(isReady, signal);
      return true;
    };
    return (await runCancellable(this.notifier, title, wait)) ?? false;
  }

  private viewOf({ folder, cluster }: EnvironmentTarget) {
    const id = clusterId(cluster);
    return this.model.projects
      .filter((project) => project.folder === folder)
      .flatMap(({ clusters }) => clusters.filter(({ entry }) => clusterId(entry) === id));
  }

  private isAnswered(target: EnvironmentTarget): boolean {
    return this.viewOf(target).every(
      (view) => view.kind === 'failed' || (view.kind === 'watching' && view.isLoaded),
    );
  }

  private async until(isDone: () => boolean, signal: AbortSignal): Promise<void> {
    await this.model.planned;
    if (isDone()) return;
    let changed: () => void = () => undefined;
    const done = new Promise<void>((resolve) => (changed = () => isDone() && resolve()));
    const subscription = this.model.onDidChange(() => changed());
    try {
      await raceWithAbort(signal, done);
    } finally {
      subscription.dispose();
    }
  }
}

async function chooseTarget(
  targets: readonly EnvironmentTarget[],
  title: string,
): Promise<EnvironmentTarget | undefined> {
  const [first] = targets;
  if (!first) throw environmentError('no-environments');
  if (targets.length === 1) return first;
  const items = targets.map((target) => ({
    label: targetName(target),
    description: [...(target.kind === 'environment' ? [] : [target.environment]), target.cluster.name].join(
      ' · ',
    ),
    detail: target.namespace,
    target,
  }));
  return (await chooseFrom(items, { title, matchOnDetail: true }))?.target;
}

/** Anybody can call commands with anything. */
function givenTarget(argument: unknown): EnvironmentTarget | undefined {
  if (argument instanceof CalledTarget) return argument.target;
  return argument instanceof EnvironmentElement ? argument.row.target : undefined;
}
