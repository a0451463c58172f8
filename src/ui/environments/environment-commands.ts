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
import { isRestartable } from '../../core/environments/objects/workload';
import type { Clock } from '../../core/ports/clock';
import type { ObjectReference } from '../../core/ports/kubernetes';
import type { WorkloadReference } from '../../core/ports/workloads';
import { showDetails } from '../details-document';
import type { Notifier } from '../notify';
import { runCancellable } from '../run-cancellable';
import { enterTarget, type Entered } from './enter-target';
import { act, whereText, type ActDeps } from './act';

interface CommandDeps extends ActDeps {
  readonly notifier: Notifier;
  readonly clock: Pick<Clock, 'now'>;
}

const ANY = ['environment', 'app', 'pod'] as const;

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
    await act(target, l10n.t('Restarting {0}', names(workloads)), this.deps, async (actions, signal) => {
      const at = new Date(clock.now()).toISOString();
      for (const workload of workloads) await actions.restart(workload, at, signal);
    });
  }

  /** *Scale…*: how many pods there are. Zero stops it, which is asked about. */
  async scale(argument: unknown): Promise<void> {
    const found = await this.pick(argument, ['app'], l10n.t('Scale'));
    if (!found) return;
    const { scale } = await import('./scale');
    await scale(found, this.deps);
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
