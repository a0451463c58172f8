import { createGroup, deleteGroup, emptyGroup, findGroup, groupArn } from '../../autoscaling/groups';
import type { Group } from '../../autoscaling/state';
import { flag, type Input, number, structure, structures, text, texts } from '../../input';
import { ServiceError } from '../../service';
import type { ResourceHandler, ResourceRequest } from './handler';
import { serviceLinkedRoleArn } from './service-linked-role';
import { dnsSuffix } from '../../partitions';

/** AWS::AutoScaling::AutoScalingGroup, with a launch template. */
export const autoScalingGroupHandler: ResourceHandler = {
  service: 'AutoScaling',
  schema: {
    required: ['MaxSize', 'MinSize'],
    properties: [
      'AutoScalingGroupName',
      'AvailabilityZoneDistribution',
      'AvailabilityZoneIds',
      'AvailabilityZoneImpairmentPolicy',
      'AvailabilityZones',
      'CapacityRebalance',
      'CapacityReservationSpecification',
      'Context',
      'Cooldown',
      'DefaultInstanceWarmup',
      'DeletionProtection',
      'DesiredCapacity',
      'DesiredCapacityType',
      'HealthCheckGracePeriod',
      'HealthCheckType',
      'InstanceId',
      'InstanceLifecyclePolicy',
      'InstanceMaintenancePolicy',
      'LaunchConfigurationName',
      'LaunchTemplate',
      'LifecycleHookSpecificationList',
      'LoadBalancerNames',
      'MaxInstanceLifetime',
      'MaxSize',
      'MetricsCollection',
      'MinSize',
      'MixedInstancesPolicy',
      'NewInstancesProtectedFromScaleIn',
      'NotificationConfiguration',
      'NotificationConfigurations',
      'PlacementGroup',
      'ServiceLinkedRoleARN',
      'SkipZonalShiftValidation',
      'Tags',
      'TargetGroupARNs',
      'TerminationPolicies',
      'TrafficSources',
      'VPCZoneIdentifier',
    ],
    attributes: ['AutoScalingGroupARN'],
  },

  permissionFacts(request) {
    const { accountRegion } = request;
    const { partition } = accountRegion;
    return {
      arn: groupArn(accountRegion, groupName(request), '*'),
      launchesIn: accountRegion,
      passedRoles: rolesOfInstances(request).map((arn) => ({ arn, service: `ec2.${dnsSuffix(partition)}` })),
      serviceLinkedRoles: [
        serviceLinkedRoleArn(accountRegion, 'autoscaling.amazonaws.com', 'AWSServiceRoleForAutoScaling'),
      ],
    };
  },

  async create(request, initiated) {
    const { aws, accountRegion, properties } = request;
    const minSize = number(properties, 'MinSize') ?? 0;
    const group = createGroup(aws, accountRegion, {
      name: groupName(request),
      size: {
        min: minSize,
        desired: number(properties, 'DesiredCapacity') ?? minSize,
        max: number(properties, 'MaxSize') ?? minSize,
      },
      subnetIds: texts(properties, 'VPCZoneIdentifier'),
      launchTemplate: {
        id: launchTemplateId(request),
        version: text(templateOf(properties), 'Version') ?? '$Default',
      },
      overrides: structures(
        structure(structure(properties, 'MixedInstancesPolicy'), 'LaunchTemplate'),
        'Overrides',
      ).flatMap((override) => text(override, 'InstanceType') ?? []),
      tags: tags(request),
    });
    initiated(group.name);
    await group.settled;
    refuseUnstable(group);
    return { attributes: { AutoScalingGroupARN: group.arn } };
  },

  async delete({ aws, accountRegion }, physicalId) {
    const group = findGroup(aws, accountRegion, physicalId);
    if (!group) return;
    emptyGroup(aws, group);
    await group.settled;
    await deleteGroup(aws, group);
  },
};

function groupName({ properties, generatedName }: ResourceRequest): string {
  return text(properties, 'AutoScalingGroupName') ?? generatedName;
}

function launchTemplateId({ properties }: ResourceRequest): string {
  return text(templateOf(properties), 'LaunchTemplateId') ?? '';
}

/** A group has a launch template of its own, or in its policy for several instance types. */
function templateOf(properties: ResourceRequest['properties']): Input {
  const policy = structure(structure(properties, 'MixedInstancesPolicy'), 'LaunchTemplate');
  const inPolicy = structure(policy, 'LaunchTemplateSpecification');
  return 'LaunchTemplateId' in inPolicy ? inPolicy : structure(properties, 'LaunchTemplate');
}

/** Auto Scaling hands the role of the instance profile to EC2. */
function rolesOfInstances(request: ResourceRequest): readonly string[] {
  const { aws, accountRegion } = request;
  const template = aws.ec2.launchTemplate(accountRegion, launchTemplateId(request));
  const profile = text(structure(template?.data ?? {}, 'IamInstanceProfile'), 'Arn');
  return profile === undefined ? [] : (aws.iam.instanceProfile(profile)?.roleArns ?? []);
}

function tags({ properties, stackTags }: ResourceRequest): Group['tags'] {
  const own = structures(properties, 'Tags').map((tag) => ({
    key: text(tag, 'Key') ?? '',
    value: text(tag, 'Value') ?? '',
    propagateAtLaunch: flag(tag, 'PropagateAtLaunch') ?? false,
  }));
  const ofStack = Object.entries(stackTags).map(([key, value]) => ({ key, value, propagateAtLaunch: true }));
  return [...own, ...ofStack];
}

/** CloudFormation waits for the group to have its instances, and gives up where one cannot be launched. */
function refuseUnstable({ instances, size, activities }: Group): void {
  if (instances.length >= size.desired) return;
  const failed = activities.map(({ outcome }) => outcome).find(({ statusCode }) => statusCode === 'Failed');
  const reason = failed?.statusCode === 'Failed' ? failed.message : '';
  throw new ServiceError(
    'NotStabilized',
    `Group did not stabilize. {current/minimum/desired group size = ${instances.length}/${size.min}/${size.desired}}. Failed Scaling Activity: ${reason}`,
    0,
  );
}
