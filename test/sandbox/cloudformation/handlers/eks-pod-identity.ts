import { pause } from '../../clock';
import { duration } from '../../durations';
import { clusterArn, findCluster, requireCluster } from '../../eks/clusters';
import { createPodIdentity, deletePodIdentity } from '../../eks/pod-identities';
import { tagList, text } from '../../input';
import type { ResourceHandler } from './handler';

/** AWS::EKS::PodIdentityAssociation */
export const podIdentityHandler: ResourceHandler = {
  service: 'Eks',
  schema: {
    required: ['ClusterName', 'Namespace', 'RoleArn', 'ServiceAccount'],
    properties: [
      'ClusterName',
      'DisableSessionTags',
      'Namespace',
      'Policy',
      'RoleArn',
      'ServiceAccount',
      'Tags',
      'TargetRoleArn',
    ],
    attributes: ['AssociationArn', 'AssociationId', 'ExternalId'],
  },

  permissionFacts({ properties, accountRegion }) {
    const { partition, region, accountId } = accountRegion;
    const cluster = text(properties, 'ClusterName') ?? '';
    return {
      arn: `arn:${partition}:eks:${region}:${accountId}:podidentityassociation/${cluster}/*`,
      clusterArn: clusterArn(accountRegion, cluster),
      passedRoles: [{ arn: text(properties, 'RoleArn') ?? '', service: 'pods.eks.amazonaws.com' }],
    };
  },

  async create({ aws, accountRegion, properties, stackTags }, initiated) {
    const cluster = requireCluster(aws, accountRegion, text(properties, 'ClusterName') ?? '');
    const association = createPodIdentity(aws, cluster, {
      namespace: text(properties, 'Namespace') ?? '',
      serviceAccount: text(properties, 'ServiceAccount') ?? '',
      roleArn: text(properties, 'RoleArn') ?? '',
      tags: { ...tagList(properties, 'Tags'), ...stackTags },
    });
    initiated(association.arn);
    await pause(aws.clock, duration('create pod identity association', association.serviceAccount));
    return { attributes: { AssociationArn: association.arn, AssociationId: association.id, ExternalId: '' } };
  },

  async delete({ aws, accountRegion }, physicalId) {
    const [, clusterName = '', id = ''] = physicalId.split('/');
    const cluster = findCluster(aws, accountRegion, clusterName);
    const association = cluster?.podIdentities.get(id);
    if (!cluster || !association) return;
    deletePodIdentity(cluster, id);
    await pause(aws.clock, duration('delete pod identity association', association.serviceAccount));
  },
};
