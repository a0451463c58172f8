import { userError } from '../errors/catalogue';
import { OperationFailed } from '../operation/run';
import { AwsError } from '../ports/aws';

/** Why the roles were not made: a permission is missing, before the stack or within it, or CloudFormation failed. */
export function explainRolesFailure(error: unknown): unknown {
  if (error instanceof AwsError && error.kind === 'denied') return denied(error.message);
  if (!(error instanceof OperationFailed)) return error;
  const { message, cause, remedy } = error.failure;
  return isDenial(cause)
    ? denied(cause)
    : userError('roles-not-made', { detail: `${message} ${cause}`, remedy });
}

/** AWS names the action in a sentence alone. */
const DENIAL = /not authorized to perform: (\S+)/;

function isDenial(text: string): boolean {
  return DENIAL.test(text);
}

function denied(detail: string): Error {
  return userError('roles-denied', { action: DENIAL.exec(detail)?.[1] ?? '', detail });
}
