import { pause } from '../../clock';
import { duration } from '../../durations';
import { accessEntryArn, createAccessEntry, deleteAccessEntry } from '../../eks/access-entries';
import { clusterArn, findCluster, requireCluster } from '../../eks/clusters';
import { structure, structures, tagList, text, texts } from '../../members';
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

  permissionFacts({ properties, place }) {
    const clusterName = text(properties, 'ClusterName') ?? '';
    const principalArn = text(properties, 'PrincipalArn') ?? '';
    return {
      arn: accessEntryArn(place, { clusterName, principalArn, id: '*' }),
      clusterArn: clusterArn(place, clusterName),
    };
  },

  async create(request, initiated) {
    const { world, place, properties, stackTags } = request;
    const cluster = requireCluster(world, place, text(properties, 'ClusterName') ?? '');
    const entry = createAccessEntry(world, cluster, {
      principalArn: text(properties, 'PrincipalArn') ?? '',
      type: text(properties, 'Type') ?? 'STANDARD',
      username: text(properties, 'Username'),
      groups: texts(properties, 'KubernetesGroups'),
      policies: accessPolicies(request),
      tags: { ...tagList(properties, 'Tags'), ...stackTags },
    });
    initiated(`${entry.principalArn}|${cluster.name}`);
    await pause(world.clock, duration('create access entry', entry.principalArn));
    return { attributes: { AccessEntryArn: entry.arn } };
  },

  async delete({ world, place }, physicalId) {
    const [principalArn = '', clusterName = ''] = physicalId.split('|');
    const cluster = findCluster(world, place, clusterName);
    if (!cluster?.accessEntries.has(principalArn)) return;
    deleteAccessEntry(cluster, principalArn);
    await pause(world.clock, duration('delete access entry', principalArn));
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
