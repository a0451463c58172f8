import { developerToken, startCluster } from '../unit/sandbox/kubernetes-cluster';
import type { ClusterSource, TakenCluster } from './cluster';

/** A simulated API for each test. */
export const simulatedClusters: ClusterSource = { take: () => simulatedCluster() };

/**
 * A simulated API with a clock that only tests move.
 * @param version of Kubernetes, as `1.34`; the latest unless it matters
 */
export async function simulatedCluster(version?: string): Promise<TakenCluster> {
  const cluster = await startCluster(version);
  const { api, clock } = cluster;
  return {
    endpoint: api.endpoint,
    ca: Buffer.from(api.caData, 'base64').toString(),
    adminToken: () => cluster.adminToken(),
    limitedToken: () => developerToken(clock.now()),
    pass: (seconds) => clock.advance(seconds * 1000),
    release: () => cluster.stop(),
  };
}
