import type { AttachedEntry, EksEntry } from '../../src/core/registry/entry';

/** A cluster as the settings name it. */
export const ENTRY: EksEntry = {
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

/** A cluster that was added by its URL. */
export const ATTACHED: AttachedEntry = {
  name: 'on-premises',
  apiUrl: 'https://cluster.example:6443',
  caFingerprint: 'ab'.repeat(32),
  environmentScope: '*',
  enabled: true,
  managed: true,
  namespacePerEnvironment: true,
};
