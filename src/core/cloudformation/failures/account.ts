import * as l10n from '@vscode/l10n';
import type { FailureRow, FailureMatch } from './failure-row';

function volumeKeyCause(): string {
  return l10n.t(
    'The instances stopped while starting. Usually this means that AWS is not allowed to use the key that encrypts the account’s volumes.',
  );
}

function volumeKeyRemedy(): string {
  return l10n.t(
    'In the key policy of the account’s default key for EBS encryption, allow the role AWSServiceRoleForAutoScaling to use the key and to create grants. Then try again.',
  );
}

/** Nodes have nothing to do with the key for Kubernetes secrets: their key is that of the volumes. */
function isOfNodes({ resource }: FailureMatch): boolean {
  return /^AWS::(?:EKS::Nodegroup|AutoScaling::|EC2::)/.test(resource?.type ?? '');
}

/** What the account or the keys in it are not ready for. */
export const ACCOUNT: readonly FailureRow[] = [
  {
    id: 'account-not-ready',
    patterns: [
      /OptInRequired|not subscribed to this service|PendingVerification/,
      /request for accessing resources in this region is being validated/,
      /account is currently blocked|account is (?:currently )?being verified/i,
    ],
    issueCodes: ['Ec2ServiceNotSubscribed', 'AutoScalingGroupOptInRequired'],
    cause: () => l10n.t('AWS has not yet activated the region or the service for the account.'),
    remedy: () =>
      l10n.t(
        'Complete the account’s sign-up in the AWS console (payment method, phone, support plan), or wait for the confirmation email from AWS, which can take four hours. Then try again.',
      ),
    field: 'region',
  },
  {
    // Auto Scaling's own role has to be let use the key that encrypts the volumes:
    // https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
    id: 'volume-key',
    patterns: [/Client\.InternalError|Client\.InvalidKMSKey/],
    cause: volumeKeyCause,
    remedy: volumeKeyRemedy,
  },
  {
    id: 'secrets-key',
    patterns: [
      /Kms(?:Key|Grant)\w+|KMSInvalidState|KMSKeyDisabled|KMSNotFound/,
      /(?:KMS|kms|encryption) key.{0,120}(?:disabled|pending deletion|does not exist|not found|invalid)/,
      /KeyArn in encryptionConfig/,
    ],
    issueCodes: ['KmsKeyDisabled', 'KmsKeyMarkedForDeletion', 'KmsKeyNotFound', 'KmsGrantRevoked'],
    cause: (found) =>
      isOfNodes(found)
        ? volumeKeyCause()
        : l10n.t(
            'EKS cannot use the KMS key: it is disabled, deleted or in another region, or the grant was revoked.',
          ),
    remedy: (found) =>
      isOfNodes(found) ? volumeKeyRemedy() : l10n.t('Fix the key, choose another one, or choose none.'),
    field: (found) => (isOfNodes(found) ? undefined : 'kmsKeyArn'),
  },
  {
    id: 'kubernetes-version',
    patterns: [/unsupported Kubernetes version|UnsupportedVersion|Kubernetes version.{0,40}not supported/i],
    issueCodes: ['UnsupportedVersion'],
    cause: () => l10n.t('EKS does not offer the Kubernetes version.'),
    remedy: () => l10n.t('Refresh the list of versions and choose one of them.'),
    field: 'kubernetesVersion',
  },
];
