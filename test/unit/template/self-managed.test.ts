import { deepStrictEqual, match, strictEqual, throws } from 'node:assert/strict';
import { AMI_TYPES } from '../../../src/core/cluster-form/cluster-spec';
import { publicParameter } from '../../sandbox/ssm/parameters';
import type { ValueMap } from '../../sandbox/cloudformation/template/template';
import { readNodeConfig } from '../../sandbox/eks/node-config';
import { nodeImageParameter } from '../../../src/core/template/node-image';
import { order, plan, properties } from './planned';
import { SELF_MANAGED, SELF_MANAGED_COMPUTE } from '../../fakes/cluster-spec';

const launch = (spec = SELF_MANAGED) =>
  properties('NodeLaunchTemplate', spec)['LaunchTemplateData'] as ValueMap;

describe('The template of a cluster with self-managed nodes', () => {
  it('lets nodes in before it starts them, and starts what runs on them afterwards', () => {
    deepStrictEqual(order(SELF_MANAGED), {
      Cluster: [],
      AdminAccess: ['Cluster'],
      NodeRole: [],
      NodeProfile: ['NodeRole'],
      NodeAccess: ['Cluster', 'NodeRole'],
      NodeLaunchTemplate: ['Cluster', 'NodeProfile'],
      NodeGroup: ['NodeAccess', 'NodeLaunchTemplate'],
      PodIdentityAgent: ['Cluster'],
      EbsCsiRole: [],
      EbsCsi: ['Cluster', 'EbsCsiRole', 'NodeGroup', 'PodIdentityAgent'],
    });
  });

  it('tells nodes in nodeadm’s form which cluster they are for', () => {
    const userData = Buffer.from(launch()['UserData'] as string, 'base64').toString();
    deepStrictEqual(readNodeConfig(userData), {
      name: 'demo',
      apiServerEndpoint: 'Endpoint of Cluster',
      certificateAuthority: 'CertificateAuthorityData of Cluster',
      services: '10.100.0.0/16',
    });
    deepStrictEqual(properties('Cluster', SELF_MANAGED).KubernetesNetworkConfig, {
      ServiceIpv4Cidr: '10.100.0.0/16',
    });
  });

  it('takes the newest image that AWS has for the version, the architecture and the device', () => {
    match(
      launch()['ImageId'] as string,
      /\/aws\/service\/eks\/optimized-ami\/1\.35\/amazon-linux-2023\/arm64\/standard\/recommended\/image_id$/,
    );
    for (const amiType of AMI_TYPES) {
      const name = nodeImageParameter({ kubernetesVersion: '1.35', amiType });
      match(publicParameter('eu-central-1', name, Date.parse('2026-11-22')) ?? name, /^ami-0/);
    }
  });

  it('launches nodes with their role, in the security group of the cluster, by IMDSv2 and with an encrypted disk', () => {
    const data = launch();
    deepStrictEqual(data['IamInstanceProfile'], { Arn: 'Arn of NodeProfile' });
    deepStrictEqual(data['SecurityGroupIds'], ['ClusterSecurityGroupId of Cluster']);
    match(JSON.stringify(data), /"HttpTokens":"required".*"VolumeType":"gp3","Encrypted":"?true/);
    strictEqual('KeyName' in data, false);
    strictEqual(launch({ ...SELF_MANAGED, keyPair: 'admin' })['KeyName'], 'admin');
  });

  it('starts as many nodes as were asked for in all subnets, and marks them as the cluster’s', () => {
    const group = properties('NodeGroup', SELF_MANAGED);
    deepStrictEqual([group.MinSize, group.DesiredCapacity, group.MaxSize].map(Number), [1, 4, 4]);
    deepStrictEqual(group.VPCZoneIdentifier, SELF_MANAGED.subnetIds);
    deepStrictEqual(group.Tags, [
      { Key: 'kubernetes.io/cluster/demo', Value: 'owned', PropagateAtLaunch: true },
    ]);
  });

  it('lets the nodes in as nodes', () => {
    const { PrincipalArn, Type, AccessPolicies } = properties('NodeAccess', SELF_MANAGED);
    deepStrictEqual([PrincipalArn, Type, AccessPolicies], ['Arn of NodeRole', 'EC2_LINUX', undefined]);
  });

  for (const serviceIpv4Cidr of ['10.100.0.0', '10.0.0.0/8', '10.100.0.0/25', 'none']) {
    it(`has CloudFormation refuse ${serviceIpv4Cidr} as addresses of services`, () => {
      const compute = { ...SELF_MANAGED_COMPUTE, serviceIpv4Cidr };
      throws(() => plan({ ...SELF_MANAGED, compute }), /ServiceIpv4Cidr/);
    });
  }
});
