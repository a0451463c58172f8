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
      l10n.t('The node role lacks a policy that EKS requires: {0}.', policyNames(values['policies'])),
    remedy: () => l10n.t('A new policy attachment takes a moment to propagate in IAM: try again.'),
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
        'Attach them to the service role (not to the provision role) with aws iam attach-role-policy, or choose a service role that has them.',
      ),
    field: 'serviceRoleArn',
  },
  {
    id: 'service-role-policies',
    patterns: [/provided role doesn't have the Amazon EKS Managed Policies associated with it/],
    cause: () => l10n.t('The service role lacks the policy AmazonEKSClusterPolicy.'),
    remedy: () =>
      l10n.t(
        'Attach AmazonEKSClusterPolicy to the service role (not to the provision role) with aws iam attach-role-policy, or choose a service role that has it.',
      ),
    field: 'serviceRoleArn',
  },
  {
    id: 'node-role-trust',
    patterns: [
      /required service principals \[(?<principals>[^\]]{1,200})\] were not found in the trust relationships of nodeRole/,
    ],
    cause: ({ values }) => l10n.t('The node role does not trust {0}.', values['principals'] ?? 'EC2'),
    remedy: () => l10n.t('A new role takes a moment to propagate in IAM: try again.'),
  },
  {
    id: 'service-role-trust',
    patterns: [
      /could not be assumed because it does not exist or the trusted entity is not correct/,
      /required service principals \[.{1,200}\] were not found in the trust relationships/,
    ],
    cause: () => l10n.t('The service role does not exist or does not trust eks.amazonaws.com.'),
    remedy: () =>
      l10n.t(
        'Add eks.amazonaws.com to the role’s trust relationship, with sts:AssumeRole and in Auto Mode also sts:TagSession, or choose another service role.',
      ),
    field: 'serviceRoleArn',
  },
  {
    id: 'service-role-missing',
    patterns: [],
    issueCodes: ['IamRoleNotFound'],
    cause: () => l10n.t('The service role does not exist.'),
    remedy: () => l10n.t('Choose an existing service role.'),
    field: 'serviceRoleArn',
  },
  {
    id: 'node-role-missing',
    patterns: [],
    issueCodes: ['IamNodeRoleNotFound', 'IamInstanceProfileNotFound'],
    cause: () => l10n.t('The node role or its instance profile does not exist.'),
    remedy: () =>
      l10n.t('It may have been deleted. Choose Delete Everything, then create the cluster again.'),
  },
  {
    id: 'cluster-denies-eks',
    patterns: [],
    issueCodes: ['AccessDenied'],
    cause: () => l10n.t('EKS or the nodes have no access to the cluster’s API.'),
    remedy: () =>
      l10n.t(
        'Check the cluster’s access entries: the node role needs one, and those of EKS must not be deleted.',
      ),
  },
  {
    id: 'addon-role',
    patterns: [],
    issueCodes: ['AddonPermissionFailure'],
    cause: () => l10n.t('The add-on’s role lacks a permission.'),
    remedy: () =>
      l10n.t('A new role takes a moment to propagate in IAM: try again, or remove the add-on from the form.'),
    field: 'addOns',
  },
];

function policyNames(arns = ''): string {
  return [...arns.matchAll(/policy\/(?:[\w-]+\/)*(\w+)/g)].map(([, name]) => name).join(', ');
}
