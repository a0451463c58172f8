import { flag, structure, structures, tagList, text, texts } from '../../input';
import { clusterArn, createCluster, deleteCluster, findCluster, type NewCluster } from '../../eks/clusters';
import type { Cluster } from '../../eks/state';
import { oidcIssuer } from '../../eks/views';
import { DEFAULT_VERSION } from '../../eks/versions';
import type { PermissionFacts } from '../permission-targets';
import type { ResourceHandler, ResourceRequest } from './handler';
import { serviceLinkedRoleArn } from './service-linked-role';

/** AWS::EKS::Cluster */
export const clusterHandler: ResourceHandler = {
  service: 'Eks',
  schema: {
    required: ['ResourcesVpcConfig', 'RoleArn'],
    properties: [
      'AccessConfig',
      'BootstrapSelfManagedAddons',
      'ComputeConfig',
      'ControlPlaneScalingConfig',
      'DeletionProtection',
      'EncryptionConfig',
      'Force',
      'KubernetesNetworkConfig',
      'Logging',
      'Name',
      'OutpostConfig',
      'RemoteNetworkConfig',
      'ResourcesVpcConfig',
      'RoleArn',
      'RollbackConfig',
      'StorageConfig',
      'Tags',
      'UpgradePolicy',
      'Version',
      'ZonalShiftConfig',
    ],
    attributes: [
      'Arn',
      'CertificateAuthorityData',
      'ClusterSecurityGroupId',
      'EncryptionConfigKeyArn',
      'Endpoint',
      'Id',
      'KubernetesNetworkConfig.ServiceIpv6Cidr',
      'OpenIdConnectIssuerUrl',
    ],
    createOnly: [
      'AccessConfig/BootstrapClusterCreatorAdminPermissions',
      'BootstrapSelfManagedAddons',
      'EncryptionConfig',
      'KubernetesNetworkConfig/IpFamily',
      'KubernetesNetworkConfig/ServiceIpv4Cidr',
      'Name',
      'OutpostConfig',
      'RoleArn',
    ],
  },

  permissionFacts,

  async create(request, initiated) {
    const cluster = createCluster(request.aws, request.accountRegion, newCluster(request));
    initiated(cluster.name);
    await cluster.settled;
    return { attributes: clusterAttributes(cluster) };
  },

  async delete({ aws, accountRegion }, physicalId) {
    const cluster = findCluster(aws, accountRegion, physicalId);
    if (!cluster) return;
    // A creation that was given up still continues in EKS, and until it ends EKS refuses to delete.
    await cluster.settled;
    if (cluster.controlPlane.status === 'ACTIVE') deleteCluster(aws, cluster);
    await cluster.settled;
  },
};

function newCluster({ properties, generatedName, stackTags }: ResourceRequest): NewCluster {
  const vpc = structure(properties, 'ResourcesVpcConfig');
  const logging = structure(structure(properties, 'Logging'), 'ClusterLogging');
  const publicAccessCidrs = texts(vpc, 'PublicAccessCidrs');
  return {
    name: clusterName({ properties, generatedName }),
    version: text(properties, 'Version') ?? DEFAULT_VERSION,
    roleArn: text(properties, 'RoleArn') ?? '',
    subnetIds: texts(vpc, 'SubnetIds'),
    securityGroupIds: texts(vpc, 'SecurityGroupIds'),
    endpointPublicAccess: flag(vpc, 'EndpointPublicAccess') ?? true,
    endpointPrivateAccess: flag(vpc, 'EndpointPrivateAccess') ?? false,
    publicAccessCidrs: publicAccessCidrs.length > 0 ? publicAccessCidrs : ['0.0.0.0/0'],
    serviceIpv4Cidr: text(structure(properties, 'KubernetesNetworkConfig'), 'ServiceIpv4Cidr'),
    authenticationMode: text(structure(properties, 'AccessConfig'), 'AuthenticationMode') ?? 'CONFIG_MAP',
    supportType: text(structure(properties, 'UpgradePolicy'), 'SupportType') ?? 'EXTENDED',
    logging: structures(logging, 'EnabledTypes').map((type) => text(type, 'Type') ?? ''),
    tags: { ...tagList(properties, 'Tags'), ...stackTags },
    keyArn: keyArnOf(properties),
    deletionProtection: flag(properties, 'DeletionProtection') ?? false,
    autoMode: autoModeRequest(properties),
  };
}

function autoModeRequest(properties: ResourceRequest['properties']): NewCluster['autoMode'] {
  const network = structure(properties, 'KubernetesNetworkConfig');
  const compute = structure(properties, 'ComputeConfig');
  return {
    compute: isAutoMode(properties),
    loadBalancing: flag(structure(network, 'ElasticLoadBalancing'), 'Enabled') ?? false,
    blockStorage: flag(structure(structure(properties, 'StorageConfig'), 'BlockStorage'), 'Enabled') ?? false,
    bootstrapSelfManagedAddons: flag(properties, 'BootstrapSelfManagedAddons') ?? true,
    nodePools: texts(compute, 'NodePools'),
    nodeRoleArn: text(compute, 'NodeRoleArn'),
  };
}

function permissionFacts({ properties, generatedName, accountRegion }: ResourceRequest): PermissionFacts {
  const keyArn = keyArnOf(properties);
  const nodeRole = text(structure(properties, 'ComputeConfig'), 'NodeRoleArn');
  const name = clusterName({ properties, generatedName });
  const bootstrap =
    flag(structure(properties, 'AccessConfig'), 'BootstrapClusterCreatorAdminPermissions') ?? true;
  return {
    arn: clusterArn(accountRegion, name),
    // Unverified: EKS's own service-linked role is held to names like this.
    instanceProfileArn: `arn:${accountRegion.partition}:iam::${accountRegion.accountId}:instance-profile/eks-${accountRegion.region}-${name}-0`,
    passedRoles: [text(properties, 'RoleArn'), nodeRole]
      .filter((arn) => arn !== undefined)
      .map((arn) => ({ arn, service: 'eks.amazonaws.com' })),
    serviceLinkedRoles: [
      serviceLinkedRoleArn(accountRegion, 'eks.amazonaws.com', 'AWSServiceRoleForAmazonEKS'),
    ],
    ...(keyArn !== undefined && { keyArn }),
    features: [
      ...(isAutoMode(properties) ? (['auto mode'] as const) : []),
      ...(bootstrap ? (['creator admin'] as const) : []),
      ...(keyArn === undefined ? [] : (['customer-managed key'] as const)),
    ],
  };
}

function keyArnOf(properties: ResourceRequest['properties']): string | undefined {
  const [config] = structures(properties, 'EncryptionConfig');
  return config && text(structure(config, 'Provider'), 'KeyArn');
}

function clusterAttributes(cluster: Cluster): Record<string, string> {
  const attributes = {
    Id: cluster.id,
    Arn: cluster.arn,
    ClusterSecurityGroupId: cluster.securityGroupId,
    OpenIdConnectIssuerUrl: oidcIssuer(cluster),
  };
  if (cluster.controlPlane.status === 'CREATING') return attributes;
  const { endpoint, caData } = cluster.controlPlane.api;
  return { ...attributes, Endpoint: endpoint, CertificateAuthorityData: caData };
}

function clusterName({
  properties,
  generatedName,
}: Pick<ResourceRequest, 'properties' | 'generatedName'>): string {
  return text(properties, 'Name') ?? generatedName;
}

function isAutoMode(properties: ResourceRequest['properties']): boolean {
  return flag(structure(properties, 'ComputeConfig'), 'Enabled') === true;
}
