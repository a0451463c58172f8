import * as l10n from '@vscode/l10n';
import { userError } from '../../errors/catalogue';
import { deniedAction, deniedCall, denialCode } from '../../errors/denial';
import {
  AUTO_SCALING_LINKED_ROLE,
  EKS_LINKED_ROLE,
  NODEGROUP_LINKED_ROLE,
  SPOT_LINKED_ROLE,
} from '../../policy/service-linked-roles';
import type { FailureRow, Found, Pattern } from './failure-row';

/** A sentence in which AWS names the action that it denied. */
const DENIED: Pattern = { exec: (text) => (deniedAction(text) === undefined ? null : {}) };

/** What a role is denied. */
export const DENIALS: readonly FailureRow[] = [
  {
    // EKS words it without the action where it tries itself.
    id: 'service-linked-role',
    patterns: [
      /not authorized to perform: iam:CreateServiceLinkedRole(?:.{0,400}?aws-service-role\/(?<service>[\w.-]{1,100})\/)?/,
      /Failed to (?:create service linked role|validate if SLR)/,
      /not have permission to create the service-linked role/,
      /service[- ]linked role.{0,200}(?:access ?denied|not authorized|missing permissions|does not exist)/i,
    ],
    cause: () =>
      l10n.t(
        'A role that AWS services make for themselves is missing in the account, and the provision role may not make it.',
      ),
    remedy: (found) =>
      l10n.t(
        'Have your cloud team run this once: {0}',
        `aws iam create-service-linked-role --aws-service-name ${linkedService(found)}`,
      ),
  },
  {
    id: 'assume-role',
    patterns: [/not authorized to perform: sts:AssumeRole\b/],
    cause: () => l10n.t('A role could not be assumed, and AWS does not say why.'),
    remedy: () =>
      l10n.t(
        'Have your cloud team check three things: that the role exists, that its trust relationship names who assumes it with the External ID, and that a policy of theirs allows sts:AssumeRole on it.',
      ),
    field: 'roleArn',
  },
  {
    id: 'denied',
    patterns: [DENIED],
    cause: ({ text }) =>
      userError(denialCode(text), { detail: `${deniedCall(text) ?? deniedAction(text) ?? ''}.` }).message,
    remedy: ({ text }) => userError(denialCode(text), { detail: '' }).remedy,
  },
  {
    id: 'launch-denied',
    patterns: [/not authorized to (?:use launch template|launch instances with this launch template)/i],
    cause: () => l10n.t('The provision role may not launch instances as the launch template describes them.'),
    remedy: () =>
      l10n.t(
        'Have your cloud team allow it ec2:RunInstances, ec2:CreateTags and iam:PassRole for the nodes; EKS: Generate IAM Policy… prints the complete policy.',
      ),
  },
  {
    // What EC2 hides in it is decoded before, where the role may.
    id: 'denied-unsaid',
    patterns: [/You are not authorized to perform this operation|UnauthorizedOperation/],
    cause: () => l10n.t('EC2 denies the provision role something and does not say what.'),
    remedy: () =>
      l10n.t(
        'Have your cloud team compare the role’s policy with what EKS: Generate IAM Policy… prints; with sts:DecodeAuthorizationMessage the action is named here.',
      ),
  },
];

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

/** By what AWS calls them in a sentence; EKS's own is what is left. */
const LINKED_ROLES = [
  [/Nodegroup/, NODEGROUP_LINKED_ROLE],
  [/Auto ?Scaling/, AUTO_SCALING_LINKED_ROLE],
  [/Spot/, SPOT_LINKED_ROLE],
] as const;

/** Whose role it is, which AWS does not always say. */
function linkedService({ values, text }: Found): string {
  const [, role = EKS_LINKED_ROLE] = LINKED_ROLES.find(([name]) => name.test(text)) ?? [];
  return values['service'] ?? role.service;
}

function policyNames(arns = ''): string {
  return [...arns.matchAll(/policy\/(?:[\w-]+\/)*(\w+)/g)].map(([, name]) => name).join(', ');
}
