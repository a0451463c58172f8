import { createAddon, deleteAddon, type NewAddon } from '../../eks/addons';
import { clusterArn, findCluster, requireCluster } from '../../eks/clusters';
import { structures, tagList, text } from '../../input';
import type { ResourceHandler, ResourceRequest } from './handler';
import { refuseIssues } from './refuse-issues';

/** AWS::EKS::Addon */
export const addonHandler: ResourceHandler = {
  service: 'Eks',
  schema: {
    required: ['AddonName', 'ClusterName'],
    properties: [
      'AddonName',
      'AddonVersion',
      'ClusterName',
      'ConfigurationValues',
      'NamespaceConfig',
      'PodIdentityAssociations',
      'PreserveOnDelete',
      'ResolveConflicts',
      'ServiceAccountRoleArn',
      'Tags',
    ],
    attributes: ['Arn'],
  },

  permissionFacts(request) {
    const { properties, accountRegion } = request;
    const { partition, region, accountId } = accountRegion;
    const cluster = text(properties, 'ClusterName') ?? '';
    const roles = podIdentities(request).map(({ roleArn }) => roleArn);
    const own = `arn:${partition}:eks:${region}:${accountId}`;
    return {
      arn: `${own}:addon/${cluster}/${text(properties, 'AddonName') ?? ''}/*`,
      clusterArn: clusterArn(accountRegion, cluster),
      podIdentityArn: `${own}:podidentityassociation/${cluster}/*`,
      passedRoles: roles.map((arn) => ({ arn, service: 'pods.eks.amazonaws.com' })),
      features: roles.length > 0 ? ['pod identity'] : [],
    };
  },

  async create(request, initiated) {
    const { aws, accountRegion, properties, stackTags } = request;
    const cluster = requireCluster(aws, accountRegion, text(properties, 'ClusterName') ?? '');
    const addon = createAddon(aws, cluster, {
      name: text(properties, 'AddonName') ?? '',
      version: text(properties, 'AddonVersion'),
      podIdentities: podIdentities(request),
      tags: { ...tagList(properties, 'Tags'), ...stackTags },
    });
    initiated(`${cluster.name}|${addon.name}`);
    await addon.settled;
    refuseIssues(addon.issues);
    return { attributes: { Arn: addon.arn } };
  },

  async delete({ aws, accountRegion }, physicalId) {
    const [clusterName = '', name = ''] = physicalId.split('|');
    const cluster = findCluster(aws, accountRegion, clusterName);
    const addon = cluster?.addons.get(name);
    if (!cluster || !addon) return;
    await addon.settled;
    if (addon.status !== 'DELETING') deleteAddon(aws, cluster, addon);
    await addon.settled;
  },
};

function podIdentities({ properties }: ResourceRequest): NewAddon['podIdentities'] {
  return structures(properties, 'PodIdentityAssociations').map((association) => ({
    serviceAccount: text(association, 'ServiceAccount') ?? '',
    roleArn: text(association, 'RoleArn') ?? '',
  }));
}
