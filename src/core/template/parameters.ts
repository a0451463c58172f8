import { AMI_TYPES, type ClusterSpec } from '../spec/cluster-spec';
import { MAX_NODES } from '../spec/rules';
import type { Parameter } from './language';

/** What the template leaves open. The constraints let CloudFormation refuse before it creates anything. */
export const MANAGED_PARAMETERS = {
  ClusterName: { Type: 'String', AllowedPattern: '^[0-9A-Za-z][A-Za-z0-9_-]*$', MaxLength: 100 },
  KubernetesVersion: { Type: 'String', AllowedPattern: '^1\\.\\d\\d$' },
  SupportType: {
    Type: 'String',
    AllowedValues: ['STANDARD', 'EXTENDED'],
    Description: 'STANDARD never costs the extended-support price; EKS upgrades the cluster instead.',
  },
  ServiceRoleArn: { Type: 'String', Description: 'Role that the control plane runs under.' },
  AdminPrincipalArn: { Type: 'String', Description: 'Role that becomes cluster-admin.' },
  SubnetIds: { Type: 'List<AWS::EC2::Subnet::Id>' },
  SecurityGroupId: {
    Type: 'AWS::EC2::SecurityGroup::Id',
    Description: "For the control plane's network interfaces.",
  },
  ControlPlaneLogs: {
    Type: 'String',
    AllowedValues: ['none', 'security'],
    Default: 'none',
    Description: 'security: authenticator and audit logs go to CloudWatch, which charges for them.',
  },
  InstanceType: { Type: 'String' },
  AmiType: { Type: 'String', AllowedValues: AMI_TYPES },
  NodeCount: { Type: 'Number', MinValue: 1, MaxValue: MAX_NODES },
  NodeVolumeSize: { Type: 'Number', Default: 20, MinValue: 20, Description: 'GiB.' },
  KeyName: { Type: 'String', Default: '', Description: 'Empty: the nodes have no key pair.' },
} as const satisfies Record<string, Parameter>;

export type ManagedParameter = keyof typeof MANAGED_PARAMETERS;

/** The spec as values of the template's parameters; those with a default that fits are left out. */
export function templateParameters(
  spec: ClusterSpec,
  { provisionRoleArn }: { readonly provisionRoleArn: string },
): Readonly<Record<string, string>> {
  return {
    ClusterName: spec.name,
    KubernetesVersion: spec.kubernetesVersion,
    SupportType: supportType(spec.versionSupport),
    ServiceRoleArn: spec.serviceRoleArn,
    AdminPrincipalArn: provisionRoleArn,
    SubnetIds: spec.subnetIds.join(','),
    SecurityGroupId: spec.securityGroupId,
    InstanceType: spec.compute.instanceType,
    AmiType: spec.compute.amiType,
    NodeCount: String(spec.compute.nodeCount),
    ...(spec.keyPair === undefined ? {} : { KeyName: spec.keyPair }),
  } satisfies Partial<Record<ManagedParameter, string>>;
}

/** EKS refuses STANDARD for a version that has left standard support, and takes EXTENDED for every version. */
function supportType(support: ClusterSpec['versionSupport']): 'STANDARD' | 'EXTENDED' {
  switch (support) {
    case 'standard':
      return 'STANDARD';
    case 'extended':
    case 'unknown':
      return 'EXTENDED';
  }
}
