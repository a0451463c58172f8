import { developerToken, startCluster } from '../unit/sandbox/kubernetes-cluster';
import type { ClusterSource } from './cluster';

/** A simulated API for each test, with a clock that only tests move. */
export const simulatedClusters: ClusterSource = {
  async take() {
    const cluster = await startCluster();
    const { api, clock } = cluster;
    return {
      endpoint: api.endpoint,
      ca: Buffer.from(api.caData, 'base64').toString(),
      adminToken: () => cluster.adminToken(),
      limitedToken: () => developerToken(clock.now),
      pass: (seconds) => Promise.resolve(void (clock.now += seconds * 1000)),
      release: () => cluster.stop(),
    };
  },
};
