import type { Field } from '../../cluster-form/draft';

/** Where in the form the values of our templates come from. */
const FIELDS: Readonly<Record</* parameter or property */ string, Field>> = {
  ClusterName: 'name',
  Name: 'name',
  KubernetesVersion: 'kubernetesVersion',
  Version: 'kubernetesVersion',
  ServiceRoleArn: 'serviceRoleArn',
  RoleArn: 'serviceRoleArn',
  SubnetIds: 'subnetIds',
  Subnets: 'subnetIds',
  VPCZoneIdentifier: 'subnetIds',
  SecurityGroupId: 'securityGroupId',
  SecurityGroupIds: 'securityGroupId',
  PublicAccessCidrs: 'publicCidrs',
  ServiceIpv4Cidr: 'serviceIpv4Cidr',
  KmsKeyArn: 'kmsKeyArn',
  EncryptionConfig: 'kmsKeyArn',
  InstanceType: 'instanceType',
  InstanceTypes: 'instanceType',
  AmiType: 'system',
  NodeImage: 'system',
  ClusterDnsIp: 'serviceIpv4Cidr',
  NodeCount: 'nodeCount',
  ScalingConfig: 'nodeCount',
  DesiredSize: 'nodeCount',
  MinSize: 'minNodes',
  NodeMinimum: 'minNodes',
  MaxSize: 'maxNodes',
  NodeMaximum: 'maxNodes',
  NodeVolumeSize: 'volumeSize',
  Labels: 'labels',
  Taints: 'taints',
  KeyName: 'keyPair',
  PrincipalArn: 'administrators',
  Tags: 'tags',
  PermissionsBoundary: 'permissionsBoundary',
  RolePath: 'rolePath',
  Path: 'rolePath',
};

/** Where to correct a value. @param path names of properties, of which the innermost that the form knows counts */
export function fieldOf(path: string): Field | undefined {
  const property = path.split('/').findLast((name) => Object.hasOwn(FIELDS, name));
  return property === undefined ? undefined : FIELDS[property];
}
