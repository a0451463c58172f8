import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { changeExposure } from '../../core/deploy/run';
import { environmentSettings } from '../../core/deploy/settings';
import type { ClusterConnector } from '../cluster-connector';
import type { EnvironmentTargets } from '../environments/environment-targets';
import type { Notifier } from '../notify';
import { chooseFrom } from '../quick-input';
import { placeOf, type DeployAccessDeps } from './deploy-access';
import { exposureItems } from './exposure-choice';
import { resolveExposure } from './exposures';
import { runWithProgress, type ProgressDeps } from './run-with-progress';

export interface ExposureDeps extends Omit<ProgressDeps, 'connector'> {
  readonly connector: DeployAccessDeps['connector'] & Pick<ClusterConnector, 'connect' | 'subnets'>;
  readonly targets: Pick<EnvironmentTargets, 'pick'>;
  readonly settings: { deploy(folder: vscode.WorkspaceFolder): unknown };
  readonly notifier: Notifier;
}

/** *Make Public…*: what runs in an environment is deployed again, reached in another way. */
export async function makePublic(argument: unknown, deps: ExposureDeps): Promise<void> {
  const target = await deps.targets.pick(argument, ['environment'], l10n.t('Make Public'));
  const place = target && (await placeOf(target));
  const folder = target && vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(target.folder));
  if (!place || !folder) return;
  const { environment } = place;
  const title = l10n.t('Who should reach {0}?', environment);
  const chosen = await chooseFrom(exposureItems(place), { title });
  if (!chosen) return;
  const { exposure, label } = chosen;
  if (exposure.kind === 'public' || exposure.kind === 'domain') {
    const agreed = await deps.notifier.confirm({
      question: l10n.t('Make {0} public?', environment),
      detail: [label, l10n.t('Everybody on the internet can open it.'), chosen.detail ?? ''],
      agree: l10n.t('Make Public'),
    });
    if (!agreed) return;
  }
  const settings = environmentSettings(environment, deps.settings.deploy(folder));
  await runWithProgress(deps, place, async (run) => {
    const reached = await resolveExposure(exposure, place, settings, deps.connector, run.signal);
    return changeExposure(place, reached, run);
  });
}
