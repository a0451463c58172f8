import * as l10n from '@vscode/l10n';
import { errorFactory } from '../errors/errors-of';
import type { ErrorText } from '../errors/error-text';

/** What stands in the way inside a cluster. Apart from the catalogue of the rest: that is loaded at activation. */
const CLUSTER_ERRORS = {
  'storage-class-differs': (p: { name: string; differences: string }) => ({
    message: l10n.t('Cluster {0} has a storage class gp3 of its own: {1}.', p.name, p.differences),
    remedy: l10n.t(
      'Kubernetes lets nobody change that. Make it the default as it is, or delete it and try again.',
    ),
  }),
  'storage-driver-missing': (p: { name: string }) => ({
    message: l10n.t('Cluster {0} has no driver for EBS volumes, so claims would wait for ever.', p.name),
    remedy: l10n.t('Install the EKS add-on aws-ebs-csi-driver with a role for it, then try again.'),
  }),
  'no-long-lived-token': (p: { name: string }) => ({
    message: l10n.t('Cluster {0} has no long-lived token of the extension.', p.name),
    remedy: l10n.t(
      'There is one only where eks.kubeconfig.authentication is service-account; EKS: Add to Kubeconfig makes it.',
    ),
  }),
  'namespace-terminating': (p: { namespace: string }) => ({
    message: l10n.t('The namespace {0} is still being deleted.', p.namespace),
    remedy: l10n.t('Try again once it is gone; that takes some minutes where there are volumes in it.'),
  }),
  'namespace-foreign': (p: { namespace: string }) => ({
    message: l10n.t('The namespace {0} is there, and the extension has not made it.', p.namespace),
    remedy: l10n.t('Deploy there yourself, or have that namespace renamed or removed; it was not touched.'),
  }),
  'endpoint-private': (p: { name: string; detail: string }) => ({
    message: l10n.t(
      'The endpoint of cluster {0} is private, and not to be reached from here: {1}',
      p.name,
      p.detail,
    ),
    remedy: l10n.t('Try again from its VPC, or through a VPN or a network connected with it.'),
  }),
  'token-not-issued': (p: { secret: string }) => ({
    message: l10n.t('Kubernetes did not issue a token into the Secret {0}.', p.secret),
    remedy: l10n.t('Run EKS: Add to Kubeconfig on the cluster to try again.'),
  }),
} as const satisfies Record<string, (parameters: never) => ErrorText>;

/** The error of that code, with what its words name. */
export const clusterError = errorFactory(CLUSTER_ERRORS);
