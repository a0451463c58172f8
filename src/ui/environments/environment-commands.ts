import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import {
  targetName,
  type EnvironmentTarget,
  type TargetContents,
  type TargetKind,
} from '../../core/environments/environment-target';
import { environmentError } from '../../core/environments/errors';
import { isProduction } from '../../core/environments/is-production';
import { kubectlCommand } from '../../core/environments/kubectl-command';
import { objectsYaml } from '../../core/environments/object-yaml';
import { isRestartable, isScalable } from '../../core/environments/objects/workload';
import type { Clock } from '../../core/ports/clock';
import type { KubernetesTarget, ObjectReference } from '../../core/ports/kubernetes';
import type { WorkloadActions, WorkloadReference } from '../../core/ports/workloads';
import { showDetails } from '../details-document';
import type { Notifier } from '../notify';
import { typeText } from '../quick-input';
import { runCancellable } from '../run-cancellable';
import { enterTarget, type Entered } from './enter-target';
import type { EnvironmentTargets } from './environment-targets';

interface CommandDeps {
  readonly targets: EnvironmentTargets;
  readonly actions: (target: KubernetesTarget) => Promise<WorkloadActions>;
  readonly notifier: Notifier;
  readonly clock: Pick<Clock, 'now'>;
}

const ANY = ['environment', 'app', 'pod'] as const;
/** More pods are a slip of the finger. */
const MAX_REPLICAS = 1_000;

/** What is done with environments and what is in them. */
export class EnvironmentCommands {
  constructor(private readonly deps: CommandDeps) {}

  /** *Copy Name* */
  async copyName(argument: unknown): Promise<void> {
    const target = await this.deps.targets.pick(argument, ANY, l10n.t('Copy Name'));
    if (target) await vscode.env.clipboard.writeText(targetName(target));
  }

  /** *Copy kubectl Command* */
  async copyKubectlCommand(argument: unknown): Promise<void> {
    const found = await this.pick(argument, ANY, l10n.t('Copy kubectl Command'));
    if (found) await vscode.env.clipboard.writeText(kubectlCommand(found.target, found.contents));
  }

  /** *Restart*: all pods are replaced, one after the other. Production is asked about. */
  async restart(argument: unknown): Promise<void> {
    const { clock, notifier } = this.deps;
    const found = await this.pick(argument, ['environment', 'app'], l10n.t('Restart'));
    if (!found) return;
    const { target, contents } = found;
    const workloads = contents.workloads.filter(isRestartable);
    if (workloads.length === 0) throw environmentError('nothing-to-restart', { name: targetName(target) });
    const question = {
      question: l10n.t('Restart {0} in {1}?', names(workloads), whereText(target)),
      detail: l10n.t('New pods replace all running ones, step by step.'),
      agree: l10n.t('Restart'),
    };
    if (isProduction(target.environment) && !(await notifier.confirm(question))) return;
    await this.act(target, l10n.t('Restarting {0}', names(workloads)), async (actions, signal) => {
      const at = new Date(clock.now()).toISOString();
      for (const workload of workloads) await actions.restart(workload, at, signal);
    });
  }

  /** *Scale…*: how many pods there are. Zero stops it, which is asked about. */
  async scale(argument: unknown): Promise<void> {
    const { notifier } = this.deps;
    const found = await this.pick(argument, ['app'], l10n.t('Scale'));
    if (!found) return;
    const { target, contents } = found;
    const [workload] = contents.workloads.filter(isScalable);
    if (!workload) throw environmentError('nothing-to-scale', { name: targetName(target) });
    const typed = await typeText({
      title: l10n.t('Scale {0} in {1}', workload.name, whereText(target)),
      prompt: l10n.t('Number of pods. 0 stops it.'),
      value: String(workload.replicas.wanted),
      validateInput: replicasProblem,
    });
    if (typed === undefined) return;
    const replicas = Number(typed);
    const question = {
      question: l10n.t('Stop all pods of {0} in {1}?', workload.name, whereText(target)),
      detail: l10n.t('It stops serving until you scale it up again. Nothing is deleted.'),
      agree: l10n.t('Stop'),
    };
    if (replicas === 0 && workload.replicas.wanted > 0 && !(await notifier.confirm(question))) return;
    await this.act(target, l10n.t('Scaling {0}', workload.name), (actions, signal) =>
      actions.scale(workload, replicas, signal),
    );
  }

  /** *Show YAML*: read-only, without the values of Secrets. */
  async describe(argument: unknown): Promise<void> {
    const found = await this.pick(argument, ANY, l10n.t('Show YAML'));
    if (!found) return;
    const { target, contents } = found;
    const text = await runCancellable(
      this.deps.notifier,
      l10n.t('Reading {0}', targetName(target)),
      async (cancelled) => {
        const api = await this.deps.targets.connect(target, cancelled);
        const objects = await Promise.all(
          referencesOf(target, contents).map((reference) => api.read(reference, cancelled)),
        );
        return objectsYaml(objects.filter((object) => object !== undefined));
      },
    );
    if (text === undefined) return;
    if (text === '') throw environmentError('environment-gone', { name: targetName(target) });
    await showDetails(`${targetName(target).replaceAll('/', '-')}.yaml`, text);
  }

  private async pick(
    argument: unknown,
    kinds: readonly TargetKind[],
    title: string,
  ): Promise<Entered | undefined> {
    const target = await this.deps.targets.pick(argument, kinds, title);
    if (!target) return undefined;
    const entered = await enterTarget(this.deps, target);
    entered?.followed.dispose();
    return entered;
  }

  private async act(
    target: EnvironmentTarget,
    title: string,
    task: (actions: WorkloadActions, signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    await runCancellable(this.deps.notifier, title, async (cancelled) => {
      const way = await this.deps.targets.kubernetesTarget(target, cancelled);
      await task(await this.deps.actions(way), cancelled);
    });
  }
}

function referencesOf(target: EnvironmentTarget, { workloads }: TargetContents): readonly ObjectReference[] {
  const { namespace } = target;
  if (target.kind === 'pod') return [{ apiVersion: 'v1', kind: 'Pod', name: target.pod.name, namespace }];
  return workloads.map(({ kind, name }) => ({ apiVersion: API_VERSIONS[kind], kind, name, namespace }));
}

const API_VERSIONS = {
  ...{ Deployment: 'apps/v1', StatefulSet: 'apps/v1', DaemonSet: 'apps/v1' },
  ...{ Job: 'batch/v1', CronJob: 'batch/v1', Pod: 'v1' },
};

function names(workloads: readonly WorkloadReference[]): string {
  return workloads.map(({ name }) => name).join(', ');
}

function whereText({ environment, cluster }: EnvironmentTarget): string {
  return l10n.t('{0} in cluster {1}', environment, cluster.name);
}

function replicasProblem(text: string): string | undefined {
  if (/^\d{1,4}$/.test(text) && Number(text) <= MAX_REPLICAS) return undefined;
  return l10n.t('Enter a whole number from 0 to {0}.', MAX_REPLICAS);
}
