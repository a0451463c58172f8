import { userError } from '../../errors/catalogue';
import type { ConnectedCluster } from '../../ports/workspace';
import type { Creation } from '../operation';
import { retryTransient } from '../../cloudformation/retry-transient';
import type { Run } from '../operation-context';

/** Endpoint and CA come from EKS each time, never from a file. */
export async function describeCluster(
  { operation, ports }: Run<Creation>,
  signal: AbortSignal,
): Promise<ConnectedCluster> {
  const { name } = operation.spec;
  const cluster = await retryTransient(async () => (await ports.session()).clusters.describe(name, signal), {
    clock: ports.clock,
    signal,
  });
  if (!cluster?.endpoint || !cluster.certificateAuthority) throw userError('cluster-vanished', { name });
  const { arn, endpoint, certificateAuthority } = cluster;
  return { arn, name, endpoint, certificateAuthority };
}
