import * as vscode from 'vscode';
import {
  targetName,
  type EnvironmentTarget,
  type TargetKind,
} from '../../core/environments/environment-target';
import { containerText, lastFirst, type ContainerChoice } from '../../core/environments/streams/containers';
import type { ClusterStreams, StreamsPort } from '../../core/ports/streams';
import type { WorkloadActions } from '../../core/ports/workloads';
import type { KubernetesTarget } from '../../core/ports/kubernetes';
import { clusterId } from '../../core/registry/entry';
import type { Notifier } from '../notify';
import { chooseFrom } from '../quick-input';
import { actionsOf } from './act';
import { enterTarget, type Entered } from './enter-target';
import type { EnvironmentTargets } from './environment-targets';

export interface PodAccessDeps {
  readonly targets: EnvironmentTargets;
  readonly streams: () => Promise<StreamsPort>;
  readonly workloadActions: (target: KubernetesTarget) => Promise<WorkloadActions>;
  readonly notifier: Notifier;
}

/** How commands get to the pods of an environment, and to one of their containers. */
export class PodAccess {
  private readonly chosen = new Map</* environment */ string, { pod: string; container: string }>();

  constructor(private readonly deps: PodAccessDeps) {}

  /**
   * From a row, its object; from the palette, an environment.
   * @returns `undefined` when the user changed their mind
   */
  pick(
    argument: unknown,
    kinds: readonly TargetKind[],
    title: string,
  ): Promise<EnvironmentTarget | undefined> {
    return this.deps.targets.pick(argument, argument === undefined ? ['environment'] : kinds, title);
  }

  /** @see enterTarget */
  enter(target: EnvironmentTarget, changed?: () => void): Promise<Entered | undefined> {
    return enterTarget(this.deps, target, changed);
  }

  async streamsOf(target: EnvironmentTarget, signal: AbortSignal): Promise<ClusterStreams> {
    const [port, cluster] = await Promise.all([
      this.deps.streams(),
      this.deps.targets.kubernetesTarget(target, signal),
    ]);
    return port.streams(cluster);
  }

  actionsOf(target: EnvironmentTarget, signal: AbortSignal): Promise<WorkloadActions> {
    return actionsOf(this.deps, target, signal);
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
  return target.kind === 'environment' ? environment : `${environment} / ${targetName(target)}`;
}
