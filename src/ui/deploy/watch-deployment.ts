import * as l10n from '@vscode/l10n';
import { followDeployment } from '../../core/deploy/follow';
import type { DeployProgress } from '../../core/deploy/request';
import { entryText, progressText } from '../../core/deploy/texts';
import type { Notifier } from '../notify';
import { noImage, withCluster, type DeployAccessDeps, type DeployPlace } from './deploy-access';

interface WatchDeps extends DeployAccessDeps {
  readonly notifier: Pick<Notifier, 'info' | 'progress'>;
}

/** Shows how a deployment of somebody else, or of another window, ends. */
export async function watchDeployment(deps: WatchDeps, place: DeployPlace): Promise<void> {
  const { environment } = place;
  const title = l10n.t('Watching the deployment to {0}', environment);
  await deps.notifier.progress(title, async (message, signal) => {
    const report = (progress: DeployProgress) => {
      message(progressText(progress));
    };
    const entry = await withCluster(deps, place, signal, (ports) =>
      followDeployment(place, { ports: { ...ports, makeImage: noImage }, report, signal }),
    ).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
    if (!entry) return;
    deps.notifier.info(l10n.t('Deployment {0} to {1}: {2}', entry.number, environment, entryText(entry)));
  });
}
