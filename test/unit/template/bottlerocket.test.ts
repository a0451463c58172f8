import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { BOTTLEROCKET_AMI_TYPES, type ClusterSpec } from '../../../src/core/cluster-form/cluster-spec';
import { variantOf, templateOf } from '../../../src/core/template';
import { nodeImageParameter } from '../../../src/core/template/node-image';
import { MANAGED, SELF_MANAGED, SELF_MANAGED_COMPUTE, SPEC } from '../../fakes/cluster-spec';
import { StackAccount } from '../../fakes/stack-account';
import { readBottlerocketSettings } from '../../sandbox/eks/node-config';
import { properties } from './planned';

const BY_EKS: ClusterSpec = {
  ...SPEC,
  compute: { ...MANAGED, amiType: 'BOTTLEROCKET_x86_64', volumeSize: 80 },
};
const BY_USER: ClusterSpec = {
  ...SELF_MANAGED,
  compute: { ...SELF_MANAGED_COMPUTE, amiType: 'BOTTLEROCKET_ARM_64', serviceIpv4Cidr: '172.20.16.0/20' },
};

describe('Nodes of Bottlerocket', () => {
  it('are asked of EKS by the type of their image', () => {
    strictEqual(properties('NodeGroup', BY_EKS).AmiType, 'BOTTLEROCKET_x86_64');
  });

  it('have two encrypted disks, of which pods fill the second', () => {
    const data = properties('NodeLaunchTemplate', BY_EKS).LaunchTemplateData as Record<string, unknown>;
    const disk = { VolumeType: 'gp3', Encrypted: 'true', DeleteOnTermination: 'true' };
    deepStrictEqual(JSON.parse(JSON.stringify(data['BlockDeviceMappings'], scalarsAsText)), [
      { DeviceName: '/dev/xvda', Ebs: disk },
      { DeviceName: '/dev/xvdb', Ebs: { VolumeSize: '80', ...disk } },
    ]);
    strictEqual('UserData' in data, false);
  });

  it('join by settings where EKS does not manage them', () => {
    const data = properties('NodeLaunchTemplate', BY_USER).LaunchTemplateData as Record<string, string>;
    deepStrictEqual(readBottlerocketSettings(Buffer.from(data['UserData'] ?? '', 'base64').toString()), {
      name: 'demo',
      apiServerEndpoint: 'Endpoint of Cluster',
      certificateAuthority: 'CertificateAuthorityData of Cluster',
      services: '172.20.16.10',
    });
  });

  it('have an image each in the public parameters', () => {
    deepStrictEqual(
      BOTTLEROCKET_AMI_TYPES.map((amiType) => nodeImageParameter({ kubernetesVersion: '1.35', amiType })),
      [
        '/aws/service/bottlerocket/aws-k8s-1.35/x86_64/latest/image_id',
        '/aws/service/bottlerocket/aws-k8s-1.35/arm64/latest/image_id',
        '/aws/service/bottlerocket/aws-k8s-1.35-nvidia/x86_64/latest/image_id',
        '/aws/service/bottlerocket/aws-k8s-1.35-nvidia/arm64/latest/image_id',
        '/aws/service/bottlerocket/aws-k8s-1.35-fips/x86_64/latest/image_id',
        '/aws/service/bottlerocket/aws-k8s-1.35-fips/arm64/latest/image_id',
        '/aws/service/bottlerocket/aws-k8s-1.35-nvidia-fips/x86_64/latest/image_id',
        '/aws/service/bottlerocket/aws-k8s-1.35-nvidia-fips/arm64/latest/image_id',
      ],
    );
  });

  for (const spec of [BY_EKS, BY_USER])
    it(`join in the simulated account: ${spec.compute.kind}`, async () => {
      const account = new StackAccount();
      const network = { subnetIds: ['subnet-a', 'subnet-b'], securityGroupId: 'sg-1' };
      await account.createStackOf({ ...spec, ...network }, templateOf(variantOf(spec)));
      await account.minutes(60);
      strictEqual((await account.stack()).StackStatus, 'CREATE_COMPLETE');
      strictEqual(account.aws.apis.get('demo')?.nodes.size, spec === BY_EKS ? 3 : 4);
    });
});

describe('Nodes of several instance types', () => {
  const otherTypes = ['m6a.large', 'm5.large'];

  it('are for EKS to choose among', () => {
    const spec = { ...SPEC, compute: { ...MANAGED, otherTypes } };
    deepStrictEqual(properties('NodeGroup', spec).InstanceTypes, ['m6i.large', ...otherTypes]);
  });

  it('are On-Demand Instances in the order given where EKS does not manage them', () => {
    const { MixedInstancesPolicy: policy, LaunchTemplate } = properties('NodeGroup', {
      ...SELF_MANAGED,
      compute: { ...SELF_MANAGED_COMPUTE, otherTypes: ['m8g.large'] },
    });
    strictEqual(LaunchTemplate, undefined);
    deepStrictEqual(JSON.parse(JSON.stringify(policy, scalarsAsText)), {
      InstancesDistribution: {
        OnDemandAllocationStrategy: 'prioritized',
        OnDemandPercentageAboveBaseCapacity: '100',
      },
      LaunchTemplate: {
        LaunchTemplateSpecification: {
          LaunchTemplateId: 'the-NodeLaunchTemplate',
          Version: 'LatestVersionNumber of NodeLaunchTemplate',
        },
        Overrides: [{ InstanceType: 'm7g.large' }, { InstanceType: 'm8g.large' }],
      },
    });
  });

  it('come of the second type where a zone lacks the first', async () => {
    const account = new StackAccount();
    const spec: ClusterSpec = {
      ...SELF_MANAGED,
      ...{ subnetIds: ['subnet-a', 'subnet-b'], securityGroupId: 'sg-1' },
      compute: {
        ...{ ...SELF_MANAGED_COMPUTE, amiType: 'AL2023_x86_64_STANDARD', nodeCount: 2 },
        ...{ instanceType: 'p5.48xlarge', otherTypes: ['m6i.large'] },
      },
    };
    await account.createStackOf(spec, templateOf(variantOf(spec)));
    await account.minutes(60);
    const [group] = account.aws.autoScaling.groups;
    deepStrictEqual(
      group?.instances.map(({ instanceType }) => instanceType),
      ['p5.48xlarge', 'm6i.large'],
    );
  });
});

/** CloudFormation hands numbers and truth values on as it likes. */
function scalarsAsText(_key: string, value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}
