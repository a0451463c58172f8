import type { ClusterRow, Row } from './rows';

/** What is shown may be another in a moment: such rows are read again while somebody looks. */
export function isTransitioning(row: Row): boolean {
  if (row.kind === 'node') return !row.node.ready;
  if (row.kind === 'addOn') return ON_THEIR_WAY.includes(row.addOn.status);
  return false;
}

/** EKS is working on the cluster itself. */
export function isClusterTransitioning({ status }: ClusterRow): boolean {
  return status.kind === 'described' && ON_THEIR_WAY.includes(status.description.status);
}

/** EKS's own words, for clusters and add-ons. */
const ON_THEIR_WAY: readonly string[] = ['CREATING', 'UPDATING', 'DELETING', 'PENDING'];

/** Somebody should look at it, also where the view is closed. */
export function needsAttention(row: Row): boolean {
  if (row.kind === 'operation') return row.operation.state.kind === 'failed';
  if (row.kind === 'cluster')
    return (
      ['missing', 'notAllowed'].includes(row.status.kind) ||
      row.scopeConflict.kind === 'ambiguous' ||
      hasFailed(row)
    );
  return row.kind === 'problem';
}

function hasFailed({ status }: ClusterRow): boolean {
  return status.kind === 'described' && status.description.status === 'FAILED';
}
