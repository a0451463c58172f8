import type { Operation } from '../../../src/core/operation/operation';

/** An operation under way, as the form starts it. */
export function operation(id: string, startedAt = 1): Operation {
  return {
    id,
    kind: 'create',
    startedAt,
    spec: {
      name: 'shop',
      environmentScope: '*',
      kubernetesVersion: '1.34',
      versionSupport: 'standard',
      serviceRoleArn: 'arn:aws:iam::111122223333:role/eks',
      vpcId: 'vpc-1',
      subnetIds: ['subnet-1', 'subnet-2'],
      securityGroupId: 'sg-1',
      compute: {
        kind: 'managed',
        instanceType: 'm6i.large',
        amiType: 'AL2023_x86_64_STANDARD',
        nodeCount: 2,
      },
      managed: true,
      namespacePerEnvironment: true,
    },
    role: {
      roleArn: 'arn:aws:iam::111122223333:role/provision',
      region: 'eu-central-1',
      base: { kind: 'default' },
    },
    accountId: '111122223333',
    partition: 'aws',
    target: {
      level: { kind: 'user' },
      kubeconfigPath: '/home/u/.kube/config',
      credential: { kind: 'service-account' },
      setCurrentContext: true,
    },
    stack: { step: 'requested' },
    clusterConfigured: false,
    attached: false,
    notes: [],
  };
}
