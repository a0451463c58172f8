import { createHash } from 'node:crypto';
import type { ConnectedCluster } from '../ports/workspace';

/** Tells a cluster's address and CA, as EKS or the user named them, from what anybody else says of that cluster. */
export function clusterDigest({
  arn,
  endpoint,
  certificateAuthority,
}: Pick<ConnectedCluster, 'arn' | 'endpoint' | 'certificateAuthority'>): string {
  const facts = JSON.stringify([arn, endpoint, certificateAuthority]);
  return createHash('sha256').update(facts).digest('hex');
}
