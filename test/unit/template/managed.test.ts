import { deepStrictEqual, match, notStrictEqual, ok, strictEqual, throws } from 'node:assert/strict';
import type { ClusterSpec } from '../../../src/core/spec/cluster-spec';
import {
  ADMIN_ACCESS,
  resourceLabel,
  templateBody,
  templateOf,
  templateParameters,
  templateResources,
} from '../../../src/core/template';
import { resolveParameters } from '../../sandbox/cloudformation/template/parameters';
import { planStack, type Plan } from '../../sandbox/cloudformation/template/plan';
import { readTemplate } from '../../sandbox/cloudformation/template/sections';
import type { ValueMap } from '../../sandbox/cloudformation/template/template';
import { MANAGED, PROVISION_ROLE, SPEC } from './spec';

/** What `Fn::GetAtt` may ask of each type, from the CloudFormation user guide. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  'AWS::EKS::Cluster': ['Arn', 'Endpoint', 'CertificateAuthorityData', 'ClusterSecurityGroupId'],
  'AWS::EKS::Nodegroup': ['Arn', 'ClusterName', 'NodegroupName'],
  'AWS::EKS::AccessEntry': ['AccessEntryArn'],
  'AWS::EKS::Addon': ['Arn'],
  'AWS::IAM::Role': ['Arn', 'RoleId'],
  'AWS::EC2::LaunchTemplate': ['LaunchTemplateId', 'DefaultVersionNumber', 'LatestVersionNumber'],
};

const PSEUDO = {
  'AWS::Partition': 'aws-cn',
  'AWS::URLSuffix': 'amazonaws.com.cn',
  'AWS::Region': 'cn-north-1',
  'AWS::AccountId': '222222222222',
  'AWS::StackName': 'eks-clusters-demo',
};

/** The stack that CloudFormation would make of a spec, in China: the partition must not be taken for granted. */
function plan(spec: ClusterSpec, changed: Readonly<Record<string, string>> = {}): Plan {
  const template = readTemplate(templateBody('managed'));
  const given = { ...templateParameters(spec, { provisionRoleArn: PROVISION_ROLE }), ...changed };
  const parameters = resolveParameters(template, given, {
    exists: () => true,
    ssmParameter: () => undefined,
  });
  return planStack(template, parameters, PSEUDO, (type) => ATTRIBUTES[type]);
}

/** Properties as CloudFormation's handler gets them, with every resource made. */
function properties(
  logicalId: string,
  spec = SPEC,
  changed: Readonly<Record<string, string>> = {},
): ValueMap {
  return plan(spec, changed).properties(logicalId, {
    ref: (resource) => `the-${resource}`,
    attribute: (resource, name) => `${name} of ${resource}`,
  });
}

const text = (value: unknown) => JSON.stringify(value);

describe('The template of a cluster with managed nodes', () => {
  it('is small enough to be sent in the request itself', () => {
    ok(Buffer.byteLength(templateBody('managed')) <= 51_200);
  });

  it('can be planned by CloudFormation, in the order that makes the cluster answer soonest', () => {
    const { resources } = plan(SPEC);
    const after = Object.fromEntries(
      [...resources].map(([id, resource]) => [id, [...resource.after].sort()]),
    );
    deepStrictEqual(after, {
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

  it('names everything that it makes, the access entry among it, in words', () => {
    const resources = templateResources('managed');
    strictEqual(resources.get(ADMIN_ACCESS), 'AWS::EKS::AccessEntry');
    for (const logicalId of resources.keys()) notStrictEqual(resourceLabel(logicalId), logicalId);
    strictEqual(resourceLabel('Foreign'), 'Foreign');
  });

  it('uses every parameter and every condition that it declares', () => {
    const template = templateOf('managed');
    const rest = text([template.Conditions, template.Resources]);
    for (const parameter of Object.keys(template.Parameters))
      ok(rest.includes(text({ Ref: parameter })) || rest.includes('${' + parameter + '}'), parameter);
    for (const condition of Object.keys(template.Conditions))
      ok(text(template.Resources).includes(`{"Fn::If":["${condition}"`), condition);
  });

  it('takes partition and DNS suffix from CloudFormation', () => {
    match(
      text(properties('AdminAccess')),
      /"arn:aws-cn:eks::aws:cluster-access-policy\/AmazonEKSClusterAdminPolicy"/,
    );
    match(text(properties('NodeRole')), /"ec2\.amazonaws\.com\.cn"/);
    strictEqual(templateBody('managed').includes('arn:aws:'), false);
    const principals = new Set(templateBody('managed').match(/[a-z.]+amazonaws\.com/g));
    deepStrictEqual(principals, new Set(['pods.eks.amazonaws.com']));
  });

  it('makes the provision role cluster-admin by an entry of its own, and nobody by accident', () => {
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
      EndpointPublicAccess: true,
      EndpointPrivateAccess: true,
    });
    strictEqual(Logging, undefined);
  });

  it('asks for standard support only where the version still has it', () => {
    const support = (versionSupport: ClusterSpec['versionSupport']) =>
      properties('Cluster', { ...SPEC, versionSupport }).UpgradePolicy;
    deepStrictEqual(support('standard'), { SupportType: 'STANDARD' });
    deepStrictEqual(support('extended'), { SupportType: 'EXTENDED' });
    deepStrictEqual(support('unknown'), { SupportType: 'EXTENDED' });
  });

  it('sends authenticator and audit logs to CloudWatch on request only', () => {
    deepStrictEqual(properties('Cluster', SPEC, { ControlPlaneLogs: 'security' }).Logging, {
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
    const nodes = properties('NodeGroup', { ...SPEC, compute: { ...MANAGED, nodeCount: 7 } });
    const { MinSize, DesiredSize, MaxSize } = nodes.ScalingConfig as ValueMap;
    deepStrictEqual([MinSize, DesiredSize, MaxSize].map(Number), [1, 7, 7]);
    deepStrictEqual([nodes.AmiType, nodes.InstanceTypes], ['AL2023_x86_64_STANDARD', ['m6i.large']]);
  });

  it('has CloudFormation refuse a name that EKS would refuse minutes later', () => {
    throws(() => plan({ ...SPEC, name: '-demo' }), /ClusterName/);
    throws(() => plan({ ...SPEC, compute: { ...MANAGED, nodeCount: 451 } }), /NodeCount/);
  });

  it('puts out what the original does, and whose cluster it is', () => {
    const outputs = plan(SPEC).outputs({ ref: (id) => id, attribute: (id, name) => `${id}.${name}` });
    deepStrictEqual(Object.fromEntries(outputs.map(({ key, value }) => [key, value])), {
      ClusterArn: 'Cluster.Arn',
      ClusterEndpoint: 'Cluster.Endpoint',
      ClusterCertificate: 'Cluster.CertificateAuthorityData',
      ClusterSecurityGroupId: 'Cluster.ClusterSecurityGroupId',
      NodeInstanceRole: 'NodeRole.Arn',
    });
  });
});
