import * as l10n from '@vscode/l10n';
import type { Failure } from './operation';
import type { StackEvent } from './stack-event';

interface FailurePattern {
  readonly pattern: RegExp;
  readonly cause: () => string;
  readonly remedy: () => string;
}

/** What AWS's own words mean, and what helps. The first row that matches counts; one more failure is one more row. */
const PATTERNS: readonly FailurePattern[] = [
  {
    pattern:
      /Managed Policies associated with it.*AmazonEKS(Compute|BlockStorage|LoadBalancing|Networking)Policy/,
    cause: () => l10n.t('The service role lacks policies that EKS Auto Mode needs.'),
    remedy: () =>
      l10n.t(
        'Attach the policies that AWS names to the service role, or choose a service role that has them, then create the cluster again.',
      ),
  },
  {
    pattern: /provided role doesn't have the Amazon EKS Managed Policies associated with it/,
    cause: () => l10n.t('The service role lacks the policy AmazonEKSClusterPolicy.'),
    remedy: () =>
      l10n.t(
        'Attach AmazonEKSClusterPolicy to the service role (not to the provision role), then create the cluster again.',
      ),
  },
  {
    pattern:
      /could not be assumed because it does not exist or the trusted entity is not correct|required service principals/,
    cause: () => l10n.t('The service role does not trust eks.amazonaws.com.'),
    remedy: () =>
      l10n.t(
        'Let the role’s trust relationship name eks.amazonaws.com, with sts:AssumeRole and in Auto Mode with sts:TagSession, or choose another service role.',
      ),
  },
  {
    pattern: /(?:explicit deny in a|because no) (?:service|resource) control policy/,
    cause: () => l10n.t('The organization of the AWS account does not allow it.'),
    remedy: () =>
      l10n.t(
        'Ask whoever administers the organization, or use another region or account: no policy of the provision role can allow it.',
      ),
  },
  {
    pattern: /(?:explicit deny in a|because no) permissions boundary/,
    cause: () => l10n.t('The permissions boundary of the provision role does not allow it.'),
    remedy: () => l10n.t('Have the action added to the boundary, too, then create the cluster again.'),
  },
  {
    pattern: /STS is not activated in this region|StsRegionalEndpointDisabled/,
    cause: () => l10n.t('The Security Token Service is switched off in the region.'),
    remedy: () =>
      l10n.t(
        'Have it activated in the IAM console under Account settings > Security Token Service, then create the cluster again.',
      ),
  },
  {
    pattern: /not authorized to perform: (\S+)|You are not authorized/,
    cause: () => l10n.t('The provision role lacks a permission.'),
    remedy: () =>
      l10n.t(
        'Have it added to the role’s policy (EKS: Generate IAM Policy… prints the complete policy), then create the cluster again.',
      ),
  },
  {
    pattern: /Role with name (\S+) already exists/,
    cause: () => l10n.t('The role’s name is taken by another role.'),
    remedy: () => l10n.t('Choose another name, or have that role deleted.'),
  },
  {
    pattern: /[Cc]luster already exists with name/,
    cause: () => l10n.t('The name is taken by another cluster.'),
    remedy: () => l10n.t('Choose another cluster name.'),
  },
  {
    pattern: /at least two different AZs|targeted availability zone/,
    cause: () => l10n.t('The subnets are in zones that EKS cannot use together.'),
    remedy: () => l10n.t('Choose subnets in two zones that the message names.'),
  },
  {
    pattern: /InsufficientInstanceCapacity|Could not launch (On-Demand|Spot) Instances|UnfulfillableCapacity/,
    cause: () => l10n.t('AWS has no such instances free at the moment.'),
    remedy: () => l10n.t('Choose another instance type or other zones, then create the cluster again.'),
  },
  {
    // An add-on is the first to notice that self-managed nodes are missing.
    pattern: /NodeCreationFailure|failed to join the kubernetes cluster|InsufficientNumberOfReplicas/,
    cause: () => l10n.t('The nodes started but did not reach the cluster.'),
    remedy: () =>
      l10n.t(
        'Check that the subnets have a route to the internet or the VPC endpoints that nodes need, and that the VPC’s DNS is on.',
      ),
  },
  {
    pattern: /ExpiredToken|security token included in the request is expired/,
    cause: () => l10n.t('The session that CloudFormation was given ended before the stack did.'),
    remedy: () => l10n.t('Create the cluster again; the session is renewed first.'),
  },
  {
    pattern: /(Limit|Quota)Exceeded|maximum number of .+ has been reached/,
    cause: () => l10n.t('A quota of the AWS account is used up.'),
    remedy: () =>
      l10n.t('Have the quota raised in the Service Quotas console, or delete what is no longer used.'),
  },
];

/** @param label what the resource is called in words, for example `Control plane` */
export function explainFailure(event: StackEvent, label: string): Failure {
  const reason = event.reason ?? event.status;
  const known = PATTERNS.find(({ pattern }) => pattern.test(reason));
  return {
    message: l10n.t('Creating {0} failed.', label),
    cause: known ? `${known.cause()} ${l10n.t('AWS says: {0}', reason)}` : l10n.t('AWS says: {0}', reason),
    remedy: known?.remedy() ?? l10n.t('Look at the events of the CloudFormation stack in the AWS console.'),
    logicalId: event.logicalId,
  };
}
