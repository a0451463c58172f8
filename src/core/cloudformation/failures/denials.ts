import * as l10n from '@vscode/l10n';
import { userError } from '../../errors/catalogue';
import { describeDeniedCall, denialErrorCode, parseDenial, type Denial } from '../../errors/access-denied';
import {
  AUTO_SCALING_LINKED_ROLE,
  EKS_LINKED_ROLE,
  NODEGROUP_LINKED_ROLE,
  SPOT_LINKED_ROLE,
} from '../../policy/service-linked-roles';
import type { FailureRow, FailureMatch, Pattern } from './failure-row';
import { anyShell } from '../../shell-quoting';

/** A sentence that is a denial, and of which this holds, too. */
function denialThat(holds: (denial: Denial) => boolean): Pattern {
  return {
    exec: (text) => {
      const denial = parseDenial(text);
      return denial && holds(denial) ? {} : null;
    },
  };
}

/** The same for what a regular expression finds in it; where AWS says why, that counts more. */
function unexplained(pattern: RegExp): Pattern {
  const isExplained = denialThat(({ effect }) => effect !== 'unsaid');
  return { exec: (text) => (isExplained.exec(text) ? null : pattern.exec(text)) };
}

/** The same, where nothing but the policy of the role itself is missing. */
function merelyMissing(pattern: RegExp): Pattern {
  const isForbidden = denialThat(
    ({ policy, effect }) => effect === 'explicit' || (policy !== undefined && policy !== 'identity'),
  );
  return { exec: (text) => (isForbidden.exec(text) ? null : pattern.exec(text)) };
}

/** `AWSServiceRoleForAutoScaling`, for example: what it is allowed to do is AWS's to say. */
const LINKED_ROLE = /[/:]assumed-role\/(?<role>AWSServiceRoleFor\w{1,80})\//;

/** What a role is denied. */
export const DENIALS: readonly FailureRow[] = [
  {
    // EKS words it without the action where it tries itself.
    id: 'service-linked-role',
    patterns: [
      merelyMissing(
        /not authorized to perform: iam:CreateServiceLinkedRole(?:.{0,400}?aws-service-role\/(?<service>[\w.-]{1,100})\/)?/,
      ),
      merelyMissing(/Failed to (?:create service linked role|validate if SLR)/),
      merelyMissing(/not have permission to create the service-linked role/),
      merelyMissing(
        /service[- ]linked role.{0,200}(?:access ?denied|not authorized|missing permissions|does not exist)/i,
      ),
    ],
    cause: () =>
      l10n.t(
        'A service-linked role is missing in the account, and the provision role is not allowed to create it.',
      ),
    remedy: (found) =>
      l10n.t(
        'Ask your cloud team to run this once: {0}',
        anyShell(['aws', 'iam', 'create-service-linked-role', '--aws-service-name', linkedService(found)]),
      ),
  },
  {
    id: 'assume-role',
    patterns: [
      denialThat(({ action, effect }) => /^sts:AssumeRole/.test(action ?? '') && effect === 'unsaid'),
    ],
    cause: () => l10n.t('A role could not be assumed. AWS gives no reason.'),
    remedy: () =>
      l10n.t(
        'Ask your cloud team to check three things: the role exists, its trust relationship lists the caller with the External ID, and a policy of the caller allows sts:AssumeRole on the role.',
      ),
    field: 'roleArn',
  },
  {
    id: 'launch-denied',
    patterns: [
      unexplained(/not authorized to (?:use launch template|launch instances with this launch template)/i),
    ],
    cause: () => l10n.t('The provision role is not allowed to launch instances from the launch template.'),
    remedy: () =>
      l10n.t(
        'Ask your cloud team to allow ec2:RunInstances, ec2:CreateTags and iam:PassRole for the nodes. EKS: Generate IAM Policy… generates the complete policy.',
      ),
  },
  {
    id: 'cross-account-role',
    patterns: [/Cross-account pass role is not allowed/i],
    cause: () =>
      l10n.t('The role belongs to a different AWS account than the cluster, which EKS does not accept.'),
    remedy: () => l10n.t('Choose a service role from the account in which the cluster is created.'),
    field: 'serviceRoleArn',
  },
  {
    // AWS's own role, whose policy cannot be changed, so something else is in the way.
    id: 'denied-to-aws',
    patterns: [
      {
        exec: (text) => {
          const denial = parseDenial(text);
          const isOwn = denial?.policy === undefined || denial.policy === 'identity';
          return denial && isOwn ? LINKED_ROLE.exec(denial.principal ?? '') : null;
        },
      },
    ],
    cause: ({ text, values: { role = '' } }) =>
      l10n.t('{0}, a role used by an AWS service, is not allowed to do this: {1}.', role, callIn(text)),
    remedy: ({ text }) =>
      callIn(text).startsWith('kms:')
        ? l10n.t('Ask the KMS key’s owner to allow this role in the key policy, then try again.')
        : l10n.t(
            'AWS manages this role’s policy. Ask your cloud team whether a service control policy denies it, and whether the resource it needs (such as a KMS key) allows this role.',
          ),
  },
  {
    // CloudFormation tags what it makes; since 2026 it no longer tries again without tags:
    // https://repost.aws/knowledge-center/cloudformation-tagging-permission-error
    id: 'tagging-denied',
    patterns: [
      unexplained(
        /permissions error performing a tagging operation|unauthori[sz]ed ?tagging ?operation|(?:add|missing|lacks?) (?:the )?(?:required )?tag(?:ging)? permissions?|not have (?:IAM )?permissions? to (?:process|add|create|apply) tags|not authori[sz]ed to (?:perform \w{1,60} with tags|tag )/i,
      ),
    ],
    cause: ({ text }) =>
      userError('permission-missing', {
        detail: `${callIn(text) || l10n.t('to tag the resource')}.`,
      }).message,
    remedy: () => userError('permission-missing', { detail: '' }).remedy,
  },
  {
    id: 'denied',
    patterns: [denialThat(() => true)],
    cause: ({ text }) => userError(denialErrorCode(text), { detail: `${callIn(text)}.` }).message,
    remedy: ({ text }) => userError(denialErrorCode(text), { detail: '' }).remedy,
    field: ({ text }) => (parseDenial(text)?.policy === 'key' ? 'kmsKeyArn' : undefined),
  },
  {
    // What EC2 hides in it is decoded before, where the role may.
    id: 'denied-unsaid',
    patterns: [/You are not authorized to perform this operation|UnauthorizedOperation/],
    cause: () => l10n.t('EC2 denied an action to the provision role and does not say which.'),
    remedy: () =>
      l10n.t(
        'Ask your cloud team to compare the role’s policy with the one that EKS: Generate IAM Policy… generates. If the role is allowed sts:DecodeAuthorizationMessage, the denied action is shown here.',
      ),
  },
];

function callIn(text: string): string {
  return describeDeniedCall(text) ?? '';
}

/** By what AWS calls them in a sentence; EKS's own is what is left. */
const LINKED_ROLES = [
  [/Nodegroup/, NODEGROUP_LINKED_ROLE],
  [/Auto ?Scaling/, AUTO_SCALING_LINKED_ROLE],
  [/Spot/, SPOT_LINKED_ROLE],
] as const;

/** Whose role it is, which AWS does not always say. */
function linkedService({ values, text }: FailureMatch): string {
  const [, role = EKS_LINKED_ROLE] = LINKED_ROLES.find(([name]) => name.test(text)) ?? [];
  return values['service'] ?? role.service;
}
