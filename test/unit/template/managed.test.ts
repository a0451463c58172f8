import { deepStrictEqual, match, strictEqual, throws } from 'node:assert/strict';
import type { ClusterSpec } from '../../../src/core/cluster-form/cluster-spec';
import type { ValueMap } from '../../sandbox/cloudformation/template/template';
import { order, plan, properties } from './planned';
import { MANAGED, PROVISION_ROLE, SPEC } from '../../fakes/cluster-spec';

const text = (value: unknown) => JSON.stringify(value);

describe('The template of a cluster with managed nodes', () => {
  it('can be planned by CloudFormation, in the order that makes the cluster answer soonest', () => {
    deepStrictEqual(order(SPEC), {
      Cluster: [],
      AdminAccess: ['Cluster'],
      NodeRole: [],
      NodeLaunchTemplate: [],
      NodeGroup: ['Cluster', 'NodeLaunchTemplate', 'NodeRole'],
      PodIdentityAgent: ['Cluster'],
      EbsCsiRole: [],
      EbsCsi: ['Cluster', 'EbsCsiRole', 'NodeGroup', 'PodIdentityAgent'],
    });
  });

  it('makes the provision role cluster-admin by an entry of its own, and no one else', () => {
    strictEqual(properties('AdminAccess').PrincipalArn, PROVISION_ROLE);
    deepStrictEqual(properties('Cluster').AccessConfig, {
      AuthenticationMode: 'API',
      BootstrapClusterCreatorAdminPermissions: false,
    });
  });

  it('puts network, version and service role of the spec into the cluster', () => {
    const { Name, Version, RoleArn, ResourcesVpcConfig, Logging } = properties('Cluster');
    deepStrictEqual([Name, Version, RoleArn], ['demo', '1.35', SPEC.serviceRoleArn]);
    deepStrictEqual(ResourcesVpcConfig, {
      SubnetIds: ['subnet-0000000a', 'subnet-0000000b'],
      SecurityGroupIds: ['sg-0a1b2c3d'],
      EndpointPublicAccess: 'true',
      EndpointPrivateAccess: 'true',
      PublicAccessCidrs: ['0.0.0.0/0'],
    });
    strictEqual(Logging, undefined);
  });

  it('sends logs of the control plane to CloudWatch on request only', () => {
    deepStrictEqual(properties('Cluster', { ...SPEC, logTypes: ['authenticator', 'audit'] }).Logging, {
      ClusterLogging: { EnabledTypes: [{ Type: 'authenticator' }, { Type: 'audit' }] },
    });
  });

  it('gives nodes the key pair without opening port 22, and asks them for IMDSv2 and an encrypted disk', () => {
    const launch = (spec: ClusterSpec) =>
      properties('NodeLaunchTemplate', spec).LaunchTemplateData as ValueMap;
    strictEqual(launch({ ...SPEC, keyPair: 'admin' }).KeyName, 'admin');
    strictEqual('KeyName' in launch(SPEC), false);
    match(text(launch(SPEC)), /"HttpTokens":"required".*"VolumeType":"gp3","Encrypted":true/);
    strictEqual('RemoteAccess' in properties('NodeGroup'), false);
  });

  it('starts as many nodes as were asked for, and never grows beyond', () => {
    const nodes = properties('NodeGroup', { ...SPEC, compute: { ...MANAGED, nodeCount: 7, maxNodes: 7 } });
    const { MinSize, DesiredSize, MaxSize } = nodes.ScalingConfig as ValueMap;
    deepStrictEqual([MinSize, DesiredSize, MaxSize].map(Number), [1, 7, 7]);
    deepStrictEqual([nodes.AmiType, nodes.InstanceTypes], ['AL2023_x86_64_STANDARD', ['m6i.large']]);
  });

  it('has CloudFormation refuse a name that EKS would refuse minutes later', () => {
    throws(() => plan({ ...SPEC, name: '-demo' }), /ClusterName/);
    throws(() => plan({ ...SPEC, compute: { ...MANAGED, nodeCount: 451 } }), /NodeCount/);
  });
});
