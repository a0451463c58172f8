import * as l10n from '@vscode/l10n';
import type { EnvironmentTarget } from '../../core/environments/environment-target';
import type { KubernetesTarget } from '../../core/ports/kubernetes';
import type { WorkloadActions } from '../../core/ports/workloads';
import type { Notifier } from '../notify';
import { runCancellable } from '../run-cancellable';
import type { EnvironmentTargets } from './environment-targets';

export interface ActDeps {
  readonly targets: EnvironmentTargets;
  readonly workloadActions: (target: KubernetesTarget) => Promise<WorkloadActions>;
  readonly notifier: Pick<Notifier, 'progress'>;
}

/** What can be done with the workloads of the cluster that a target is in. @throws UserError */
export async function actionsOf(
  { targets, workloadActions }: Pick<ActDeps, 'targets' | 'workloadActions'>,
  target: EnvironmentTarget,
  signal: AbortSignal,
): Promise<WorkloadActions> {
  return workloadActions(await targets.kubernetesTarget(target, signal));
}

/** Changes workloads behind a progress notification. */
export async function act(
  target: EnvironmentTarget,
  title: string,
  deps: ActDeps,
  task: (actions: WorkloadActions, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  await runCancellable(deps.notifier, title, async (cancelled) =>
    task(await actionsOf(deps, target, cancelled), cancelled),
  );
}

/** Where a target is: `production in cluster calm`. */
export function whereText({ environment, cluster }: EnvironmentTarget): string {
  return l10n.t('{0} in cluster {1}', environment, cluster.name);
}
