import * as l10n from '@vscode/l10n';
import { userError } from '../errors/catalogue';
import { deniedAction } from '../errors/access-denied';
import { UserError } from '../errors/user-error';
import { StackFailed } from '../cloudformation/failure';
import { AwsError } from '../ports/aws';

/** Why the roles were not made: something is denied, before the stack or within it, or CloudFormation failed. */
export function explainRolesFailure(error: unknown): unknown {
  const explained = explanation(error);
  if (explained) explained.cause = error;
  return explained ?? error;
}

function explanation(error: unknown): UserError | undefined {
  if (error instanceof AwsError) {
    const action = deniedAction(error.message);
    return error.kind === 'denied' && action ? userError('roles-denied', { action }) : undefined;
  }
  if (error instanceof UserError && error.code === 'stack-vanished')
    return userError('roles-not-made', { detail: error.message, remedy: l10n.t('Create the roles again.') });
  if (!(error instanceof StackFailed)) return undefined;
  const { message, cause, remedy } = error.failure;
  const action = deniedAction(cause);
  if (action) return userError('roles-denied', { action });
  return userError('roles-not-made', { detail: `${message} ${cause}`, remedy });
}
