import * as l10n from '@vscode/l10n';
import { errorFactory } from '../errors/errors-of';
import type { ErrorText } from '../errors/error-text';

/** What keeps a stack from being used. Apart from the catalogue of the rest: that is loaded at activation. */
const STACK_ERRORS = {
  'stack-foreign': (p: { stack: string }) => ({
    message: l10n.t(
      'A CloudFormation stack named {0} already exists and was not created by this extension.',
      p.stack,
    ),
    remedy: l10n.t('Choose another cluster name, or delete that stack.'),
  }),
  'stack-of-another-operation': (p: { stack: string; status: string }) => ({
    message: l10n.t(
      'The CloudFormation stack {0} already exists ({1}). It belongs to another cluster or was left by an earlier attempt.',
      p.stack,
      p.status,
    ),
    remedy: l10n.t(
      'Choose another cluster name. If the stack was left by an earlier attempt, delete it from its row in the Clusters view or in the AWS console.',
    ),
  }),
  'stack-not-ours': (p: { stack: string }) => ({
    message: l10n.t(
      'The CloudFormation stack {0} has no tags and outputs that show it was created for this cluster.',
      p.stack,
    ),
    remedy: l10n.t('It was not changed. Check its tags and outputs in the AWS console, and delete it there.'),
  }),
  'stack-missing': (p: { name: string; stack: string }) => ({
    message: l10n.t(
      'The cluster {0} was not created by this extension: there is no CloudFormation stack {1}.',
      p.name,
      p.stack,
    ),
    remedy: l10n.t('Delete it with the tool that created it, or in the AWS console.'),
  }),
  'cluster-protected': (p: { name: string }) => ({
    message: l10n.t('The cluster {0} is protected against deletion.', p.name),
    remedy: l10n.t('Turn off deletion protection in the AWS console, then delete the cluster again.'),
  }),
  'stack-unchanged': (p: { stack: string; status: string }) => ({
    message: l10n.t('CloudFormation found nothing to update in the stack {0} ({1}).', p.stack, p.status),
    remedy: l10n.t('Delete everything, then create the cluster again.'),
  }),
  'cluster-name-taken': (p: { name: string; region: string }) => ({
    message: l10n.t('A cluster named {0} already exists in {1}.', p.name, p.region),
    remedy: l10n.t('Choose another cluster name.'),
  }),
} as const satisfies Record<string, (parameters: never) => ErrorText>;

export type StackErrorCode = keyof typeof STACK_ERRORS;

/** The error of that code, with what its words name. */
export const stackError = errorFactory(STACK_ERRORS);
