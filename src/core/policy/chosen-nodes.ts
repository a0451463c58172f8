import type { PermissionTable } from './permission';

/** What nodes of chosen type and number need, managed or not: their launch template, and add-ons with their roles. */
export const CHOSEN_NODES: PermissionTable = {
  Anything: [
    ['ec2:DescribeLaunchTemplates', ['create', 'delete'], 'CloudFormation reads the launch template back'],
    ['ec2:DescribeLaunchTemplateVersions', ['create'], 'reads the launch template'],
    ['ec2:RunInstances', ['create'], 'AWS checks that the caller is allowed to start nodes'],
  ],
  Clusters: [
    ['eks:CreateAddon', ['create'], 'installs the pod identity agent and the EBS CSI driver'],
    ['eks:DescribeAddon', ['create', 'explain', 'delete'], 'CloudFormation waits for the add-on'],
    ['eks:CreatePodIdentityAssociation', ['create'], 'gives the EBS CSI driver its role'],
    ['eks:UpdateAddon', ['retry'], 'corrects an add-on'],
    ['eks:DeletePodIdentityAssociation', ['delete'], 'takes the role from the EBS CSI driver'],
    ['eks:DeleteAddon', ['delete'], 'removes the add-ons'],
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
  NodeServiceLinkedRoles: [
    ['iam:CreateServiceLinkedRole', ['create'], 'roles of EKS node groups and Auto Scaling, once an account'],
  ],
  NodeRolePolicies: [
    ['iam:AttachRolePolicy', ['create'], 'gives nodes and EBS CSI driver AWS’s own policies'],
    ['iam:DetachRolePolicy', ['delete'], 'a role that has policies cannot be deleted'],
  ],
};
