import type { PermissionTable } from './permission';

/** What a managed node group needs beyond any cluster, with its add-ons and roles. */
export const MANAGED_NODES: PermissionTable = {
  Anything: [
    ['ec2:DescribeKeyPairs', ['create'], 'lists key pairs; EKS checks the chosen one'],
    ['ec2:DescribeRouteTables', ['create'], 'checks that nodes can reach the API, as EKS does'],
    ['ec2:DescribeLaunchTemplates', ['create', 'delete'], 'CloudFormation reads the launch template back'],
    ['ec2:DescribeLaunchTemplateVersions', ['create'], 'EKS reads the launch template'],
    ['ec2:RunInstances', ['create'], 'EKS checks that whoever asks for nodes may start them'],
    ['autoscaling:DescribeAutoScalingGroups', ['explain'], 'finds the group behind the nodes'],
    ['autoscaling:DescribeScalingActivities', ['explain'], 'tells why an instance did not start'],
  ],
  Clusters: [
    ['eks:CreateNodegroup', ['create'], 'creates the nodes'],
    ['eks:DescribeNodegroup', ['create', 'explain', 'delete'], 'CloudFormation waits for the nodes'],
    ['eks:CreateAddon', ['create'], 'installs the pod identity agent and the EBS CSI driver'],
    ['eks:DescribeAddon', ['create', 'explain', 'delete'], 'CloudFormation waits for the add-on'],
    ['eks:CreatePodIdentityAssociation', ['create'], 'gives the EBS CSI driver its role'],
    ['eks:UpdateNodegroupConfig', ['retry'], 'corrects the number of nodes'],
    ['eks:UpdateAddon', ['retry'], 'corrects an add-on'],
    ['eks:DeletePodIdentityAssociation', ['delete'], 'takes the role from the EBS CSI driver'],
    ['eks:DeleteAddon', ['delete'], 'removes the add-ons'],
    ['eks:DeleteNodegroup', ['delete'], 'drains and deletes the nodes'],
  ],
  LaunchTemplates: [
    ['ec2:CreateLaunchTemplate', ['create'], 'describes the nodes: disk, key pair, metadata'],
    ['ec2:CreateLaunchTemplateVersion', ['retry'], 'corrects that description'],
    ['ec2:DeleteLaunchTemplate', ['delete'], 'deletes that description'],
  ],
  NodeTags: [
    ['ec2:CreateTags', ['create'], 'names the nodes and their volumes'],
    ['ec2:DeleteTags', ['create', 'delete'], 'asked for by CloudFormation’s handlers'],
  ],
  StackRoles: [
    ['iam:CreateRole', ['create'], 'creates the roles of the nodes and of the EBS CSI driver'],
    ['iam:TagRole', ['create', 'delete'], 'asked for by CloudFormation’s handlers'],
    ['iam:UntagRole', ['create', 'delete'], 'asked for by CloudFormation’s handlers'],
    ['iam:GetRolePolicy', ['create'], 'CloudFormation reads the role back'],
    ['iam:ListRolePolicies', ['create', 'delete'], 'CloudFormation reads the role back'],
    ['iam:DeleteRole', ['delete'], 'deletes those roles'],
  ],
  StackRolePolicies: [
    ['iam:AttachRolePolicy', ['create'], 'gives those roles AWS’s own policies'],
    ['iam:DetachRolePolicy', ['delete'], 'a role that has policies cannot be deleted'],
  ],
};
