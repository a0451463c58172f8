import type { PermissionTable } from './permission';

/** What an Auto Scaling group of the account's own needs beyond any nodes of chosen type and number. */
export const SELF_MANAGED_NODES: PermissionTable = {
  Anything: [
    [
      'autoscaling:DescribeAutoScalingGroups',
      ['create', 'delete'],
      'CloudFormation waits for the Auto Scaling group',
    ],
    [
      'autoscaling:DescribeScalingActivities',
      ['create', 'explain', 'delete'],
      'CloudFormation waits for the Auto Scaling group; why it launched no instances',
    ],
  ],
  PublicParameters: [['ssm:GetParameters', ['create'], 'finds the newest image for nodes']],
  AutoScalingGroups: [
    ['autoscaling:CreateAutoScalingGroup', ['create'], 'creates the nodes'],
    ['autoscaling:CreateOrUpdateTags', ['create'], 'marks the nodes as the cluster’s'],
    [
      'autoscaling:UpdateAutoScalingGroup',
      ['create', 'retry', 'delete'],
      'corrects the number of nodes, and empties the group before it is deleted',
    ],
    ['autoscaling:DeleteAutoScalingGroup', ['delete'], 'deletes the nodes'],
  ],
  NodeInstanceProfiles: [
    ['iam:CreateInstanceProfile', ['create'], 'carries the node role to their instances'],
    ['iam:AddRoleToInstanceProfile', ['create'], 'puts the node role into that profile'],
    ['iam:GetInstanceProfile', ['create', 'delete'], 'CloudFormation reads the profile back'],
    ['iam:RemoveRoleFromInstanceProfile', ['delete'], 'a profile that has a role cannot be deleted'],
    ['iam:DeleteInstanceProfile', ['delete'], 'deletes that profile'],
  ],
};
