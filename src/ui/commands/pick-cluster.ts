import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { userError } from '../../core/errors/catalogue';
import { isAttached, type EksEntry } from '../../core/registry/entry';
import type { ClusterRow } from '../../core/tree/rows';
import { levelLabel } from '../levels';
import type { ClustersTree } from '../tree/tree';

/**
 * The row a command was called on, or, from the palette, the cluster that the user picks.
 * @returns `undefined` when the user changed their mind
 */
export async function pickCluster(tree: ClustersTree, argument: unknown): Promise<ClusterRow | undefined> {
  if (isClusterRow(argument)) return argument;
  const { clusters } = tree;
  if (clusters.length === 0) throw userError('no-clusters');
  if (clusters.length === 1) return clusters[0];
  const items = clusters.map((row) => ({
    label: row.entry.name,
    description: [isAttached(row.entry) ? row.entry.apiUrl : row.entry.region, levelLabel(row.level)].join(
      ' · ',
    ),
    detail: row.clusterId,
    row,
  }));
  const picked = await vscode.window.showQuickPick(items, { title: l10n.t('Cluster'), matchOnDetail: true });
  return picked?.row;
}

/** As {@link pickCluster}, with every cluster that is selected together with the row. None: changed their mind. */
export async function pickClusters(
  tree: ClustersTree,
  argument: unknown,
  selection: unknown,
): Promise<readonly ClusterRow[]> {
  if (Array.isArray(selection) && selection.length > 1) return selection.filter(isClusterRow);
  const row = await pickCluster(tree, argument);
  return row ? [row] : [];
}

/** For what only AWS can do. */
export function eksRow({ entry, ...row }: ClusterRow): ClusterRow<EksEntry> {
  if (isAttached(entry)) throw userError('cluster-not-of-eks', { name: entry.name });
  return { ...row, entry };
}

function isClusterRow(argument: unknown): argument is ClusterRow {
  return (
    typeof argument === 'object' && argument !== null && 'kind' in argument && argument.kind === 'cluster'
  );
}
