import type { ClusterEntry } from '../../src/core/registry/entry';

/** A cluster as the settings name it. */
export const ENTRY: ClusterEntry = {
  name: 'demo',
  region: 'eu-central-1',
  accountId: '222222222222',
  partition: 'aws',
  roleArn: 'arn:aws:iam::222222222222:role/eks-provision',
  environmentScope: '*',
  enabled: true,
  managed: true,
  namespacePerEnvironment: true,
};
