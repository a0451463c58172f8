import * as l10n from '@vscode/l10n';
import type { ErrorText } from './error-text';

/** Why the user's own files cannot be written. */
export const USER_FILE_ERRORS = {
  'kubeconfig-not-edited': (p: { path: string; detail: string }) => ({
    message: l10n.t('The kubeconfig {0} was not changed: {1}', p.path, p.detail),
    remedy: l10n.t('Fix the file, then run EKS: Add to Kubeconfig on the cluster.'),
  }),
  'kubeconfig-not-used': (p: { path: string; detail: string }) => ({
    message: l10n.t('The kubeconfig {0} is not used in terminals: {1}', p.path, p.detail),
    remedy: l10n.t('Fix the file, or choose another in eks.kubeconfig.path.'),
  }),
  'kubeconfig-elsewhere': (p: { path: string; real: string }) => ({
    message: l10n.t(
      'The kubeconfig {0} is outside the folder ({1}), and you have not allowed the extension to write it.',
      p.path,
      p.real,
    ),
    remedy: l10n.t('Run EKS: Add to Kubeconfig on the cluster to be asked, or change eks.kubeconfig.path.'),
  }),
  'kubeconfig-entry-foreign': (p: { path: string; signIn: string }) => ({
    message: l10n.t(
      'The kubeconfig {0} already has an entry for this cluster that EKS Clusters did not write. It signs in by: {1}',
      p.path,
      p.signIn,
    ),
    remedy: l10n.t('To replace it, run EKS: Add to Kubeconfig on the cluster.'),
  }),
  'kubeconfig-path-variable': (p: { variable: string }) => ({
    message: l10n.t('The setting eks.kubeconfig.path uses {0}, which is unknown or not set.', p.variable),
    remedy: l10n.t(
      'Use ${workspaceFolder}, ${userHome} or ${env:NAME} with a variable that is set, or an absolute path.',
    ),
  }),
  'kubeconfig-tracked': (p: { path: string }) => ({
    message: l10n.t(
      'No token was written to {0}, because git tracks that file, or may track it, and would share the token.',
      p.path,
    ),
    remedy: l10n.t(
      'Run git rm --cached on the file, choose another eks.kubeconfig.path, or set eks.kubeconfig.authentication to aws-cli. Then run EKS: Add to Kubeconfig on the cluster.',
    ),
  }),
  'aws-config-not-edited': (p: { path: string; profile: string }) => ({
    message: l10n.t('The AWS config {0} already has a different profile named {1}.', p.path, p.profile),
    remedy: l10n.t('Rename that profile, then run EKS: Add to Kubeconfig on the cluster.'),
  }),
  'profile-inexpressible': (p: { reason: string }) => ({
    message: l10n.t('No AWS profile for kubectl can be set up for the provision role. {0}', p.reason),
    remedy: l10n.t('Set eks.kubeconfig.authentication to service-account, or choose other credentials.'),
  }),
  'aws-config-relative': (p: { path: string }) => ({
    message: l10n.t(
      'AWS_CONFIG_FILE is the relative path {0}, which resolves to a different file in every folder.',
      p.path,
    ),
    remedy: l10n.t('Set AWS_CONFIG_FILE to an absolute path, then restart VS Code.'),
  }),
  'aws-config-unreadable': (p: { path: string; detail: string }) => ({
    message: l10n.t('The AWS CLI cannot read the AWS config {0}: {1}', p.path, p.detail),
    remedy: l10n.t('Fix that line, then run EKS: Add to Kubeconfig on the cluster.'),
  }),
  'file-link-dangling': (p: { path: string }) => ({
    message: l10n.t('{0} is a link to a file that does not exist.', p.path),
    remedy: l10n.t('Remove the link or create its target, then try again.'),
  }),
  'file-locked': (p: { path: string; lock: string }) => ({
    message: l10n.t('{0} is being written by another program.', p.path),
    remedy: l10n.t('Try again. If no other program is writing it, remove {0} first.', p.lock),
  }),
  'file-not-text': (p: { path: string }) => ({
    message: l10n.t('{0} is not a text file in UTF-8.', p.path),
    remedy: l10n.t('Save it as UTF-8, then try again.'),
  }),
  'file-not-regular': (p: { path: string }) => ({
    message: l10n.t('{0} is not a regular file.', p.path),
    remedy: l10n.t('Replace it with a text file, or choose another file.'),
  }),
  'file-too-large': (p: { path: string; megabytes: number }) => ({
    message: l10n.t('{0} is larger than {1} MB and is not read.', p.path, p.megabytes),
    remedy: l10n.t('Make it smaller, or choose another file.'),
  }),
  'file-unusable': (p: { path: string; detail: string }) => ({
    message: l10n.t('{0} could not be read or written: {1}', p.path, p.detail),
    remedy: l10n.t('Check the permissions of the file and its folder, then try again.'),
  }),
  'file-overwritten': (p: { path: string }) => ({
    message: l10n.t('{0} was changed by another program while it was being written.', p.path),
    remedy: l10n.t('Check the file, then try again.'),
  }),
  'aws-cli-missing': () => ({
    message: l10n.t('kubectl needs the AWS CLI to sign in, but it was not found on the PATH.'),
    remedy: l10n.t('Install the AWS CLI, then run EKS: Add to Kubeconfig on the cluster.'),
  }),
} as const satisfies Readonly<Record<string, (p: never) => ErrorText>>;
