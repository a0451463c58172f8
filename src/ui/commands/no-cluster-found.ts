import * as l10n from '@vscode/l10n';
import type { LevelClusters, LeveledCluster } from '../../core/registry/resolve-cluster';
import { disabledClustersFor } from '../../core/registry/disabled-clusters';
import type { Action, Notifier } from '../notify';
import type { WorkspaceFiles } from '../workspace-files';

export interface ResolutionDeps {
  readonly notifier: Pick<Notifier, 'info' | 'warning'>;
  /** Changes the settings of a cluster. */
  readonly workspace: Pick<WorkspaceFiles, 'change'>;
}

/** More buttons do not fit into a notification. */
const MAX_OFFERS = 3;

/** Reports that no cluster serves an environment. Offers to enable clusters that would. */
export function warnNoCluster(
  environment: string,
  levels: readonly LevelClusters[],
  deps: ResolutionDeps,
): void {
  const off = disabledClustersFor(environment, levels);
  deps.notifier.warning(noClusterText(environment, off), ...offers(off, deps));
}

/** A sentence about a disabled cluster that would come first; `undefined` if there is none. */
export function disabledFirstText(environment: string, levels: readonly LevelClusters[]): string | undefined {
  const [first] = disabledClustersFor(environment, levels);
  if (!first) return undefined;
  const { name, environmentScope } = first.entry;
  return l10n.t('{0}, with the scope {1}, would come first, but it is disabled.', name, environmentScope);
}

function noClusterText(environment: string, off: readonly LeveledCluster[]): string {
  const [first, ...others] = off;
  if (!first) return l10n.t('No cluster serves the environment {0} here: no scope matches it.', environment);
  const { name, environmentScope } = first.entry;
  if (others.length === 0)
    return l10n.t(
      'No cluster here serves the environment {0}: the scope {1} of {2} matches it, but {2} is disabled.',
      ...[environment, environmentScope, name],
    );
  const names = off.map(({ entry }) => `${entry.name} (${entry.environmentScope})`).join(', ');
  return l10n.t(
    'No cluster here serves the environment {0}: those whose scopes match it are disabled: {1}.',
    ...[environment, names],
  );
}

function offers(off: readonly LeveledCluster[], { notifier, workspace }: ResolutionDeps): readonly Action[] {
  return off.slice(0, MAX_OFFERS).map(({ entry, level }) => ({
    title: off.length === 1 ? l10n.t('Enable') : l10n.t('Enable {0}', entry.name),
    run: async () => {
      await workspace.change(level, entry, { enabled: true });
      notifier.info(l10n.t('Cluster {0} is enabled.', entry.name));
    },
  }));
}
