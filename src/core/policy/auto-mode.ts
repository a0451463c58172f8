import type { PermissionTable } from './permission';

/** What EKS Auto Mode needs beyond any cluster: EKS starts nodes by itself, but asks once for their instance profile. */
export const AUTO_MODE: PermissionTable = {
  AutoModeInstanceProfiles: [
    ['iam:CreateInstanceProfile', ['create'], 'EKS carries the node role to their instances'],
    ['iam:TagInstanceProfile', ['create'], 'EKS marks that profile as the cluster’s'],
    ['iam:AddRoleToInstanceProfile', ['create'], 'EKS puts the node role into that profile'],
    ['iam:GetInstanceProfile', ['create'], 'EKS reads that profile back'],
    ['iam:RemoveRoleFromInstanceProfile', ['create'], 'EKS takes the profile back where creation fails'],
    ['iam:DeleteInstanceProfile', ['create'], 'EKS takes the profile back where creation fails'],
  ],
  AutoModeRolePolicies: [
    ['iam:AttachRolePolicy', ['create'], 'gives nodes AWS’s own policies'],
    ['iam:DetachRolePolicy', ['delete'], 'a role that has policies cannot be deleted'],
  ],
};
