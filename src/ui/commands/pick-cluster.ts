import * as l10n from '@vscode/l10n';
import { userError } from '../../core/errors/catalogue';
import { isAttached, type ClusterEntry, type EksEntry } from '../../core/registry/entry';
import { isSameLevel } from '../../core/registry/target';
import type { ClusterRow } from '../../core/tree/rows';
import { levelLabel } from '../levels';
import { chooseFrom } from '../quick-input';
import type { ClustersTree } from '../tree/clusters-tree';

type ClusterList = Pick<ClustersTree, 'clusters'>;

/** Only the clusters that a command would change, if there are any; otherwise all of them. */
export function narrowed(list: ClusterList, isOffered: (row: ClusterRow) => boolean): ClusterList {
  const clusters = list.clusters.filter(isOffered);
  return clusters.length > 0 ? { clusters } : list;
}

/**
 * The row a command was called on, or, from the palette, the cluster that the user picks of those that are meant.
 * @returns `undefined` when the user changed their mind
 */
export async function pickCluster<E extends ClusterEntry = ClusterEntry>(
  tree: ClusterList,
  argument: unknown,
  isMeant: (row: ClusterRow) => row is ClusterRow<E> = isAny,
): Promise<ClusterRow<E> | undefined> {
  const all = tree.clusters;
  if (isClusterRow(argument)) return currentRow(all, argument, isMeant);
  const first = requireClusters(tree);
  const clusters = matching(all.filter(isMeant), argument);
  if (clusters.length === 0) throw userError('cluster-not-of-eks', { name: first.entry.name });
  if (clusters.length === 1) return clusters[0];
  const items = clusters.map((row) => ({
    label: row.entry.name,
    description: placeOf(row).join(' · '),
    detail: row.clusterId,
    row,
  }));
  const picked = await chooseFrom(items, { title: l10n.t('Cluster'), matchOnDetail: true });
  return picked?.row;
}

/** Those that the notification of an operation is about, where they are here; it knows no more than name and region. */
function matching<E extends ClusterEntry>(
  clusters: readonly ClusterRow<E>[],
  argument: unknown,
): readonly ClusterRow<E>[] {
  const { clusterName, region } = (argument ?? {}) as { clusterName?: unknown; region?: unknown };
  const found = clusters.filter(
    ({ entry }) => entry.name === clusterName && 'region' in entry && entry.region === region,
  );
  return found.length > 0 ? found : clusters;
}

/** The first of the clusters. @throws UserError where none is configured */
export function requireClusters({ clusters: [first] }: ClusterList): ClusterRow {
  if (!first) throw userError('no-clusters');
  return first;
}

function placeOf({ entry, level }: ClusterRow): readonly string[] {
  const place = isAttached(entry) ? entry.apiUrl : entry.region;
  return [place, levelLabel(level), ...(entry.enabled ? [] : [l10n.t('disabled')])];
}

/** As {@link pickCluster}, with every cluster that is selected together with the row. None: changed their mind. */
export async function pickClusters<E extends ClusterEntry = ClusterEntry>(
  tree: ClusterList,
  argument: unknown,
  selection: unknown,
  isMeant: (row: ClusterRow) => row is ClusterRow<E> = isAny,
): Promise<readonly ClusterRow<E>[]> {
  if (Array.isArray(selection) && selection.length > 1) {
    const all = tree.clusters;
    return selection.filter(isClusterRow).map((row) => currentRow(all, row, isMeant));
  }
  const row = await pickCluster(tree, argument, isMeant);
  return row ? [row] : [];
}

/** Whether it is an EKS cluster. */
export function isOfEks(row: ClusterRow): row is ClusterRow<EksEntry> {
  return !isAttached(row.entry);
}

function isAny<E extends ClusterEntry>(row: ClusterRow): row is ClusterRow<E> {
  return isClusterRow(row);
}

/** The row with its current settings entry. */
function currentRow<E extends ClusterEntry>(
  clusters: readonly ClusterRow[],
  drawn: ClusterRow,
  isMeant: (row: ClusterRow) => row is ClusterRow<E>,
): ClusterRow<E> {
  const { clusterId, entry, level } = drawn;
  const row = clusters.find((each) => each.clusterId === clusterId && isSameLevel(each.level, level));
  if (!row) throw userError('cluster-not-listed', { name: entry.name });
  if (!isMeant(row)) throw userError('cluster-not-of-eks', { name: entry.name });
  return row;
}

function isClusterRow(argument: unknown): argument is ClusterRow {
  return (
    typeof argument === 'object' && argument !== null && 'kind' in argument && argument.kind === 'cluster'
  );
}
