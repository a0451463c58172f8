import * as l10n from '@vscode/l10n';
import type { ErrorText } from './error-text';

/** Why a cluster cannot be created or deleted, or its operation cannot continue. */
export const OPERATION_ERRORS = {
  'no-operation': () => ({
    message: l10n.t('No operation in this window supports that action.'),
    remedy: l10n.t('The Clusters view shows operations in progress and failed ones.'),
  }),
  'operation-damaged': (p: { path: string }) => ({
    message: l10n.t('The file of an operation is damaged and was moved to {0}.', p.path),
    remedy: l10n.t(
      'Its resources may still exist and cost money. Look for CloudFormation stacks named eks-clusters-… in the AWS console.',
    ),
  }),
  'decision-damaged': (p: { path: string }) => ({
    message: l10n.t(
      'The file with your choice for an operation is damaged, so nothing was done. It was moved to {0}.',
      p.path,
    ),
    remedy: l10n.t('Choose again in the Clusters view.'),
  }),
  'operation-newer': (p: { path: string }) => ({
    message: l10n.t('The operation in {0} was written by a newer version of EKS Clusters.', p.path),
    remedy: l10n.t('Update the extension to see it here. It continues wherever the newer version runs.'),
  }),
  'operation-foreign': (p: { path: string }) => ({
    message: l10n.t('The operation in {0} belongs to another user of this machine.', p.path),
    remedy: l10n.t('It was not changed. It continues in that user’s VS Code.'),
  }),
  'operation-gone': () => ({
    message: l10n.t('This operation has already ended, perhaps in another window.'),
    remedy: l10n.t('See the Clusters view for its result.'),
  }),
} as const satisfies Record<string, (parameters: never) => ErrorText>;
