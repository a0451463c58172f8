import type { Activity, Group, Instance } from './state';

/** A group as DescribeAutoScalingGroups shows it. */
export function groupView(group: Group): object {
  const { launchTemplate } = group;
  const template = { LaunchTemplateId: launchTemplate.id, Version: launchTemplate.version };
  return {
    AutoScalingGroupName: group.name,
    AutoScalingGroupARN: group.arn,
    LaunchTemplate: template,
    MinSize: group.size.min,
    MaxSize: group.size.max,
    DesiredCapacity: group.size.desired,
    DefaultCooldown: 300,
    AvailabilityZones: [...new Set(group.instances.map(({ availabilityZone }) => availabilityZone))],
    HealthCheckType: 'EC2',
    HealthCheckGracePeriod: 0,
    Instances: group.instances.map((instance) => instanceView(instance, template)),
    CreatedTime: group.createdAt,
    VPCZoneIdentifier: group.subnetIds.join(','),
    Tags: group.tags.map(({ key, value, propagateAtLaunch }) => ({
      ResourceId: group.name,
      ResourceType: 'auto-scaling-group',
      Key: key,
      Value: value,
      PropagateAtLaunch: propagateAtLaunch,
    })),
    NewInstancesProtectedFromScaleIn: false,
  };
}

function instanceView(instance: Instance, launchTemplate: object): object {
  return {
    InstanceId: instance.id,
    InstanceType: instance.instanceType,
    AvailabilityZone: instance.availabilityZone,
    LifecycleState: instance.lifecycleState,
    HealthStatus: 'Healthy',
    LaunchTemplate: launchTemplate,
    ProtectedFromScaleIn: false,
  };
}

/** An activity as DescribeScalingActivities shows it. */
export function activityView(group: Group, activity: Activity): object {
  const { outcome } = activity;
  return {
    ActivityId: activity.id,
    AutoScalingGroupName: group.name,
    AutoScalingGroupARN: group.arn,
    Description: activity.description,
    Cause: activity.cause,
    StartTime: activity.startedAt,
    EndTime: activity.endedAt,
    StatusCode: outcome.statusCode,
    ...(outcome.statusCode === 'Failed' && { StatusMessage: outcome.message }),
    Progress: 100,
  };
}
