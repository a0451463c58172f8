import { AMI_TYPES, CAPACITY_TYPES, SUPPORT_TYPES } from '../cluster-form/cluster-spec';
import { MAX_NODES } from '../cluster-form/node-rules';
import type { Parameter } from './language';

// What the templates leave open. The constraints let CloudFormation refuse before it creates anything.

export const CLUSTER_PARAMETERS = {
  ClusterName: { Type: 'String', AllowedPattern: '^[0-9A-Za-z][A-Za-z0-9_-]*$', MaxLength: 100 },
  KubernetesVersion: { Type: 'String', AllowedPattern: '^1\\.\\d\\d$' },
  SupportType: {
    Type: 'String',
    AllowedValues: SUPPORT_TYPES,
    Description: 'STANDARD never costs the extended-support price; EKS upgrades the cluster instead.',
  },
  ServiceRoleArn: { Type: 'String', Description: 'Role that the control plane runs under.' },
  AdminPrincipalArn: { Type: 'String', Description: 'Role that becomes cluster-admin.' },
  SubnetIds: { Type: 'List<AWS::EC2::Subnet::Id>' },
  SecurityGroupId: {
    Type: 'AWS::EC2::SecurityGroup::Id',
    Description: "For the control plane's network interfaces.",
  },
  EndpointPublicAccess: { Type: 'String', AllowedValues: ['true', 'false'], Default: 'true' },
  EndpointPrivateAccess: {
    Type: 'String',
    AllowedValues: ['true', 'false'],
    Default: 'true',
    Description: 'Without it nodes in private subnets reach the API only through a NAT gateway.',
  },
  PublicAccessCidrs: {
    Type: 'CommaDelimitedList',
    Default: '0.0.0.0/0',
    Description: 'The CIDR blocks from which the public endpoint can be reached.',
  },
  KmsKeyArn: {
    Type: 'String',
    Default: '',
    Description: 'Key for the secrets of the cluster. Empty: a key of EKS.',
  },
  ServiceIpv4Cidr: {
    Type: 'String',
    Default: '',
    AllowedPattern: '^((\\d{1,3}\\.){3}\\d{1,3}/(1[2-9]|2[0-4]))?$',
    Description: 'Private addresses for services, outside the VPC. Empty: EKS chooses.',
  },
  PermissionsBoundary: {
    Type: 'String',
    Default: '',
    Description: 'ARN of the policy that bounds the roles of the stack. Empty: none.',
  },
  RolePath: { Type: 'String', Default: '', Description: 'Path of the roles of the stack. Empty: /.' },
  DeletionProtection: { Type: 'String', AllowedValues: ['true', 'false'], Default: 'false' },
} as const satisfies Record<string, Parameter>;

/** For nodes whose number and type somebody chose. */
export const NODE_PARAMETERS = {
  InstanceType: { Type: 'String' },
  NodeCount: { Type: 'Number', MinValue: 1, MaxValue: MAX_NODES },
  NodeMinimum: { Type: 'Number', Default: 1, MinValue: 0, MaxValue: MAX_NODES },
  NodeMaximum: { Type: 'Number', MinValue: 1, MaxValue: MAX_NODES },
  NodeVolumeSize: { Type: 'Number', Default: 20, MinValue: 20, Description: 'GiB.' },
  KeyName: { Type: 'String', Default: '', Description: 'Empty: the nodes have no key pair.' },
} as const satisfies Record<string, Parameter>;

export const MANAGED_PARAMETERS = {
  ...NODE_PARAMETERS,
  AmiType: { Type: 'String', AllowedValues: AMI_TYPES },
  CapacityType: { Type: 'String', AllowedValues: CAPACITY_TYPES, Default: 'ON_DEMAND' },
} as const satisfies Record<string, Parameter>;

export const SELF_MANAGED_PARAMETERS = {
  ...NODE_PARAMETERS,
  NodeImage: {
    Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>',
    Description: 'Public parameter of SSM that holds the newest image.',
  },
  // EKS may not choose here: such nodes must be told.
  ServiceIpv4Cidr: {
    Type: 'String',
    AllowedPattern: '^(\\d{1,3}\\.){3}\\d{1,3}/(1[2-9]|2[0-4])$',
    Description: 'Private addresses for services, outside the VPC.',
  },
} as const satisfies Record<string, Parameter>;

/** For nodes of Bottlerocket that EKS does not manage. */
export const BOTTLEROCKET_PARAMETERS = {
  ClusterDnsIp: {
    Type: 'String',
    AllowedPattern: '^(\\d{1,3}\\.){3}10$',
    Description: 'Address of the DNS service: the tenth of the service addresses.',
  },
} as const satisfies Record<string, Parameter>;
