import { randomUUID } from 'node:crypto';
import { requireActive } from './clusters';
import { notFound } from './errors';
import type { Cluster, ClusterUpdate } from './state';

/** Says whether a cluster may be deleted. @returns the update as EKS shows it */
export function protect(
  cluster: Cluster,
  { deletionProtection, at }: { readonly deletionProtection: boolean; readonly at: number },
): object {
  requireActive(cluster);
  cluster.deletionProtection = deletionProtection;
  const id = randomUUID();
  cluster.updates.set(id, {
    type: 'DeletionProtectionUpdate',
    createdAt: new Date(at),
    params: [{ type: 'DeletionProtection', value: String(deletionProtection) }],
  });
  return updateView(cluster, id);
}

/** An update as DescribeUpdate shows it. */
export function updateView({ updates }: Cluster, id: string): object {
  const update: ClusterUpdate | undefined = updates.get(id);
  if (!update) throw notFound(`No update found for ID: ${id}`);
  return { id, status: 'Successful', errors: [], ...update };
}
