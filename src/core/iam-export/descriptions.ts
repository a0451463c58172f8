import type { ExportKind } from './export-options';

// In English, as all that is kept in AWS: another person of the team reads it there.

/** What a script or template is. */
export const TITLES: { readonly [S in ExportKind]: string } = {
  roles: 'Roles for Amazon EKS clusters',
  'provision-policy': 'What may create Amazon EKS clusters',
  'provision-trust': 'Who may create Amazon EKS clusters',
  'assume-role-policy': 'Who may assume roles that create Amazon EKS clusters',
  'service-trust': 'The role that Amazon EKS clusters run under',
};

/** What IAM shows of each policy and role. */
export const DESCRIPTIONS = {
  provisionPolicy: 'Creates, watches and deletes Amazon EKS clusters for the VS Code extension EKS Clusters.',
  provisionRole: 'Creates Amazon EKS clusters for the VS Code extension EKS Clusters.',
  assumeRolePolicy:
    'Assumes the roles that create Amazon EKS clusters for the VS Code extension EKS Clusters.',
  serviceRole: 'Amazon EKS manages clusters under this role.',
} as const;
