import * as l10n from '@vscode/l10n';
import type { Words } from './words';

/** What keeps a cluster from being created or deleted, or its operation from being gone on with. */
export const OPERATION_ERRORS = {
  'stack-foreign': (p: { stack: string }) => ({
    message: l10n.t('A CloudFormation stack called {0} exists and was not made by this extension.', p.stack),
    remedy: l10n.t('Choose another cluster name, or have that stack deleted.'),
  }),
  'stack-of-another-operation': (p: { stack: string; status: string }) => ({
    message: l10n.t(
      'The CloudFormation stack {0} exists already ({1}): it belongs to another cluster, or an earlier attempt left it.',
      p.stack,
      p.status,
    ),
    remedy: l10n.t(
      'Choose another cluster name. If an attempt of yours left the stack, delete it in the AWS console.',
    ),
  }),
  'stack-not-ours': (p: { stack: string }) => ({
    message: l10n.t(
      'The CloudFormation stack {0} does not say, or no longer says, that it was created for this cluster.',
      p.stack,
    ),
    remedy: l10n.t('It was left alone. Check its tags and outputs in the AWS console, and delete it there.'),
  }),
  'stack-missing': (p: { name: string; stack: string }) => ({
    message: l10n.t(
      'The cluster {0} was not created by this extension: there is no CloudFormation stack {1}.',
      p.name,
      p.stack,
    ),
    remedy: l10n.t('Delete it with what created it, or in the AWS console.'),
  }),
  'cluster-protected': (p: { name: string }) => ({
    message: l10n.t('The cluster {0} is protected against deletion.', p.name),
    remedy: l10n.t('Switch deletion protection off in the AWS console, then delete the cluster again.'),
  }),
  'no-operation': () => ({
    message: l10n.t('There is no operation in this window with which that can be done.'),
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
  'stack-unchanged': (p: { stack: string; status: string }) => ({
    message: l10n.t('CloudFormation sees nothing to go on with in the stack {0} ({1}).', p.stack, p.status),
    remedy: l10n.t('Delete everything, then create the cluster again.'),
  }),
  'cluster-name-taken': (p: { name: string; region: string }) => ({
    message: l10n.t('A cluster called {0} already exists in {1}.', p.name, p.region),
    remedy: l10n.t('Choose another cluster name.'),
  }),
} as const satisfies Record<string, (parameters: never) => Words>;
