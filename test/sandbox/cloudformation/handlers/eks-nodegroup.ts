import { isDeepStrictEqual } from 'node:util';
import { number, structure, structures, text, texts } from '../../input';
import { scaleNodegroup } from '../../eks/node-scaling';
import { clusterArn, findCluster, requireCluster } from '../../eks/clusters';
import { createNodegroup, deleteNodegroup, requireNodegroup, type NewNodegroup } from '../../eks/nodegroups';
import { ServiceError } from '../../service';
import type { ResourceHandler, ResourceRequest } from './handler';
import { refuseIssues } from './refuse-issues';
import { serviceLinkedRoleArn } from './service-linked-role';

/** EKS's own default. */
const DEFAULT_INSTANCE_TYPE = 't3.medium';

/** AWS::EKS::Nodegroup */
export const nodegroupHandler: ResourceHandler = {
  service: 'Eks',
  schema: {
    required: ['ClusterName', 'NodeRole', 'Subnets'],
    properties: [
      'AmiType',
      'CapacityType',
      'ClusterName',
      'DiskSize',
      'ForceUpdateEnabled',
      'InstanceTypes',
      'Labels',
      'LaunchTemplate',
      'NodegroupName',
      'NodeRepairConfig',
      'NodeRole',
      'ReleaseVersion',
      'RemoteAccess',
      'ScalingConfig',
      'Subnets',
      'Tags',
      'Taints',
      'UpdateConfig',
      'Version',
      'WarmPoolConfig',
    ],
    attributes: ['Arn', 'Id'],
    createOnly: [
      'AmiType',
      'CapacityType',
      'ClusterName',
      'DiskSize',
      'InstanceTypes',
      'NodegroupName',
      'NodeRole',
      'RemoteAccess',
      'Subnets',
    ],
  },

  permissionFacts({ properties, accountRegion, generatedName }) {
    const { partition, region, accountId } = accountRegion;
    const cluster = text(properties, 'ClusterName') ?? '';
    const name = nodegroupName({ properties, generatedName });
    return {
      arn: `arn:${partition}:eks:${region}:${accountId}:nodegroup/${cluster}/${name}/*`,
      clusterArn: clusterArn(accountRegion, cluster),
      launchesIn: accountRegion,
      passedRoles: [{ arn: text(properties, 'NodeRole') ?? '', service: 'eks.amazonaws.com' }],
      serviceLinkedRoles: [
        serviceLinkedRoleArn(
          accountRegion,
          'eks-nodegroup.amazonaws.com',
          'AWSServiceRoleForAmazonEKSNodegroup',
        ),
        // Unverified: that it takes the caller's permission, as it does where EC2 itself is asked for Spot Instances.
        ...(text(properties, 'CapacityType') === 'SPOT'
          ? [serviceLinkedRoleArn(accountRegion, 'spot.amazonaws.com', 'AWSServiceRoleForEC2Spot')]
          : []),
      ],
    };
  },

  async create(request, initiated) {
    const { aws, accountRegion, properties } = request;
    const cluster = requireCluster(aws, accountRegion, text(properties, 'ClusterName') ?? '');
    const nodegroup = createNodegroup(aws, cluster, newNodegroup(request, cluster.version));
    initiated(`${cluster.name}/${nodegroup.name}`);
    await nodegroup.settled;
    refuseIssues(nodegroup.issues);
    return {
      attributes: {
        Arn: nodegroup.arn,
        Id: `${cluster.name}/${nodegroup.name}`,
      },
    };
  },

  /** Its size is all that changes here. */
  async update({ aws, accountRegion, properties }, { physicalId, previous }) {
    const changed = Object.keys({ ...previous, ...properties }).find(
      (key) => key !== 'ScalingConfig' && !isDeepStrictEqual(properties[key], previous[key]),
    );
    if (changed !== undefined) {
      throw new ServiceError(
        'NotImplemented',
        `The simulated account cannot change ${changed} of nodes.`,
        501,
      );
    }
    const [clusterName = '', name = ''] = physicalId.split('/');
    const cluster = requireCluster(aws, accountRegion, clusterName);
    const nodegroup = requireNodegroup(cluster, name);
    await scaleNodegroup(aws, cluster, { nodegroup, scaling: scalingOf(properties) });
    return {};
  },

  async delete({ aws, accountRegion }, physicalId) {
    const [clusterName = '', name = ''] = physicalId.split('/');
    const cluster = findCluster(aws, accountRegion, clusterName);
    const nodegroup = cluster?.nodegroups.get(name);
    if (!cluster || !nodegroup) return;
    await nodegroup.settled;
    if (nodegroup.status !== 'DELETING') deleteNodegroup(aws, cluster, nodegroup);
    await nodegroup.settled;
    if (nodegroup.status === 'DELETE_FAILED') refuseIssues(nodegroup.issues);
  },
};

/** Names that CloudFormation gives are cut in front to what EKS takes. */
function nodegroupName({
  properties,
  generatedName,
}: Pick<ResourceRequest, 'properties' | 'generatedName'>): string {
  return text(properties, 'NodegroupName') ?? generatedName.slice(-63).replace(/^[^0-9A-Za-z]+/, '');
}

function newNodegroup(request: ResourceRequest, clusterVersion: string): NewNodegroup {
  const { properties, generatedName } = request;
  const instanceTypes = texts(properties, 'InstanceTypes');
  return {
    name: nodegroupName({ properties, generatedName }),
    version: text(properties, 'Version') ?? clusterVersion,
    nodeRole: text(properties, 'NodeRole') ?? '',
    subnetIds: texts(properties, 'Subnets'),
    instanceTypes: instanceTypes.length > 0 ? instanceTypes : [DEFAULT_INSTANCE_TYPE],
    amiType: text(properties, 'AmiType') ?? 'AL2023_x86_64_STANDARD',
    capacityType: text(properties, 'CapacityType') ?? 'ON_DEMAND',
    scaling: scalingOf(properties),
    launchTemplate: launchTemplate(request),
    diskSize: number(properties, 'DiskSize'),
    labels: stringMap(structure(properties, 'Labels')),
    taints: structures(properties, 'Taints').map((taint) => ({
      key: text(taint, 'Key') ?? '',
      value: text(taint, 'Value'),
      effect: text(taint, 'Effect') ?? '',
    })),
    // A node group's tags are a map in CloudFormation too, unlike those of other types.
    tags: { ...stringMap(structure(properties, 'Tags')), ...request.stackTags },
  };
}

function scalingOf(properties: ResourceRequest['properties']): NewNodegroup['scaling'] {
  const scaling = structure(properties, 'ScalingConfig');
  return {
    minSize: number(scaling, 'MinSize') ?? 1,
    desiredSize: number(scaling, 'DesiredSize') ?? 2,
    maxSize: number(scaling, 'MaxSize') ?? 2,
  };
}

function launchTemplate({ properties }: ResourceRequest): NewNodegroup['launchTemplate'] {
  const reference = structure(properties, 'LaunchTemplate');
  const id = text(reference, 'Id');
  return id === undefined ? undefined : { id, version: text(reference, 'Version') ?? '1' };
}

function stringMap(members: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.keys(members).map((key) => [key, text(members, key) ?? '']));
}
