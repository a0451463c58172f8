import { strictEqual } from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { RealCluster } from '../real-kubernetes/programs';
import type { ClusterSource } from './cluster';
import { Leftovers } from './leftovers';
import { send } from './send';

/** What EKS puts into each cluster; a test may have changed or removed it. */
const GP2 = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'gp2' },
  provisioner: 'kubernetes.io/aws-ebs',
  parameters: { fsType: 'ext4', type: 'gp2' },
  reclaimPolicy: 'Delete',
  volumeBindingMode: 'WaitForFirstConsumer',
};

/** One real cluster for all tests, which takes out what each of them leaves. */
export async function realClusters(cluster: RealCluster): Promise<ClusterSource> {
  const { adminToken, limitedToken } = cluster;
  const leftovers = await Leftovers.of(cluster);
  return {
    async take() {
      const path = '/apis/storage.k8s.io/v1/storageclasses';
      const { status } = await send(cluster, { method: 'POST', path, token: adminToken, body: GP2 });
      strictEqual(status, 201);
      return {
        ...cluster,
        adminToken: () => adminToken,
        limitedToken: () => limitedToken,
        pass: (seconds) => setTimeout(seconds * 1000),
        release: () => leftovers.remove(),
      };
    },
  };
}
