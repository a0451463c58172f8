import * as l10n from '@vscode/l10n';
import { installMetricsServer } from '../../core/environments/metrics/metrics-add-on';
import type { Clock } from '../../core/ports/clock';
import type { EksEntry } from '../../core/registry/entry';
import type { ClusterConnector } from '../cluster-connector';
import type { Notifier } from '../notify';

interface InstallDeps {
  readonly connector: Pick<ClusterConnector, 'session'>;
  readonly clock: Clock;
  readonly notifier: Pick<Notifier, 'info' | 'progress'>;
}

/**
 * *Install Metrics Server*: the EKS add-on. Who cancels no longer waits; the add-on is installed anyway.
 * @throws UserError where that is not possible, in EKS's words
 */
export async function installMetrics(cluster: EksEntry, deps: InstallDeps): Promise<void> {
  const { clock, connector, notifier } = deps;
  const title = l10n.t('Installing Metrics Server in cluster {0}', cluster.name);
  await notifier.progress(title, async (report, cancelled) => {
    try {
      const { clusters } = await connector.session(cluster);
      await installMetricsServer({ clusters, cluster, clock, report }, cancelled);
    } catch (error) {
      if (cancelled.aborted) return;
      throw error;
    }
    notifier.info(l10n.t('Metrics Server runs in cluster {0}.', cluster.name));
  });
}
