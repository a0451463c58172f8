import * as l10n from '@vscode/l10n';
import { isThrottled } from '../stack-status';
import type { FailureRow } from './failure-row';
import { fieldOf } from './template-fields';

/** What is in the way of the stack itself. */
export const STACK: readonly FailureRow[] = [
  {
    id: 'stack-exists',
    patterns: [/Stack \[(?<stack>[\w-]{1,128})\] already exists/],
    cause: ({ values: { stack = '' } }) =>
      l10n.t('There is a CloudFormation stack {0} already, maybe left from an earlier attempt.', stack),
    remedy: () =>
      l10n.t('Have that stack deleted in the CloudFormation console, or choose another cluster name.'),
    field: 'name',
  },
  {
    id: 'cluster-exists',
    patterns: [
      /[Cc]luster already exists with name|'AWS::EKS::Cluster' with identifier .{1,200} already exists/,
    ],
    cause: () => l10n.t('The name is taken by another cluster.'),
    remedy: () => l10n.t('Choose another cluster name, or add the cluster that exists.'),
    field: 'name',
  },
  {
    id: 'role-exists',
    patterns: [/Role with name (?<role>[\w+=,.@-]{1,64}) already exists/],
    cause: ({ values: { role = '' } }) => l10n.t('There is another role {0} already.', role),
    remedy: () => l10n.t('Choose another name, or have that role deleted.'),
    field: 'name',
  },
  {
    // CloudFormation's own words, before it asks the service or after.
    id: 'resource-exists',
    patterns: [
      /Resource of type '(?<type>[\w:]{1,100})' with identifier '(?<name>[^']{1,200})' already exists/,
      /(?<name>[\w.-]{1,128}) already exists in stack/,
    ],
    cause: ({ values: { type = '', name = '' } }) =>
      l10n.t('There is something of that name already: {0}.', `${type} ${name}`.trim()),
    remedy: () => l10n.t('Have it deleted if nobody needs it, or choose another cluster name.'),
    field: 'name',
  },
  {
    // EKS itself makes one for the creator where the template does not forbid it, as ours does.
    id: 'access-entry-exists',
    patterns: [/access entry resource is already in use/],
    cause: () => l10n.t('Somebody has given that role or user access to the cluster already.'),
    remedy: () => l10n.t('Remove it from the administrators, or delete its access entry, then try again.'),
    field: 'administrators',
  },
  {
    id: 'policy-missing',
    patterns: [/Policy (?<policy>arn:[\w:/+=,.@-]{1,300}) does not exist or is not attachable/],
    cause: ({ values: { policy = '' } }) => l10n.t('The AWS account does not have the policy {0}.', policy),
    remedy: () =>
      l10n.t(
        'That is a fault of this extension or new in this part of AWS: leave the add-on out that needs it, and report it with this message.',
      ),
    field: 'addOns',
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
    id: 'aws-internal',
    patterns: [
      /InternalFailure|Internal ?Server ?Error|ServiceUnavailable|HandlerErrorCode: (?:ServiceInternalError|InternalFailure)/,
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
