import * as l10n from '@vscode/l10n';
import type { FailureRow } from './failure-row';

/** What is wrong with the role that a service is to work under. */
export const ROLES: readonly FailureRow[] = [
  {
    id: 'node-role-policies',
    patterns: [
      /Managed Policies associated with it.{0,120}policies \[?(?<policies>[^\]]{0,600}AmazonEKSWorkerNode[^\]]{0,300}?)\]? are attached/,
    ],
    cause: ({ values }) =>
      l10n.t('The role of the nodes lacks a policy that EKS asks for: {0}.', policyNames(values['policies'])),
    remedy: () => l10n.t('IAM takes a moment to know what is attached to a new role: try again.'),
  },
  {
    id: 'auto-mode-role-policies',
    patterns: [
      /Managed Policies associated with it(?:.{0,120}policies \[?(?<policies>[^\]]{0,600}AmazonEKS(?:Compute|BlockStorage|LoadBalancing|Networking)Policy[^\]]{0,300}?)\]? are attached)/,
    ],
    cause: ({ values }) =>
      l10n.t(
        'The service role lacks policies that EKS Auto Mode needs: {0}.',
        policyNames(values['policies']),
      ),
    remedy: () =>
      l10n.t(
        'Have them attached to the service role (not to the provision role) with aws iam attach-role-policy, or choose a service role that has them.',
      ),
    field: 'serviceRoleArn',
  },
  {
    id: 'service-role-policies',
    patterns: [/provided role doesn't have the Amazon EKS Managed Policies associated with it/],
    cause: () => l10n.t('The service role lacks the policy AmazonEKSClusterPolicy.'),
    remedy: () =>
      l10n.t(
        'Have AmazonEKSClusterPolicy attached to the service role (not to the provision role) with aws iam attach-role-policy, or choose a service role that has it.',
      ),
    field: 'serviceRoleArn',
  },
  {
    id: 'node-role-trust',
    patterns: [
      /required service principals \[(?<principals>[^\]]{1,200})\] were not found in the trust relationships of nodeRole/,
    ],
    cause: ({ values }) => l10n.t('The role of the nodes does not trust {0}.', values['principals'] ?? 'EC2'),
    remedy: () => l10n.t('IAM takes a moment to know a new role: try again.'),
  },
  {
    id: 'service-role-trust',
    patterns: [
      /could not be assumed because it does not exist or the trusted entity is not correct/,
      /required service principals \[.{1,200}\] were not found in the trust relationships/,
    ],
    cause: () => l10n.t('The service role does not trust eks.amazonaws.com, or there is no such role.'),
    remedy: () =>
      l10n.t(
        'Let the role’s trust relationship name eks.amazonaws.com, with sts:AssumeRole and in Auto Mode with sts:TagSession, or choose another service role.',
      ),
    field: 'serviceRoleArn',
  },
  {
    id: 'service-role-missing',
    patterns: [],
    issueCodes: ['IamRoleNotFound'],
    cause: () => l10n.t('EKS does not find the service role.'),
    remedy: () => l10n.t('Choose a service role that exists.'),
    field: 'serviceRoleArn',
  },
  {
    id: 'node-role-missing',
    patterns: [],
    issueCodes: ['IamNodeRoleNotFound', 'IamInstanceProfileNotFound'],
    cause: () => l10n.t('EKS does not find the role of the nodes, or its instance profile.'),
    remedy: () =>
      l10n.t('Somebody may have deleted it. Delete everything that was created, then create it again.'),
  },
  {
    id: 'cluster-denies-eks',
    patterns: [],
    issueCodes: ['AccessDenied'],
    cause: () => l10n.t('EKS or the nodes are not let into the cluster’s API.'),
    remedy: () =>
      l10n.t(
        'Look at the cluster’s access entries: the role of the nodes needs one, and nobody must have deleted those of EKS.',
      ),
  },
  {
    id: 'addon-role',
    patterns: [],
    issueCodes: ['AddonPermissionFailure'],
    cause: () => l10n.t('The add-on’s role lacks a permission.'),
    remedy: () => l10n.t('IAM takes a moment to know a new role: try again, or leave the add-on out.'),
    field: 'addOns',
  },
];

function policyNames(arns = ''): string {
  return [...arns.matchAll(/policy\/(?:[\w-]+\/)*(\w+)/g)].map(([, name]) => name).join(', ');
}
