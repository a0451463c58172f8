import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type {
  EnvironmentTarget,
  TargetContents,
  TargetKind,
} from '../../core/environments/environment-target';
import { containerText, lastFirst, type ContainerChoice } from '../../core/environments/streams/containers';
import { streamError } from '../../core/environments/streams/errors';
import type { ClusterStreams, StreamsPort } from '../../core/ports/streams';
import type { WorkloadActions } from '../../core/ports/workloads';
import type { KubernetesTarget } from '../../core/ports/kubernetes';
import { clusterId } from '../../core/registry/entry';
import type { Notifier } from '../notify';
import { chooseFrom } from '../quick-input';
import { runCancellable } from '../run-cancellable';
import type { EnvironmentTargets, FollowedTarget } from './environment-targets';

export interface PodAccessDeps {
  readonly targets: EnvironmentTargets;
  readonly streams: () => Promise<StreamsPort>;
  readonly workloadActions: (target: KubernetesTarget) => Promise<WorkloadActions>;
  readonly notifier: Notifier;
}

/** An environment, or a part of it, that a command acts on, with what is in it by now. */
export interface Entered {
  readonly target: EnvironmentTarget;
  readonly contents: TargetContents;
  readonly followed: FollowedTarget;
}

/** How commands get to the pods of an environment, and to one of their containers. */
export class PodAccess {
  private readonly chosen = new Map</* environment */ string, { pod: string; container: string }>();

  constructor(private readonly deps: PodAccessDeps) {}

  /**
   * From a row, what it stands for; from the palette, an environment.
   * @returns `undefined` when the user changed their mind
   */
  pick(
    argument: unknown,
    kinds: readonly TargetKind[],
    title: string,
  ): Promise<EnvironmentTarget | undefined> {
    return this.deps.targets.pick(argument, argument === undefined ? ['environment'] : kinds, title);
  }

  /**
   * Looks what is in a target. Dispose of `followed` when it is not needed any more.
   * @param changed told after each change
   * @returns `undefined` when the user has cancelled
   * @throws UserError where it is gone
   */
  async enter(
    target: EnvironmentTarget,
    changed: () => void = () => undefined,
  ): Promise<Entered | undefined> {
    const followed = this.deps.targets.follow(target, changed);
    try {
      const found = await this.load(target, followed);
      if (found === undefined) followed.dispose();
      else if (found.contents) return { target, contents: found.contents, followed };
      else throw streamError('environment-gone', { environment: titleOf(target) });
      return undefined;
    } catch (error) {
      followed.dispose();
      throw error;
    }
  }

  async streamsOf(target: EnvironmentTarget, signal: AbortSignal): Promise<ClusterStreams> {
    const [port, cluster] = await Promise.all([
      this.deps.streams(),
      this.deps.targets.kubernetesTarget(target, signal),
    ]);
    return port.streams(cluster);
  }

  async actionsOf(target: EnvironmentTarget, signal: AbortSignal): Promise<WorkloadActions> {
    return this.deps.workloadActions(await this.deps.targets.kubernetesTarget(target, signal));
  }

  connect(target: EnvironmentTarget, signal: AbortSignal) {
    return this.deps.targets.connect(target, signal);
  }

  /** Where there are several, the user chooses; the last choice comes first. */
  async chooseContainer(
    choices: readonly ContainerChoice[],
    target: EnvironmentTarget,
    title: string,
  ): Promise<ContainerChoice | undefined> {
    const [first, ...others] = choices;
    if (first && others.length === 0) return first;
    const key = targetKey(target);
    const items = lastFirst(choices, this.chosen.get(key)).map((choice) => ({
      ...containerText(choice),
      choice,
    }));
    const choice = (await chooseFrom(items, { title }))?.choice;
    if (choice) this.chosen.set(key, { pod: choice.pod.name, container: choice.container.name });
    return choice;
  }

  private async load(target: EnvironmentTarget, followed: FollowedTarget) {
    const never = new AbortController().signal;
    if (followed.isLoaded) return { contents: await followed.loaded(never) };
    const title = l10n.t('Looking into {0}', titleOf(target));
    return runCancellable(this.deps.notifier, title, async (cancelled) => ({
      contents: await followed.loaded(cancelled),
    }));
  }
}

/** Tells it from others, also of the same name in another cluster. */
export function targetKey(target: EnvironmentTarget): string {
  const { folder, cluster, namespace, environment } = target;
  const part = target.kind === 'environment' ? '' : target.kind === 'app' ? target.app : target.pod.uid;
  return JSON.stringify([folder, clusterId(cluster), namespace, environment, target.kind, part]);
}

/** What people call it: `shop production`, and a part of it after a slash. */
export function titleOf(target: EnvironmentTarget): string {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(target.folder))?.name;
  const environment = [folder, target.environment].filter(Boolean).join(' ');
  switch (target.kind) {
    case 'environment':
      return environment;
    case 'app':
      return `${environment} / ${target.app}`;
    case 'pod':
      return `${environment} / ${target.pod.name}`;
  }
}
