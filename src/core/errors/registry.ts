import * as l10n from '@vscode/l10n';
import type { ErrorText } from './error-text';

/** What stands in the way of what is asked of a registered cluster, or of the settings that register it. */
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
    message: l10n.t('The settings name no provision role for cluster {0}.', p.name),
    remedy: l10n.t('Add "roleArn" to its element of eks.clusters.'),
  }),
  'cluster-not-of-eks': (p: { name: string }) => ({
    message: l10n.t('The cluster {0} was added by its URL, so AWS is not asked about it.', p.name),
    remedy: l10n.t('Add it from your AWS account (EKS: Add Existing Cluster…) to use what EKS offers.'),
  }),
  'account-differs': (p: { name: string; own: string; accountId: string }) => ({
    message: l10n.t(
      'The settings name no provision role for cluster {0}. Your own credentials are of account {1}, and the cluster is in {2}.',
      p.name,
      p.own,
      p.accountId,
    ),
    remedy: l10n.t('Add "roleArn" to its element of eks.clusters, or choose other credentials.'),
  }),
  'role-of-other-account': (p: { name: string; own: string; accountId: string }) => ({
    message: l10n.t(
      'The settings name a provision role of account {1} for cluster {0}, which is in account {2}.',
      p.name,
      p.own,
      p.accountId,
    ),
    remedy: l10n.t('Correct "roleArn" or "accountId" of its element of eks.clusters.'),
  }),
  'attached-without-token': (p: { name: string }) => ({
    message: l10n.t('The token of cluster {0} is not kept on this machine for its URL and CA.', p.name),
    remedy: l10n.t('Add the cluster again with its CA certificate and token (EKS: Add Existing Cluster…).'),
  }),
  'cluster-configured-there': (p: { name: string; level: string }) => ({
    message: l10n.t('The cluster {0} is configured in {1} already.', p.name, p.level),
    remedy: l10n.t('Remove it at one of the two levels (EKS: Remove Cluster from List…).'),
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
    remedy: l10n.t('Open the settings file and mend it, then try again.'),
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
    remedy: l10n.t('Open the settings file and mend it, then try again.'),
  }),
  'no-folder': () => ({
    message: l10n.t('No folder is open, and environments are what a folder is deployed to.'),
    remedy: l10n.t('Open the folder of your project, then try again.'),
  }),
  'row-lost': () => ({
    message: l10n.t('The view was being drawn anew just then, and VS Code lost the row that you meant.'),
    remedy: l10n.t('Choose the command on the row again.'),
  }),
} as const satisfies Record<string, (parameters: never) => ErrorText>;
