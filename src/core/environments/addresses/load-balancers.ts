import * as l10n from '@vscode/l10n';
import { asSentence } from '../../errors/error-text';
import { tell, type SentenceRow } from '../failures/failure';
import type { ClusterEvent } from '../objects/surroundings';
import { addressFailure, type Address } from './address';

/**
 * Why AWS makes no load balancer: events of the AWS Load Balancer Controller, of Auto Mode and of the older controller
 * that is part of Kubernetes' cloud provider.
 */
export const LOAD_BALANCERS: readonly SentenceRow[] = [
  {
    code: 'no-subnets',
    pattern:
      /couldn't auto-discover subnets|unable to (?:discover|resolve) at least one subnet|could not find any suitable subnets|no matching subnets?/i,
    text: () => l10n.t('The load balancer finds no subnets in the VPC of the cluster.'),
    remedy: () =>
      l10n.t(
        'Tag public subnets with kubernetes.io/role/elb=1 and private ones with kubernetes.io/role/internal-elb=1, or name subnets in an annotation.',
      ),
  },
  {
    code: 'load-balancer-quota',
    pattern: /TooManyLoadBalancers|TooManyTargetGroups|TooManyListeners|LoadBalancerLimitExceeded/,
    text: (value) =>
      l10n.t('The account has as many load balancers as it may: {0}', asSentence(value('sentence'))),
    remedy: () => l10n.t('Delete load balancers that are no longer needed, or raise the quota.'),
  },
  {
    code: 'load-balancer-denied',
    pattern: /AccessDenied|UnauthorizedOperation|not authorized to perform: (?<action>[\w:]+)/,
    text: (value) =>
      l10n.t('The load balancer controller lacks a permission: {0}', asSentence(value('sentence'))),
    remedy: () => l10n.t('Add the permission to the IAM role of the controller or cluster.'),
  },
  {
    code: 'load-balancer-certificate',
    pattern: /no certificate found for host|CertificateNotFound|UnsupportedCertificate/,
    text: (value) =>
      l10n.t('AWS Certificate Manager has no certificate for it: {0}', asSentence(value('sentence'))),
    remedy: () => l10n.t('Request a certificate in the same region, or name one in an annotation.'),
  },
  {
    code: 'load-balancer-security-groups',
    pattern: /Multiple (?:tagged )?security groups found|expected exactly one securityGroup/i,
    text: (value) =>
      l10n.t(
        'Several security groups of the nodes are tagged for the cluster: {0}',
        asSentence(value('sentence')),
      ),
    remedy: () => l10n.t('Leave the tag kubernetes.io/cluster/<name> on one of them.'),
  },
  {
    code: 'load-balancer-failed',
    pattern: /^/,
    text: (value) => l10n.t('AWS did not create the load balancer: {0}', asSentence(value('sentence'))),
    remedy: () => l10n.t('Change what the message names; the controller then tries again.'),
    mayPass: true,
  },
];

const FAILURES = [
  ...['SyncLoadBalancerFailed', 'FailedBuildModel', 'FailedDeployModel', 'FailedReconcile'],
  ...['CreatingLoadBalancerFailed', 'FailedAddFinalizer', 'FailedUpdateStatus'],
];
/** AWS needs one to four minutes. */
const PATIENCE_MS = 3 * 60_000;

/** What a load balancer that has no host name yet waits for, or why it never gets one. */
export function pendingLoadBalancer(
  { name, createdAt }: { readonly name: string; readonly createdAt: number },
  events: readonly ClusterEvent[],
  now: number,
): Address {
  const [failed] = events.filter(({ reason }) => FAILURES.includes(reason));
  const told = failed && tell(LOAD_BALANCERS, failed.message);
  if (told && (!told.mayPass || failed.count > 1))
    return { kind: 'failing', name, failure: addressFailure(told.code, told.text, told.remedy) };
  if (events.length === 0 && now - createdAt > PATIENCE_MS) {
    const text = l10n.t('Nothing in the cluster creates load balancers.');
    const remedy = l10n.t('Install the AWS Load Balancer Controller, or turn on EKS Auto Mode.');
    return { kind: 'failing', name, failure: addressFailure('no-load-balancer-controller', text, remedy) };
  }
  return { kind: 'waiting', name, waitingFor: l10n.t('Waiting for AWS to create the load balancer.') };
}
