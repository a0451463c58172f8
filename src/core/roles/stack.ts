import { userError } from '../errors/catalogue';
import { INSTALLATION_TAG, OPERATION_TAG, ROLES_OPERATION } from '../naming';
import type { StackDescription, StackPort } from '../ports/stacks';

/** The stack of the roles: one for each installation and account. The provision policy does not reach it. */
export function rolesStackName(installation: string): string {
  return `eks-roles-${installation.slice(0, 8)}`;
}

/**
 * The stack of the roles as it is now; `undefined` when there is none.
 * @throws the user error for a stack of that name that is not ours
 */
export async function findRolesStack(
  installation: string,
  stacks: Pick<StackPort, 'describe'>,
  signal: AbortSignal,
): Promise<StackDescription | undefined> {
  return ifOurs(await stacks.describe(rolesStackName(installation), signal), installation);
}

/**
 * Reads a stack that was found again, directly before it is changed or deleted.
 * @returns whether it is still as it was found
 * @throws the user error for a stack that is not ours, or no longer
 */
export async function isUnchanged(
  found: StackDescription,
  installation: string,
  stacks: Pick<StackPort, 'describe'>,
  signal: AbortSignal,
): Promise<boolean> {
  const stack = ifOurs(await stacks.describe(found.arn, signal), installation);
  return stack?.status === found.status;
}

function ifOurs(stack: StackDescription | undefined, installation: string): StackDescription | undefined {
  if (!stack) return undefined;
  if (stack.tags[INSTALLATION_TAG] === installation && stack.tags[OPERATION_TAG] === ROLES_OPERATION)
    return stack;
  throw userError('roles-stack-foreign', { stack: stack.arn });
}

/** What can be done with the stack next. */
export type NextAction =
  | { readonly kind: 'create' }
  | { readonly kind: 'update'; readonly stack: StackDescription }
  /** It is being changed, maybe by another window of ours. */
  | { readonly kind: 'wait'; readonly stack: StackDescription }
  /** It was never created completely: nothing uses it, and CloudFormation can only delete it. */
  | { readonly kind: 'replace'; readonly stack: StackDescription }
  /** CloudFormation needs a manual decision. */
  | { readonly kind: 'stuck'; readonly stack: StackDescription };

const NEVER_CREATED = ['CREATE_FAILED', 'ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'REVIEW_IN_PROGRESS'];
const STUCK = ['UPDATE_ROLLBACK_FAILED', 'DELETE_FAILED'];

/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html#cfn-console-view-stack-data-resources-status-codes
 */
export function nextAction(stack: StackDescription | undefined): NextAction {
  if (!stack) return { kind: 'create' };
  const { status } = stack;
  if (NEVER_CREATED.includes(status)) return { kind: 'replace', stack };
  if (STUCK.includes(status)) return { kind: 'stuck', stack };
  return status.endsWith('_IN_PROGRESS') ? { kind: 'wait', stack } : { kind: 'update', stack };
}
