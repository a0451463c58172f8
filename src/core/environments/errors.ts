import * as l10n from '@vscode/l10n';
import type { ErrorText } from '../errors/error-text';
import { errorFactory } from '../errors/errors-of';

/** Why a command on an environment failed. */
const ENVIRONMENT_ERRORS = {
  'no-environments': () => ({
    message: l10n.t('No environments were found for the folders of this window.'),
    remedy: l10n.t('Deploy into a namespace of an environment, or run EKS: Show Namespace as Environment….'),
  }),
  'environment-gone': (p: { name: string }) => ({
    message: l10n.t('{0} no longer exists in the cluster.', p.name),
    remedy: l10n.t('The view Environments shows what is there now.'),
  }),
  'nothing-to-restart': (p: { name: string }) => ({
    message: l10n.t('{0} has nothing that can be restarted.', p.name),
    remedy: l10n.t('Deployments, StatefulSets and DaemonSets can be restarted. Jobs and single pods cannot.'),
  }),
  'nothing-to-scale': (p: { name: string }) => ({
    message: l10n.t('{0} has nothing that can be scaled.', p.name),
    remedy: l10n.t('Deployments and StatefulSets can be scaled.'),
  }),
  'variables-foreign': (p: { secret: string; namespace: string }) => ({
    message: l10n.t(
      'The Secret {0} in {1} was not created by this extension, so it is left alone.',
      p.secret,
      p.namespace,
    ),
    remedy: l10n.t('Change it with the tool that created it, or delete it and set the variables again.'),
  }),
  'no-metrics': (p: { cluster: string }) => ({
    message: l10n.t(
      'Cluster {0} has no CPU and memory metrics: its metrics API does not respond.',
      p.cluster,
    ),
    remedy: l10n.t('Install the EKS add-on metrics-server in the cluster, or wait until its pods are ready.'),
  }),
  'metrics-not-offered': (p: { cluster: string; version: string; region: string }) => ({
    message: l10n.t(
      'Cluster {0} runs Kubernetes {1}, for which EKS has no add-on metrics-server in {2}.',
      ...[p.cluster, p.version, p.region],
    ),
    remedy: l10n.t('Upgrade the cluster, or install metrics-server from the manifests of its project.'),
  }),
  'metrics-failed': (p: { cluster: string; status: string; detail: string }) => ({
    message: l10n
      .t('The add-on metrics-server of cluster {0} is {1}. {2}', p.cluster, p.status, p.detail)
      .trim(),
    remedy: l10n.t('Correct the cause, delete the add-on in the EKS console, and install it again.'),
  }),
  'no-serving-cluster': () => ({
    message: l10n.t('No cluster serves this folder.'),
    remedy: l10n.t('Create or enable one, or configure an existing one for this folder.'),
  }),
} as const satisfies Record<string, (parameters: never) => ErrorText>;

/** The error of that code, with what its words name. */
export const environmentError = errorFactory(ENVIRONMENT_ERRORS);
