import type { PolicyDocument } from './document';

/** The policy of GitLab's guide, to compare with: it creates self-managed nodes, and can neither watch nor delete. */
export function originalPolicy(): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: [
          'autoscaling:CreateAutoScalingGroup',
          'autoscaling:DescribeAutoScalingGroups',
          'autoscaling:DescribeScalingActivities',
          'autoscaling:UpdateAutoScalingGroup',
          'autoscaling:CreateLaunchConfiguration',
          'autoscaling:DescribeLaunchConfigurations',
          'cloudformation:CreateStack',
          'cloudformation:DescribeStacks',
          'ec2:AuthorizeSecurityGroupEgress',
          'ec2:AuthorizeSecurityGroupIngress',
          'ec2:RevokeSecurityGroupEgress',
          'ec2:RevokeSecurityGroupIngress',
          'ec2:CreateSecurityGroup',
          'ec2:createTags',
          'ec2:DescribeImages',
          'ec2:DescribeKeyPairs',
          'ec2:DescribeRegions',
          'ec2:DescribeSecurityGroups',
          'ec2:DescribeSubnets',
          'ec2:DescribeVpcs',
          'eks:CreateCluster',
          'eks:DescribeCluster',
          'iam:AddRoleToInstanceProfile',
          'iam:AttachRolePolicy',
          'iam:CreateRole',
          'iam:CreateInstanceProfile',
          'iam:CreateServiceLinkedRole',
          'iam:GetRole',
          'iam:listAttachedRolePolicies',
          'iam:ListRoles',
          'iam:PassRole',
          'ssm:GetParameters',
        ],
        Resource: '*',
      },
    ],
  };
}
