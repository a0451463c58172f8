import * as l10n from '@vscode/l10n';
import { resolveCluster, type LevelClusters } from '../../core/registry/resolve-cluster';
import type { Item } from '../quick-item';

/** Environments to choose from, each with the cluster that serves it, and last a new one, without a name. */
export function environmentItems(
  names: readonly string[],
  levels: readonly LevelClusters[],
): readonly (Item & { readonly name: string | undefined })[] {
  return [
    ...names.map((name) => ({ label: name, description: servedBy(name, levels), name })),
    { label: l10n.t('New Environment…'), icon: 'add', name: undefined },
  ];
}

function servedBy(environment: string, levels: readonly LevelClusters[]): string {
  const serving = resolveCluster(environment, levels);
  switch (serving.kind) {
    case 'cluster':
      return l10n.t('In cluster {0}', serving.cluster.entry.name);
    case 'ambiguous':
      return l10n.t('In one of {0} clusters', serving.clusters.length);
    case 'none':
      return l10n.t('No cluster serves it');
  }
}
