import * as l10n from '@vscode/l10n';
import { errorFactory } from '../errors/errors-of';
import type { ErrorText } from '../errors/error-text';

/** Failures inside a cluster. Apart from the catalogue of the rest: that is loaded at activation. */
const CLUSTER_ERRORS = {
  'storage-class-differs': (p: { name: string; differences: string }) => ({
    message: l10n.t(
      'Cluster {0} already has a different storage class named gp3: {1}.',
      p.name,
      p.differences,
    ),
    remedy: l10n.t(
      'Kubernetes does not allow these settings to be changed. Make the existing class the default, or delete it and try again.',
    ),
  }),
  'storage-driver-missing': (p: { name: string }) => ({
    message: l10n.t('Cluster {0} has no EBS CSI driver, so volume claims would stay pending.', p.name),
    remedy: l10n.t('Install the EKS add-on aws-ebs-csi-driver with an IAM role, then try again.'),
  }),
  'no-long-lived-token': (p: { name: string }) => ({
    message: l10n.t('Cluster {0} has no long-lived token from this extension.', p.name),
    remedy: l10n.t(
      'A long-lived token exists only if eks.kubeconfig.authentication is service-account. EKS: Add to Kubeconfig creates it.',
    ),
  }),
  'namespace-terminating': (p: { namespace: string }) => ({
    message: l10n.t('The namespace {0} is still being deleted.', p.namespace),
    remedy: l10n.t('Try again when it is gone. This takes a few minutes if it contains volumes.'),
  }),
  'namespace-foreign': (p: { namespace: string }) => ({
    message: l10n.t('The namespace {0} already exists and was not created by this extension.', p.namespace),
    remedy: l10n.t('It was not changed. Deploy to it yourself, or rename or remove it.'),
  }),
  'endpoint-private': (p: { name: string; detail: string }) => ({
    message: l10n.t(
      'The endpoint of cluster {0} is private and cannot be reached from this machine: {1}',
      p.name,
      p.detail,
    ),
    remedy: l10n.t('Try again from its VPC, or through a VPN or a connected network.'),
  }),
  'token-not-issued': (p: { secret: string }) => ({
    message: l10n.t('Kubernetes did not issue a token into the Secret {0}.', p.secret),
    remedy: l10n.t('Run EKS: Add to Kubeconfig on the cluster to try again.'),
  }),
} as const satisfies Record<string, (parameters: never) => ErrorText>;

/** The error of that code, with what its words name. */
export const clusterError = errorFactory(CLUSTER_ERRORS);
