import { left, set, type Default } from './default';
import type { Resource } from './language';
import { NODE_DEFAULTS } from './node-defaults';

/**
 * Every default that a resource of ours meets: a property that templates leave out is what account, region, VPC, subnet,
 * image or service make of it, and those differ from company to company. A test compares the table with the templates
 * and with the properties that CloudFormation knows. Tags come from the stack.
 */
export const DEFAULTS: Readonly<Partial<Record<Resource['Type'], readonly Default[]>>> = {
  ...NODE_DEFAULTS,

  'AWS::EKS::Cluster': [
    set('AccessConfig/AuthenticationMode', 'by default the old ConfigMap aws-auth alone'),
    set('AccessConfig/BootstrapClusterCreatorAdminPermissions', 'its entry would clash with ours'),
    set('UpgradePolicy/SupportType', 'by default extended support, at six times the price'),
    set('DeletionProtection', 'what the user chose'),
    set('ResourcesVpcConfig/EndpointPublicAccess', 'what the user chose'),
    set('ResourcesVpcConfig/EndpointPrivateAccess', 'by default off, and nodes in private subnets need it'),
    set('ResourcesVpcConfig/PublicAccessCidrs', 'what the user chose'),
    set('ResourcesVpcConfig/SecurityGroupIds', 'by default none but the cluster’s own'),
    ...left(
      'service',
      'AWS’s own network, which needs no route of ours',
      'ResourcesVpcConfig/ControlPlaneEgressMode',
    ),
    ...left(
      'service',
      'IPv4; it cannot be changed later, so a template that begins to say it would replace clusters',
      'KubernetesNetworkConfig/IpFamily',
      'KubernetesNetworkConfig/ServiceIpv6Cidr',
    ),
    ...left('service', 'the standard tier: others cost by the hour', 'ControlPlaneScalingConfig'),
    ...left('service', 'off: autoshift is for who keeps capacity in each zone', 'ZonalShiftConfig'),
    ...left(
      'service',
      'clusters of ours are in the region, not on premises',
      'OutpostConfig',
      'RemoteNetworkConfig',
    ),
    ...left('service', 'they are about upgrades, which we do not do', 'Force', 'RollbackConfig'),
  ],

  'AWS::EKS::AccessEntry': [
    set('Type', 'by default STANDARD, with which no node joins'),
    ...left('service', 'EKS makes it up of the role and its session', 'Username'),
    ...left('service', 'access comes from policies of EKS', 'KubernetesGroups'),
  ],

  'AWS::EKS::Addon': [
    set('ResolveConflicts', 'by default a conflict with what EKS itself installs is a failure'),
    ...left('service', 'EKS’s default for the cluster’s version', 'AddonVersion', 'ConfigurationValues'),
    ...left('service', 'Pod Identity in place of a role for the service account', 'ServiceAccountRoleArn'),
    ...left('service', 'what the add-on installs goes with it', 'PreserveOnDelete'),
    ...left('service', 'each has a namespace of its own', 'NamespaceConfig'),
  ],

  'AWS::IAM::Role': [
    set('AssumeRolePolicyDocument', 'one service and no other'),
    set('ManagedPolicyArns', 'AWS’s own policies and no others'),
    ...left('service', 'one hour, which services renew by themselves', 'MaxSessionDuration'),
    ...left('service', 'AWS’s own policies are enough', 'Policies'),
    ...left('service', 'the stack says what it is for', 'Description'),
    set('PermissionsBoundary', 'companies refuse roles without theirs'),
    set('Path', 'companies refuse roles elsewhere'),
    ...left('service', 'CloudFormation makes up a name', 'RoleName'),
  ],

  'AWS::IAM::InstanceProfile': [
    set('Path', 'that of the roles'),
    ...left('service', 'CloudFormation makes up a name', 'InstanceProfileName'),
  ],
};
