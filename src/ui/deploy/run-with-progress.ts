import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { DeployPorts, DeployProgress, DeployStep, DeploymentOutcome } from '../../core/deploy/request';
import type { Run } from '../../core/deploy/bring';
import { rollBack } from '../../core/deploy/run';
import { progressText } from '../../core/deploy/texts';
import { UserError } from '../../core/errors/user-error';
import type { Notifier } from '../notify';
import { CalledTarget } from '../environments/environment-element';
import type { RunningDeployments } from './running-deployments';
import { noImage, withCluster, type DeployAccessDeps, type DeployPlace } from './deploy-access';
import { watchDeployment } from './watch-deployment';

export interface ProgressDeps extends DeployAccessDeps {
  readonly notifier: Notifier;
  readonly running: RunningDeployments;
  /** `undefined` where that is not known. */
  readonly isStored: (place: DeployPlace, image: string, signal: AbortSignal) => Promise<boolean | undefined>;
}

/**
 * Shows the progress of a deployment, and how it ends.
 * @param makeImage of what deploys an image, and not what was deployed before
 */
export async function runWithProgress(
  deps: ProgressDeps,
  place: DeployPlace,
  deploy: (run: Run) => Promise<DeploymentOutcome>,
  makeImage: DeployPorts['makeImage'] = noImage,
  ifLocked?: 'wait' | 'take-over',
): Promise<void> {
  const { notifier, running } = deps;
  const again = (choice: 'wait' | 'take-over') => runWithProgress(deps, place, deploy, makeImage, choice);
  const title = l10n.t('Deploying {0} to {1}', place.project.name, place.environment);
  await notifier.progress(title, (message, closed) =>
    running.track(title, closed, async (signal) => {
      let step: DeployStep = 'test';
      const report = (progress: DeployProgress) => {
        step = progress.step;
        message(progressText(progress));
      };
      try {
        const outcome = await withCluster(deps, place, signal, (ports) =>
          deploy({ ports: { ...ports, makeImage }, report, signal, ...(ifLocked && { ifLocked }) }),
        );
        showOutcome(deps, place, outcome);
      } catch (error) {
        if (signal.aborted) notifier.info(cancelledText(place.environment, step));
        else if (isLocked(error)) offerLocked(deps, place, error, again);
        else throw error;
      }
    }),
  );
}

function isLocked(error: unknown): error is UserError {
  return error instanceof UserError && error.code === 'deployment-running';
}

/** Two may deploy at once; the user decides who goes first. */
function offerLocked(
  deps: ProgressDeps,
  place: DeployPlace,
  { message }: UserError,
  again: (choice: 'wait' | 'take-over') => Promise<void>,
): void {
  const { notifier } = deps;
  const { environment } = place;
  const takeOver = async () => {
    const agreed = await notifier.confirm({
      question: l10n.t('Take over the deployment to {0}?', environment),
      detail: l10n.t('The other deployment ends where it is, and yours is applied in its place.'),
      agree: l10n.t('Take Over'),
    });
    if (agreed) await again('take-over');
  };
  notifier.warning(
    message,
    { title: l10n.t('Watch'), run: () => watchDeployment(deps, place) },
    { title: l10n.t('Deploy Afterwards'), run: () => again('wait') },
    { title: l10n.t('Take Over…'), run: takeOver },
  );
}

/** With what a cancelled deployment leaves behind. */
function cancelledText(environment: string, step: DeployStep): string {
  switch (step) {
    case 'test':
    case 'build':
    case 'push':
      return l10n.t('The deployment to {0} is canceled. Nothing in the cluster was changed.', environment);
    case 'apply':
    case 'roll-out':
    case 'address':
      return l10n.t(
        'The deployment to {0} is canceled. What was applied stays. To undo it, run EKS: Roll Back to….',
        environment,
      );
  }
}

function showOutcome(deps: ProgressDeps, place: DeployPlace, outcome: DeploymentOutcome): void {
  const { notifier } = deps;
  const names = [outcome.number, place.project.name, place.environment] as const;
  if (outcome.kind === 'succeeded') {
    const ready = outcome.addresses.find((address) => address.kind === 'ready');
    const open = ready && {
      title: l10n.t('Open'),
      run: () => vscode.env.openExternal(vscode.Uri.parse(ready.url)),
    };
    notifier.info(l10n.t('Deployment {0} of {1} runs in {2}.', ...names), ...(open ? [open] : []));
    return;
  }
  const { failure, stillServing } = outcome;
  const failed = l10n.t('Deployment {0} of {1} failed in {2}.', ...names);
  const logs = {
    title: l10n.t('Show Logs'),
    run: () =>
      vscode.commands.executeCommand(
        failure.log?.previous ? 'eks.previousLogs' : 'eks.followLogs',
        new CalledTarget({ ...place, kind: 'environment' }),
      ),
  };
  if (stillServing === undefined) {
    notifier.error([failed, failure.text, failure.remedy], logs);
    return;
  }
  const serving = l10n.t('Deployment {0} is still serving.', stillServing);
  notifier.error([failed, serving, failure.text, failure.remedy], logs, {
    title: l10n.t('Roll Back'),
    run: () => rollBackWithProgress(deps, place, stillServing),
  });
}

/** Deploys again what an earlier deployment applied. */
export function rollBackWithProgress(deps: ProgressDeps, place: DeployPlace, to: number): Promise<void> {
  return runWithProgress(deps, place, (run) =>
    rollBack(place, to, run, (image, signal) => deps.isStored(place, image, signal)),
  );
}
