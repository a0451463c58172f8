import { left, set, type Default } from './default';
import type { Resource } from './language';

const METADATA = 'LaunchTemplateData/MetadataOptions';
const DISK = 'LaunchTemplateData/BlockDeviceMappings';
const data = (...properties: readonly string[]) => properties.map((name) => `LaunchTemplateData/${name}`);

/** Defaults that nodes meet which do not come from Auto Mode. */
export const NODE_DEFAULTS: Readonly<Partial<Record<Resource['Type'], readonly Default[]>>> = {
  // Accounts have defaults for instance metadata.
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-IMDS-new-instances.html
  'AWS::EC2::LaunchTemplate': [
    set(
      `${METADATA}/HttpEndpoint`,
      'kubelet and nodeadm read who they are from there; accounts switch it off',
    ),
    set(`${METADATA}/HttpTokens`, 'IMDSv2 only, whatever the account still allows'),
    set(`${METADATA}/HttpPutResponseHopLimit`, 'one hop: pods do not reach the credentials of the node'),
    set(
      `${METADATA}/InstanceMetadataTags`,
      'tags in the metadata must not have a slash in their keys, and those of EKS and Kubernetes do',
    ),
    ...left('service', 'off, and nodes have IPv4', `${METADATA}/HttpProtocolIpv6`),
    set(`${DISK}/DeviceName`, 'the disk of the image that nodes fill'),
    set(`${DISK}/Ebs/Encrypted`, 'whether or not the account encrypts by default'),
    set(`${DISK}/Ebs/VolumeSize`, 'by default that of the image'),
    set(`${DISK}/Ebs/VolumeType`, 'by default that of the image'),
    set(`${DISK}/Ebs/DeleteOnTermination`, 'a disk goes with its instance'),
    ...left(
      'account',
      'the account’s default key, which a company chooses for all its disks',
      `${DISK}/Ebs/KmsKeyId`,
    ),
    ...left('image', 'the snapshot of the image; ours are never shared', `${DISK}/Ebs/SnapshotId`),
    ...left('service', 'what gp3 has without extra cost', `${DISK}/Ebs/Iops`, `${DISK}/Ebs/Throughput`),
    ...left('service', 'disks are of EBS', `${DISK}/NoDevice`, `${DISK}/VirtualName`),
    ...left('service', 'the profile is named by its ARN', 'LaunchTemplateData/IamInstanceProfile/Name'),
    set('LaunchTemplateData/TagSpecifications', 'a name for instances and volumes'),
    ...left(
      'account',
      'EKS or Auto Scaling starts T instances as the account says: standard or unlimited; other types refuse it',
      'LaunchTemplateData/CreditSpecification',
    ),
    ...left(
      'account',
      'open reservations that fit are used, as for any other instance',
      'LaunchTemplateData/CapacityReservationSpecification',
    ),
    ...left('VPC', 'a VPC for dedicated instances has them', 'LaunchTemplateData/Placement'),
    ...left(
      'subnet',
      'a public subnet assigns public addresses, a private one must not; pre-flight looks at it',
      'LaunchTemplateData/NetworkInterfaces',
    ),
    ...left(
      'subnet',
      'kubelet takes its name from EC2, of either kind',
      'LaunchTemplateData/PrivateDnsNameOptions',
    ),
    ...left('image', 'EKS’s images bring what belongs to them', ...data('KernelId', 'RamDiskId')),
    ...left(
      'instance type',
      'what current types have anyway, and others cannot have',
      ...data('EbsOptimized', 'CpuOptions', 'MaintenanceOptions', 'HibernationOptions', 'EnclaveOptions'),
    ),
    ...left('service', 'detailed monitoring costs extra', 'LaunchTemplateData/Monitoring'),
    ...left(
      'service',
      'EKS and Auto Scaling must be able to stop and terminate what they started',
      ...data('DisableApiStop', 'DisableApiTermination', 'InstanceInitiatedShutdownBehavior'),
    ),
    ...left(
      'service',
      'the group of the nodes says on demand or Spot, and of which types; EKS refuses it here',
      ...data('InstanceMarketOptions', 'InstanceRequirements'),
    ),
    ...left('service', 'the cluster’s security group, by its ID', 'LaunchTemplateData/SecurityGroups'),
    ...left(
      'service',
      'nothing that nodes use',
      ...data('ElasticGpuSpecifications', 'ElasticInferenceAccelerators', 'LicenseSpecifications'),
    ),
    ...left('service', 'CloudFormation makes up a name', 'LaunchTemplateName'),
    ...left(
      'service',
      'tags and description of the template itself',
      'TagSpecifications',
      'VersionDescription',
    ),
  ],

  'AWS::EKS::Nodegroup': [
    set('AmiType', 'by default Amazon Linux for x86, whatever the instance type'),
    set('CapacityType', 'what the user chose'),
    set('InstanceTypes', 'by default t3.medium'),
    set('ScalingConfig/MinSize', 'by default 1'),
    set('ScalingConfig/DesiredSize', 'by default 2'),
    set('ScalingConfig/MaxSize', 'by default 2'),
    set('UpdateConfig/MaxUnavailable', 'one node at a time'),
    set('NodeRepairConfig/Enabled', 'by default off'),
    ...left(
      'service',
      'EKS’s measure of when repairing stops helps more than one of ours',
      'NodeRepairConfig/MaxParallelNodesRepairedCount',
      'NodeRepairConfig/MaxParallelNodesRepairedPercentage',
      'NodeRepairConfig/MaxUnhealthyNodeThresholdCount',
      'NodeRepairConfig/MaxUnhealthyNodeThresholdPercentage',
      'NodeRepairConfig/NodeRepairConfigOverrides',
    ),
    ...left('service', 'the newest image of the cluster’s version', 'Version', 'ReleaseVersion'),
    ...left('service', 'a number is said in place of a percentage', 'UpdateConfig/MaxUnavailablePercentage'),
    ...left('service', 'new nodes come before old ones go', 'UpdateConfig/UpdateStrategy'),
    ...left('service', 'pods that cannot be moved stop an update', 'ForceUpdateEnabled'),
    ...left(
      'service',
      'is in the launch template, and EKS takes it in one place only',
      'DiskSize',
      'RemoteAccess',
    ),
    ...left('service', 'the template is named by its ID', 'LaunchTemplate/Name'),
    ...left('service', 'CloudFormation makes up a name, so that a group can be replaced', 'NodegroupName'),
    ...left('service', 'none: stopped instances cost, too', 'WarmPoolConfig'),
  ],

  'AWS::AutoScaling::AutoScalingGroup': [
    set('MinSize', 'what the user chose'),
    set('DesiredCapacity', 'what the user chose'),
    set('MaxSize', 'what the user chose'),
    set('VPCZoneIdentifier', 'by default the default VPC'),
    ...left('account', 'Auto Scaling’s own role, which pre-flight looks for', 'ServiceLinkedRoleARN'),
    ...left('account', 'open reservations that fit are used', 'CapacityReservationSpecification'),
    ...left(
      'service',
      'instances are healthy while EC2 says so; the nodes behind them are for Kubernetes to judge',
      ...['HealthCheckType', 'HealthCheckGracePeriod', 'DefaultInstanceWarmup', 'Cooldown'],
    ),
    ...left(
      'service',
      'the user’s own group: nothing but the user updates, drains or repairs its nodes',
      ...[
        'TerminationPolicies',
        'InstanceMaintenancePolicy',
        'InstanceLifecyclePolicy',
        'MaxInstanceLifetime',
      ],
      ...['NewInstancesProtectedFromScaleIn', 'CapacityRebalance', 'LifecycleHookSpecificationList'],
    ),
    ...left('service', 'off, or the stack could not be deleted', 'DeletionProtection'),
    ...left(
      'service',
      'zones get nodes evenly, as far as they have any',
      ...['AvailabilityZoneDistribution', 'AvailabilityZoneImpairmentPolicy', 'SkipZonalShiftValidation'],
    ),
    ...left('service', 'subnets say which zones', 'AvailabilityZones', 'AvailabilityZoneIds'),
    ...left('service', 'a launch template says it', 'LaunchConfigurationName', 'InstanceId'),
    ...left('service', 'the template is named by its ID', 'LaunchTemplate/LaunchTemplateName'),
    set('MixedInstancesPolicy/InstancesDistribution/OnDemandAllocationStrategy', 'in the order given'),
    set(
      'MixedInstancesPolicy/InstancesDistribution/OnDemandPercentageAboveBaseCapacity',
      'no Spot Instances',
    ),
    ...left(
      'service',
      'they are about Spot Instances, or say that some instances are On-Demand as all are',
      ...['OnDemandBaseCapacity', 'SpotAllocationStrategy', 'SpotInstancePools', 'SpotMaxPrice'].map(
        (name) => `MixedInstancesPolicy/InstancesDistribution/${name}`,
      ),
    ),
    ...left('service', 'nodes are counted one by one', 'DesiredCapacityType', 'Context'),
    ...left('service', 'CloudFormation makes up a name', 'AutoScalingGroupName'),
    ...left(
      'service',
      'Kubernetes has load balancers of its own',
      'LoadBalancerNames',
      'TargetGroupARNs',
      'TrafficSources',
    ),
    ...left(
      'service',
      'nothing that nodes use',
      ...['MetricsCollection', 'NotificationConfiguration', 'NotificationConfigurations', 'PlacementGroup'],
    ),
  ],
};
