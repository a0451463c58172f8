import { userError } from '../../errors/catalogue';
import type { ConnectedCluster } from '../../ports/workspace';
import type { KubernetesApi } from '../../ports/kubernetes';
import type { Creation } from '../operation';
import { retryTransient } from '../../cloudformation/retry-transient';
import type { OperationContext } from '../operation-context';

/** Endpoint and CA come from EKS each time, never from a file. */
export async function describeCluster(
  { operation, deps }: OperationContext<Creation>,
  signal: AbortSignal,
): Promise<ConnectedCluster> {
  const { name } = operation.spec;
  const cluster = await retryTransient(async () => (await deps.session()).clusters.describe(name, signal), {
    clock: deps.clock,
    signal,
  });
  if (!cluster?.endpoint || !cluster.certificateAuthority) throw userError('cluster-vanished', { name });
  const { arn, endpoint, certificateAuthority } = cluster;
  return { arn, name, endpoint, certificateAuthority };
}

/** Talks to the cluster as the provision role, which the stack's access entry makes an administrator. */
export async function connectToCluster(
  context: OperationContext<Creation>,
  cluster: ConnectedCluster,
): Promise<KubernetesApi> {
  const kubernetes = await context.deps.kubernetes();
  return kubernetes.connect({
    endpoint: cluster.endpoint,
    certificateAuthority: cluster.certificateAuthority,
    token: async () => (await context.deps.session()).clusters.createToken(cluster.name),
  });
}
