import { pause } from '../../clock';
import { duration } from '../../durations';
import { accessEntryArn, createAccessEntry, deleteAccessEntry } from '../../eks/access-entries';
import { clusterArn, findCluster, requireCluster } from '../../eks/clusters';
import { structure, structures, tagList, text, texts } from '../../input';
import type { ResourceHandler, ResourceRequest } from './handler';

/** AWS::EKS::AccessEntry */
export const accessEntryHandler: ResourceHandler = {
  service: 'Eks',
  schema: {
    required: ['ClusterName', 'PrincipalArn'],
    properties: [
      'AccessPolicies',
      'ClusterName',
      'KubernetesGroups',
      'PrincipalArn',
      'Tags',
      'Type',
      'Username',
    ],
    attributes: ['AccessEntryArn'],
  },

  permissionFacts({ properties, accountRegion }) {
    const clusterName = text(properties, 'ClusterName') ?? '';
    const principalArn = text(properties, 'PrincipalArn') ?? '';
    return {
      arn: accessEntryArn(accountRegion, { clusterName, principalArn, id: '*' }),
      clusterArn: clusterArn(accountRegion, clusterName),
    };
  },

  async create(request, initiated) {
    const { aws, accountRegion, properties, stackTags } = request;
    const cluster = requireCluster(aws, accountRegion, text(properties, 'ClusterName') ?? '');
    const entry = createAccessEntry(aws, cluster, {
      principalArn: text(properties, 'PrincipalArn') ?? '',
      type: text(properties, 'Type') ?? 'STANDARD',
      username: text(properties, 'Username'),
      groups: texts(properties, 'KubernetesGroups'),
      policies: accessPolicies(request),
      tags: { ...tagList(properties, 'Tags'), ...stackTags },
    });
    initiated(`${entry.principalArn}|${cluster.name}`);
    await pause(aws.clock, duration('create access entry', entry.principalArn));
    return { attributes: { AccessEntryArn: entry.arn } };
  },

  async delete({ aws, accountRegion }, physicalId) {
    const [principalArn = '', clusterName = ''] = physicalId.split('|');
    const cluster = findCluster(aws, accountRegion, clusterName);
    if (!cluster?.accessEntries.has(principalArn)) return;
    deleteAccessEntry(cluster, principalArn);
    await pause(aws.clock, duration('delete access entry', principalArn));
  },
};

function accessPolicies({
  properties,
}: ResourceRequest): Parameters<typeof createAccessEntry>[2]['policies'] {
  return structures(properties, 'AccessPolicies').map((policy) => {
    const scope = structure(policy, 'AccessScope');
    return {
      policyArn: text(policy, 'PolicyArn') ?? '',
      scope: { type: text(scope, 'Type') ?? 'cluster', namespaces: texts(scope, 'Namespaces') },
    };
  });
}
