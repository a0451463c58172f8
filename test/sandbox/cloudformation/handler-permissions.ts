/** What shows whether a group has the instances that it should have. */
const DESCRIBE_GROUPS = {
  action: 'autoscaling:Describe*',
  calls: ['autoscaling:DescribeAutoScalingGroups', 'autoscaling:DescribeScalingActivities'],
} as const;

/**
 * Which API actions CloudFormation's handlers call, with the credentials of the caller of CreateStack.
 * Source: the `handlers` section of each type's schema in the CloudFormation registry (awscc v1.97.0); a unit test
 * compares. An action with `when` is called only if the resource uses that feature.
 */
export const HANDLER_PERMISSIONS: Readonly<Record<string, HandlerPermissions>> = {
  'AWS::EKS::Cluster': {
    create: [
      'ec2:DescribeSubnets',
      'ec2:DescribeVpcs',
      'iam:GetRole',
      'iam:ListAttachedRolePolicies',
      'iam:PassRole',
      'iam:CreateServiceLinkedRole',
      'eks:CreateCluster',
      'eks:TagResource',
      'eks:DescribeCluster',
      { action: 'eks:CreateAccessEntry', when: 'creator admin' },
      { action: 'iam:CreateInstanceProfile', when: 'auto mode' },
      { action: 'iam:TagInstanceProfile', when: 'auto mode' },
      { action: 'iam:AddRoleToInstanceProfile', when: 'auto mode' },
      { action: 'iam:GetInstanceProfile', when: 'auto mode' },
      { action: 'iam:DeleteInstanceProfile', when: 'auto mode' },
      { action: 'iam:RemoveRoleFromInstanceProfile', when: 'auto mode' },
      { action: 'kms:DescribeKey', when: 'customer-managed key' },
      { action: 'kms:CreateGrant', when: 'customer-managed key' },
    ],
    read: ['eks:DescribeCluster'],
    delete: ['eks:DeleteCluster', 'eks:DescribeCluster'],
  },
  'AWS::EKS::Nodegroup': {
    create: [
      'ec2:DescribeSubnets',
      'ec2:DescribeVpcs',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeKeyPairs',
      'ec2:DescribeRouteTables',
      'ec2:DescribeLaunchTemplates',
      'ec2:DescribeLaunchTemplateVersions',
      'ec2:RunInstances',
      'ec2:CreateTags',
      'ec2:DeleteTags',
      'iam:GetRole',
      'iam:ListAttachedRolePolicies',
      'iam:PassRole',
      'iam:CreateServiceLinkedRole',
      'eks:CreateNodegroup',
      'eks:TagResource',
      'eks:DescribeNodegroup',
    ],
    read: ['eks:DescribeNodegroup'],
    // Unverified: what of these a change of the number of nodes alone takes.
    update: [
      'eks:UpdateNodegroupConfig',
      'eks:DescribeNodegroup',
      'eks:DescribeUpdate',
      { action: 'eks:ListUpdates', when: 'node version' },
      { action: 'eks:UpdateNodegroupVersion', when: 'node version' },
      { action: 'ec2:DescribeLaunchTemplateVersions', when: 'node version' },
      { action: 'ec2:RunInstances', when: 'node version' },
      { action: 'iam:GetRole', when: 'node version' },
      { action: 'iam:PassRole', when: 'node version' },
      { action: 'eks:TagResource', when: 'changed tags' },
      { action: 'eks:UntagResource', when: 'changed tags' },
    ],
    delete: ['eks:DeleteNodegroup', 'eks:DescribeNodegroup'],
  },
  'AWS::EKS::AccessEntry': {
    create: [
      'eks:CreateAccessEntry',
      'eks:TagResource',
      'eks:AssociateAccessPolicy',
      'eks:DescribeAccessEntry',
      'eks:ListAssociatedAccessPolicies',
    ],
    read: ['eks:DescribeAccessEntry', 'eks:ListAssociatedAccessPolicies'],
    delete: ['eks:DeleteAccessEntry', 'eks:DescribeAccessEntry'],
  },
  'AWS::EKS::Addon': {
    create: [
      'iam:GetRole',
      'iam:PassRole',
      'eks:CreateAddon',
      'eks:TagResource',
      { action: 'eks:CreatePodIdentityAssociation', when: 'pod identity' },
      'eks:DescribeAddon',
    ],
    read: ['eks:DescribeAddon'],
    delete: [
      'eks:DeleteAddon',
      { action: 'eks:DeletePodIdentityAssociation', when: 'pod identity' },
      'eks:DescribeAddon',
    ],
  },
  'AWS::EKS::PodIdentityAssociation': {
    create: [
      'iam:GetRole',
      'iam:PassRole',
      'eks:CreatePodIdentityAssociation',
      'eks:TagResource',
      'eks:DescribePodIdentityAssociation',
    ],
    read: ['eks:DescribePodIdentityAssociation'],
    delete: ['eks:DeletePodIdentityAssociation', 'eks:DescribePodIdentityAssociation'],
  },
  'AWS::IAM::Role': {
    create: [
      'iam:CreateRole',
      'iam:TagRole',
      'iam:UntagRole',
      { action: 'iam:PutRolePolicy', when: 'inline policies' },
      'iam:AttachRolePolicy',
      'iam:GetRolePolicy',
      'iam:GetRole',
    ],
    read: ['iam:GetRole', 'iam:ListAttachedRolePolicies', 'iam:ListRolePolicies', 'iam:GetRolePolicy'],
    update: [
      'iam:UpdateRole',
      'iam:UpdateRoleDescription',
      'iam:UpdateAssumeRolePolicy',
      'iam:DetachRolePolicy',
      'iam:AttachRolePolicy',
      { action: 'iam:DeleteRolePermissionsBoundary', when: 'permissions boundary' },
      { action: 'iam:PutRolePermissionsBoundary', when: 'permissions boundary' },
      { action: 'iam:DeleteRolePolicy', when: 'inline policies' },
      { action: 'iam:PutRolePolicy', when: 'inline policies' },
      'iam:TagRole',
      'iam:UntagRole',
    ],
    delete: [
      'iam:GetRole',
      'iam:ListAttachedRolePolicies',
      'iam:ListRolePolicies',
      'iam:DetachRolePolicy',
      { action: 'iam:DeleteRolePolicy', when: 'inline policies' },
      'iam:TagRole',
      'iam:UntagRole',
      'iam:DeleteRole',
    ],
  },
  'AWS::IAM::InstanceProfile': {
    create: [
      'iam:CreateInstanceProfile',
      'iam:PassRole',
      'iam:AddRoleToInstanceProfile',
      'iam:GetInstanceProfile',
    ],
    read: ['iam:GetInstanceProfile'],
    delete: ['iam:GetInstanceProfile', 'iam:RemoveRoleFromInstanceProfile', 'iam:DeleteInstanceProfile'],
  },
  'AWS::EC2::LaunchTemplate': {
    create: ['ec2:CreateLaunchTemplate', 'ec2:CreateTags'],
    read: ['ec2:DescribeLaunchTemplates'],
    update: ['ec2:CreateLaunchTemplateVersion'],
    delete: ['ec2:DescribeLaunchTemplates', 'ec2:DeleteLaunchTemplate', 'ec2:DeleteTags'],
  },
  'AWS::AutoScaling::AutoScalingGroup': {
    create: [
      'autoscaling:CreateAutoScalingGroup',
      'autoscaling:UpdateAutoScalingGroup',
      'autoscaling:CreateOrUpdateTags',
      DESCRIBE_GROUPS,
      { action: 'ec2:Describe*', calls: ['ec2:DescribeLaunchTemplateVersions', 'ec2:DescribeSubnets'] },
      'ec2:RunInstances',
      'iam:CreateServiceLinkedRole',
      'iam:PassRole',
      { action: 'autoscaling:EnableMetricsCollection', when: 'metrics' },
      { action: 'autoscaling:PutNotificationConfiguration', when: 'notifications' },
      { action: 'cloudwatch:PutMetricAlarm', when: 'alarms' },
      { action: 'ec2:Get*', when: 'instance requirements' },
      { action: 'elasticloadbalancing:Describe*', when: 'load balancers' },
      { action: 'managed-fleets:CreateAutoScalingGroup', when: 'managed fleets' },
      { action: 'managed-fleets:Get*', when: 'managed fleets' },
      { action: 'managed-fleets:UpdateAutoScalingGroup', when: 'managed fleets' },
      { action: 'ssm:Get*', when: 'image by parameter' },
      { action: 'vpc-lattice:DeregisterTargets', when: 'VPC Lattice' },
      { action: 'vpc-lattice:GetTargetGroup', when: 'VPC Lattice' },
      { action: 'vpc-lattice:ListTargets', when: 'VPC Lattice' },
      { action: 'vpc-lattice:RegisterTargets', when: 'VPC Lattice' },
    ],
    read: [DESCRIBE_GROUPS, { action: 'managed-fleets:Get*', when: 'managed fleets' }],
    delete: [
      'autoscaling:DeleteAutoScalingGroup',
      'autoscaling:UpdateAutoScalingGroup',
      DESCRIBE_GROUPS,
      { action: 'managed-fleets:Get*', when: 'managed fleets' },
      { action: 'managed-fleets:DeleteAutoScalingGroup', when: 'managed fleets' },
    ],
  },
};

export type HandlerPermissions = Readonly<
  Record<'create' | 'read' | 'delete', readonly HandlerPermission[]>
> & {
  /** Of types that the simulated CloudFormation can update. */
  readonly update?: readonly HandlerPermission[];
};
export type HandlerOperation = keyof HandlerPermissions;
export type HandlerPermission =
  | string
  | { readonly action: string; readonly when: Feature }
  /** The registry has a wildcard; which of its actions are called is documented nowhere. */
  | { readonly action: string; readonly calls: readonly string[] };

/** What a resource may use that makes its handler call further actions. */
export type Feature =
  | 'alarms'
  | 'auto mode'
  | 'changed tags'
  | 'creator admin'
  | 'customer-managed key'
  | 'image by parameter'
  | 'inline policies'
  | 'instance requirements'
  | 'load balancers'
  | 'managed fleets'
  | 'metrics'
  | 'node version'
  | 'notifications'
  | 'permissions boundary'
  | 'pod identity'
  | 'VPC Lattice';
