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
            'This is a bug in this extension or a change in this AWS partition. Remove the add-on that needs the policy from the form, and report the problem with this message.',
          )
        : l10n.t(
            'This is a bug in this extension or a change in this AWS partition. Please report it with this message.',
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
        ? l10n.t('It is still used by a resource that CloudFormation did not create.')
        : l10n.t('{0} is still used by a resource that CloudFormation did not create.', resource),
    remedy: () =>
      l10n.t(
        'Usually this is a load balancer or a network interface that Kubernetes created. Find it in the EC2 console under Load Balancers or Network Interfaces and delete it, then try again. To avoid this, delete Services of type LoadBalancer before the cluster.',
      ),
  },
  {
    id: 'protected',
    patterns: [/deletion protection/i, /TerminationProtection is enabled/],
    cause: () => l10n.t('It is protected against deletion.'),
    remedy: () =>
      l10n.t(
        'Turn off the cluster’s deletion protection in the EKS console, or the stack’s termination protection in the CloudFormation console. Then try again.',
      ),
  },
  {
    id: 'others-in-cluster',
    patterns: [/Cluster has (?<what>[\w -]{1,40}) attached/],
    cause: ({ values: { what = '' } }) =>
      l10n.t('The cluster contains a resource that CloudFormation did not create: {0}.', what),
    remedy: () => l10n.t('Delete it in the EKS console, then try again.'),
  },
  {
    id: 'rollback-failed',
    patterns: [/resource\(s\) failed to delete: \[(?<resources>[\w, ]{1,300})\]/, /ROLLBACK_FAILED/],
    cause: ({ values: { resources } }) =>
      resources === undefined
        ? l10n.t('CloudFormation could not roll back everything that it created.')
        : l10n.t('CloudFormation could not roll back everything that it created: {0}.', resources),
    remedy: () =>
      l10n.t(
        'Choose Delete Everything. If the provision role is not allowed to delete, ask your cloud team to delete the stack in the CloudFormation console.',
      ),
  },
  {
    id: 'role-in-use',
    patterns: [/Cannot delete entity, must /],
    cause: () =>
      l10n.t('A policy or instance profile was added to the role after CloudFormation created it.'),
    remedy: () =>
      l10n.t('Remove the policy or instance profile from the role in the IAM console, then try again.'),
  },
  {
    id: 'not-permitted-now',
    patterns: [/OperationNotPermitted|operation is not permitted/i],
    issueCodes: ['OperationNotPermitted'],
    cause: () => l10n.t('EKS does not allow this change in the cluster’s current state.'),
    remedy: () =>
      l10n.t(
        'In the form, undo the change that AWS names, then try again. Or choose Delete Everything and create the cluster again.',
      ),
  },
  {
    id: 'not-drained',
    patterns: [],
    issueCodes: ['NodeTerminationFailure', 'PodEvictionFailure'],
    cause: () => l10n.t('EKS could not drain a node: eviction of its pods is not allowed.'),
    remedy: () => l10n.t('Remove the pod disruption budgets that prevent it, then try again.'),
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
        ? l10n.t('CloudFormation does not accept a value in the template.')
        : l10n.t('CloudFormation does not accept a value in the template: {0}.', path),
    remedy: () => l10n.t('In the form, correct what the message names, then create the cluster again.'),
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
    cause: () => l10n.t('AWS received too many requests from the account at that time.'),
    remedy: () => l10n.t('Wait a few minutes, then try again.'),
    isVague: true,
  },
  {
    id: 'not-stabilized',
    patterns: [/Exceeded attempts to wait|did not stabilize|NotStabilized|failed to stabilize: ?$/],
    cause: () => l10n.t('It did not become ready before CloudFormation’s timeout.'),
    remedy: () =>
      l10n.t('Try again. If it fails again, check the resource in the AWS console to see what it waits for.'),
    isVague: true,
  },
  {
    id: 'aws-internal',
    patterns: [
      /Internal ?Failure|Internal ?Server ?Error|Internal ?Service ?Error|Service ?Unavailable|ServiceInternalError/i,
      /[Aa]n (?:unexpected|internal) error (?:has )?occurred|InternalError\b/,
    ],
    issueCodes: ['InternalFailure', 'ResourceNotFound', 'Unknown', 'Other'],
    cause: () => l10n.t('AWS reports an internal problem.'),
    remedy: () =>
      l10n.t(
        'Try again. If it fails again, see health.aws.amazon.com for the status of the service in the region.',
      ),
    isVague: true,
  },
];
