import * as l10n from '@vscode/l10n';
import type { ErrorText } from './error-text';

/** What keeps a cluster from being created or deleted, or its operation from being gone on with. */
export const OPERATION_ERRORS = {
  'no-operation': () => ({
    message: l10n.t('No operation in this window supports that action.'),
    remedy: l10n.t('The view Clusters shows what is under way, and what has failed.'),
  }),
  'operation-damaged': (p: { path: string }) => ({
    message: l10n.t('The file of an operation is damaged, and was put aside as {0}.', p.path),
    remedy: l10n.t(
      'What it was about may exist and cost money: look for CloudFormation stacks called eks-clusters-… in the AWS console.',
    ),
  }),
  'choice-damaged': (p: { path: string }) => ({
    message: l10n.t(
      'What you chose for an operation is damaged and was not done. The file is kept as {0}.',
      p.path,
    ),
    remedy: l10n.t('Choose again in the view Clusters.'),
  }),
  'operation-newer': (p: { path: string }) => ({
    message: l10n.t('The operation in {0} is of a newer version of EKS Clusters.', p.path),
    remedy: l10n.t('Update the extension here to see it; where the newer one runs, it goes on.'),
  }),
  'operation-foreign': (p: { path: string }) => ({
    message: l10n.t('The operation in {0} belongs to another user of this machine.', p.path),
    remedy: l10n.t('It is left alone, and goes on in that user’s VS Code.'),
  }),
  'operation-gone': () => ({
    message: l10n.t('That operation has ended, maybe in another window.'),
    remedy: l10n.t('Look at the view Clusters for what has become of it.'),
  }),
} as const satisfies Record<string, (parameters: never) => ErrorText>;
