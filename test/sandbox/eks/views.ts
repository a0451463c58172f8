import type { AccessEntry, Addon, Cluster, Nodegroup, PodIdentityAssociation } from './state';
import { dnsSuffix } from '../partitions';
import { platformVersion } from './versions';

/** A cluster as DescribeCluster shows it: endpoint and certificate come with ACTIVE. */
export function clusterView(cluster: Cluster): object {
  const { controlPlane } = cluster;
  return {
    name: cluster.name,
    arn: cluster.arn,
    createdAt: cluster.createdAt,
    version: cluster.version,
    roleArn: cluster.roleArn,
    resourcesVpcConfig: {
      subnetIds: cluster.subnetIds,
      securityGroupIds: cluster.securityGroupIds,
      vpcId: cluster.vpcId,
      endpointPublicAccess: cluster.endpointPublicAccess,
      endpointPrivateAccess: cluster.endpointPrivateAccess,
      publicAccessCidrs: cluster.publicAccessCidrs,
      controlPlaneEgressMode: 'AWS_MANAGED',
      ...(controlPlane.status !== 'CREATING' && { clusterSecurityGroupId: cluster.securityGroupId }),
    },
    kubernetesNetworkConfig: {
      serviceIpv4Cidr: cluster.serviceIpv4Cidr,
      ipFamily: 'ipv4',
      elasticLoadBalancing: { enabled: cluster.autoMode !== undefined },
    },
    computeConfig: { enabled: cluster.autoMode !== undefined, ...cluster.autoMode },
    storageConfig: { blockStorage: { enabled: cluster.autoMode !== undefined } },
    logging: {
      clusterLogging: [
        { types: cluster.logging, enabled: true },
        { types: LOG_TYPES.filter((type) => !cluster.logging.includes(type)), enabled: false },
      ].filter(({ types }) => types.length > 0),
    },
    status: controlPlane.status,
    ...(controlPlane.status !== 'CREATING' && {
      endpoint: controlPlane.api.endpoint,
      certificateAuthority: { data: controlPlane.api.caData },
      identity: { oidc: { issuer: oidcIssuer(cluster) } },
    }),
    platformVersion: platformVersion(cluster.version),
    tags: cluster.tags,
    health: { issues: cluster.issues },
    accessConfig: { authenticationMode: cluster.authenticationMode },
    upgradePolicy: { supportType: cluster.supportType },
    zonalShiftConfig: { enabled: false },
    controlPlaneScalingConfig: { tier: 'standard' },
    ...(cluster.keyArn !== undefined && {
      encryptionConfig: [{ resources: ['secrets'], provider: { keyArn: cluster.keyArn } }],
    }),
    deletionProtection: cluster.deletionProtection,
  };
}

const LOG_TYPES = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

/** The OpenID Connect issuer of a cluster's service accounts. */
export function oidcIssuer({ id, accountRegion }: Cluster): string {
  return `https://oidc.eks.${accountRegion.region}.${dnsSuffix(accountRegion.partition)}/id/${id}`;
}

/** A node group as DescribeNodegroup shows it. */
export function nodegroupView(cluster: Cluster, nodegroup: Nodegroup): object {
  return {
    nodegroupName: nodegroup.name,
    nodegroupArn: nodegroup.arn,
    clusterName: cluster.name,
    version: nodegroup.version,
    createdAt: nodegroup.createdAt,
    status: nodegroup.status,
    capacityType: nodegroup.capacityType,
    scalingConfig: nodegroup.scaling,
    instanceTypes: nodegroup.instanceTypes,
    subnets: nodegroup.subnetIds,
    amiType: nodegroup.amiType,
    ...(nodegroup.diskSize !== undefined && { diskSize: nodegroup.diskSize }),
    labels: nodegroup.labels,
    taints: nodegroup.taints,
    nodeRole: nodegroup.nodeRole,
    ...(nodegroup.launchTemplate && { launchTemplate: nodegroup.launchTemplate }),
    resources: { autoScalingGroups: [{ name: `eks-${nodegroup.name}` }] },
    health: { issues: nodegroup.issues },
    tags: nodegroup.tags,
  };
}

/** An add-on as DescribeAddon shows it. */
export function addonView(cluster: Cluster, addon: Addon): object {
  return {
    addonName: addon.name,
    addonArn: addon.arn,
    clusterName: cluster.name,
    addonVersion: addon.version,
    status: addon.status,
    createdAt: addon.createdAt,
    podIdentityAssociations: addon.podIdentityAssociationArns,
    health: { issues: addon.issues },
    tags: addon.tags,
  };
}

/** An access entry as DescribeAccessEntry shows it; its policies are listed apart. */
export function accessEntryView(cluster: Cluster, entry: AccessEntry): object {
  return {
    clusterName: cluster.name,
    principalArn: entry.principalArn,
    accessEntryArn: entry.arn,
    kubernetesGroups: entry.groups,
    username: entry.username,
    type: entry.type,
    createdAt: entry.createdAt,
    tags: entry.tags,
  };
}

/** A pod identity association as DescribePodIdentityAssociation shows it. */
export function podIdentityView(cluster: Cluster, association: PodIdentityAssociation): object {
  return {
    clusterName: cluster.name,
    associationArn: association.arn,
    associationId: association.id,
    namespace: association.namespace,
    serviceAccount: association.serviceAccount,
    roleArn: association.roleArn,
    createdAt: association.createdAt,
    tags: association.tags,
  };
}
