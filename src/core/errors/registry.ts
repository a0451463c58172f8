import * as l10n from '@vscode/l10n';
import type { ErrorText } from './error-text';

/** Problems of a registered cluster, or of the settings that register it. */
export const REGISTRY_ERRORS = {
  'no-clusters': () => ({
    message: l10n.t('No cluster is configured in this window.'),
    remedy: l10n.t('Create one with EKS: Create Cluster….'),
  }),
  'access-not-allowed': (p: { name: string }) => ({
    message: l10n.t(
      'The settings of this workspace choose how cluster {0} is accessed, and you have not allowed that yet.',
      p.name,
    ),
    remedy: l10n.t('Run EKS: Review Access… on the cluster.'),
  }),
  'role-not-configured': (p: { name: string }) => ({
    message: l10n.t('The settings specify no provision role for cluster {0}.', p.name),
    remedy: l10n.t('Add "roleArn" to its entry in eks.clusters.'),
  }),
  'cluster-not-of-eks': (p: { name: string }) => ({
    message: l10n.t('The cluster {0} was added by URL, so no information about it is read from AWS.', p.name),
    remedy: l10n.t('To use EKS features, add it from your AWS account (EKS: Add Existing Cluster…).'),
  }),
  'account-differs': (p: { name: string; own: string; accountId: string }) => ({
    message: l10n.t(
      'The settings specify no provision role for cluster {0}. Your credentials belong to account {1}, but the cluster is in {2}.',
      p.name,
      p.own,
      p.accountId,
    ),
    remedy: l10n.t('Add "roleArn" to its entry in eks.clusters, or choose other credentials.'),
  }),
  'role-of-other-account': (p: { name: string; own: string; accountId: string }) => ({
    message: l10n.t(
      'The settings specify a provision role in account {1} for cluster {0}, which is in account {2}.',
      p.name,
      p.own,
      p.accountId,
    ),
    remedy: l10n.t('Correct "roleArn" or "accountId" in its entry in eks.clusters.'),
  }),
  'attached-without-token': (p: { name: string }) => ({
    message: l10n.t(
      'No token for cluster {0} with its URL and CA certificate is stored on this machine.',
      p.name,
    ),
    remedy: l10n.t('Add the cluster again with its CA certificate and token (EKS: Add Existing Cluster…).'),
  }),
  'cluster-configured-there': (p: { name: string; level: string }) => ({
    message: l10n.t('The cluster {0} is already configured in {1}.', p.name, p.level),
    remedy: l10n.t('Remove it from one of the two levels (EKS: Remove Cluster from List…).'),
  }),
  'cluster-not-listed': (p: { name: string }) => ({
    message: l10n.t('The cluster {0} is no longer in the settings.', p.name),
    remedy: l10n.t('Add it again (EKS: Add Existing Cluster…).'),
  }),
  'cluster-not-changed': (p: { name: string; message: string; remedy: string }) => ({
    message: l10n.t('The cluster {0} was not changed: {1}', p.name, p.message),
    remedy: p.remedy,
  }),
  'cluster-not-attached': (p: { name: string; message: string; remedy: string }) => ({
    message: l10n.t('The cluster {0} was not attached there: {1}', p.name, p.message),
    remedy: p.remedy,
  }),
  'cluster-not-moved': (p: { name: string; message: string; remedy: string }) => ({
    message: l10n.t('The cluster {0} was not moved: {1}', p.name, p.message),
    remedy: p.remedy,
  }),
  'settings-unsaved': (p: { detail: string }) => ({
    message: l10n.t('The settings could not be written, because they have unsaved changes: {0}', p.detail),
    remedy: l10n.t('Save the settings file, then try again.'),
  }),
  'settings-broken': (p: { detail: string }) => ({
    message: l10n.t('The settings could not be written: {0}', p.detail),
    remedy: l10n.t('Fix the settings file, then try again.'),
  }),
  'user-settings-unsaved': (p: { detail: string }) => ({
    message: l10n.t(
      'Your user settings could not be written, because they have unsaved changes: {0}',
      p.detail,
    ),
    remedy: l10n.t('Save the settings file, then try again.'),
  }),
  'user-settings-broken': (p: { detail: string }) => ({
    message: l10n.t('Your user settings could not be written: {0}', p.detail),
    remedy: l10n.t('Fix the settings file, then try again.'),
  }),
  'no-folder': () => ({
    message: l10n.t('No folder is open. Environments belong to the project in a folder.'),
    remedy: l10n.t('Open your project’s folder, then try again.'),
  }),
  'row-lost': () => ({
    message: l10n.t('The view was refreshing and VS Code lost the selected row.'),
    remedy: l10n.t('Run the command on the row again.'),
  }),
} as const satisfies Record<string, (parameters: never) => ErrorText>;
