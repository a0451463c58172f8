import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { order, plan, properties } from './planned';
import { AUTO } from '../../fakes/cluster-spec';

describe('The template of a cluster in Auto Mode', () => {
  it('waits for nothing but the control plane and the role that its nodes will have', () => {
    deepStrictEqual(order(AUTO), { Cluster: ['NodeRole'], AdminAccess: ['Cluster'], NodeRole: [] });
  });

  it('switches on nodes, load balancers and volumes together, and add-ons of its own off', () => {
    const { ComputeConfig, KubernetesNetworkConfig, StorageConfig, BootstrapSelfManagedAddons } = properties(
      'Cluster',
      AUTO,
    );
    deepStrictEqual(ComputeConfig, {
      Enabled: true,
      NodePools: ['general-purpose', 'system'],
      NodeRoleArn: 'Arn of NodeRole',
    });
    deepStrictEqual(KubernetesNetworkConfig, { ElasticLoadBalancing: { Enabled: true } });
    deepStrictEqual(StorageConfig, { BlockStorage: { Enabled: true } });
    strictEqual(BootstrapSelfManagedAddons, false);
  });

  it('has no use for a key pair', () => {
    deepStrictEqual(
      [...plan({ ...AUTO, keyPair: 'admin' }).resources.keys()],
      [...plan(AUTO).resources.keys()],
    );
  });
});
