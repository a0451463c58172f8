import * as l10n from '@vscode/l10n';
import { isThrottled } from '../stack-status';
import type { FailureRow, FailureMatch } from './failure-row';
import { fieldOf } from './template-fields';

/** What is in the way of the stack itself. */
export const STACK: readonly FailureRow[] = [
  {
    id: 'policy-missing',
    patterns: [/Policy (?<policy>arn:[\w:/+=,.@-]{1,300}) does not exist or is not attachable/],
    cause: ({ values: { policy = '' } }) => l10n.t('The AWS account does not have the policy {0}.', policy),
    remedy: (found) =>
      isRoleOfAddOn(found)
        ? l10n.t(
            'That is a fault of this extension or new in this part of AWS: leave the add-on out that needs it, and report it with this message.',
          )
        : l10n.t(
            'That is a fault of this extension or new in this part of AWS: report it with this message.',
          ),
    field: (found) => (isRoleOfAddOn(found) ? 'addOns' : undefined),
  },
  {
    id: 'left-behind',
    patterns: [
      /(?<resource>(?:sg|eni|subnet|vpc|igw)-\w{1,30})['’]? has a dependent object/,
      /network interface:? '?(?<resource>eni-\w{1,30})'? is (?:currently )?in use/i,
      /has a dependent object|DependencyViolation|network interface.{0,80}in use|mapped public address/i,
      /must be detached/,
    ],
    issueCodes: ['Ec2SecurityGroupDeletionFailure', 'Ec2LaunchTemplateDeletionFailure'],
    cause: ({ values: { resource } }) =>
      resource === undefined
        ? l10n.t('Something that CloudFormation did not make still uses it.')
        : l10n.t('Something that CloudFormation did not make still uses {0}.', resource),
    remedy: () =>
      l10n.t(
        'Most often it is load balancers or network interfaces that Kubernetes made: find them in the EC2 console under Load Balancers and Network Interfaces, delete them, then try again. Services of type LoadBalancer are best deleted before the cluster.',
      ),
  },
  {
    id: 'protected',
    patterns: [/deletion protection/i, /TerminationProtection is enabled/],
    cause: () => l10n.t('It is protected from being deleted.'),
    remedy: () =>
      l10n.t(
        'Have deletion protection of the cluster switched off in the EKS console, or termination protection of the stack in the CloudFormation console, then try again.',
      ),
  },
  {
    id: 'others-in-cluster',
    patterns: [/Cluster has (?<what>[\w -]{1,40}) attached/],
    cause: ({ values: { what = '' } }) =>
      l10n.t('There is something in the cluster that CloudFormation did not make: {0}.', what),
    remedy: () => l10n.t('Delete it in the EKS console, then try again.'),
  },
  {
    id: 'rollback-failed',
    patterns: [/resource\(s\) failed to delete: \[(?<resources>[\w, ]{1,300})\]/, /ROLLBACK_FAILED/],
    cause: ({ values: { resources } }) =>
      resources === undefined
        ? l10n.t('CloudFormation could not take back everything that it had created.')
        : l10n.t('CloudFormation could not take back everything that it had created: {0}.', resources),
    remedy: () =>
      l10n.t(
        'Delete everything. Where the provision role may not delete, have your cloud team delete the stack in the CloudFormation console.',
      ),
  },
  {
    id: 'role-in-use',
    patterns: [/Cannot delete entity, must /],
    cause: () => l10n.t('Somebody has added something to the role since CloudFormation made it.'),
    remedy: () =>
      l10n.t('Have the policy or instance profile taken from the role in the IAM console, then try again.'),
  },
  {
    id: 'not-permitted-now',
    patterns: [/OperationNotPermitted|operation is not permitted/i],
    issueCodes: ['OperationNotPermitted'],
    cause: () => l10n.t('EKS does not permit this change to the cluster as it is now.'),
    remedy: () =>
      l10n.t(
        'Undo the change that AWS names in the form, then try again; or delete everything and create the cluster again.',
      ),
  },
  {
    id: 'not-drained',
    patterns: [],
    issueCodes: ['NodeTerminationFailure', 'PodEvictionFailure'],
    cause: () => l10n.t('EKS could not empty a node: pods on it may not be evicted.'),
    remedy: () => l10n.t('Remove the pod disruption budgets that forbid it, then try again.'),
  },
  {
    id: 'property-refused',
    patterns: [
      /value .{1,300} for parameter name (?<path>\w{1,60}) does not exist/,
      /Parameters?:? \[?'?(?<path>\w{1,60})'?\]? (?:must|failed to satisfy)/,
      /(?:Properties validation failed|[Pp]roperty validation failure|VALIDATION_FAILED).{0,200}?(?<path>\/\w[\w/]{0,150})/,
      /Properties validation failed|[Pp]roperty validation failure|VALIDATION_FAILED/,
    ],
    cause: ({ values: { path } }) =>
      path === undefined
        ? l10n.t('CloudFormation does not take a value of the template.')
        : l10n.t('CloudFormation does not take a value of the template: {0}.', path),
    remedy: () => l10n.t('Correct what the message names in the form, then create the cluster again.'),
    field: ({ values: { path = '' } }) => fieldOf(path),
  },
];

/** Roles that every cluster has; what is left are those of add-ons. */
const OWN_ROLES = ['NodeRole', 'ServiceRole', 'ProvisionRole'];

function isRoleOfAddOn({ resource }: FailureMatch): boolean {
  return !OWN_ROLES.includes(resource?.logicalId ?? '');
}

/** What says little: whatever else is known of a failure says more. */
export const VAGUE: readonly FailureRow[] = [
  {
    id: 'throttled',
    patterns: [{ exec: (text) => (isThrottled(text) ? {} : null) }],
    issueCodes: ['IamThrottling', 'AutoScalingGroupRateLimitExceeded'],
    cause: () => l10n.t('AWS had too many requests from the account at the time.'),
    remedy: () => l10n.t('Wait a few minutes, then try again.'),
    isVague: true,
  },
  {
    id: 'not-stabilized',
    patterns: [/Exceeded attempts to wait|did not stabilize|NotStabilized|failed to stabilize: ?$/],
    cause: () => l10n.t('It did not become ready in the time that CloudFormation waits.'),
    remedy: () =>
      l10n.t(
        'Try again. If it fails again, look at the resource itself in the AWS console: it shows what it waits for.',
      ),
    isVague: true,
  },
  {
    id: 'aws-internal',
    patterns: [
      /Internal ?Failure|Internal ?Server ?Error|Internal ?Service ?Error|Service ?Unavailable|ServiceInternalError/i,
      /[Aa]n (?:unexpected|internal) error (?:has )?occurred|InternalError\b/,
    ],
    issueCodes: ['InternalFailure', 'ResourceNotFound', 'Unknown', 'Other'],
    cause: () => l10n.t('AWS names no cause that lies with you.'),
    remedy: () =>
      l10n.t(
        'Try again; if it fails again, the health of the service in the region is at health.aws.amazon.com.',
      ),
    isVague: true,
  },
];
