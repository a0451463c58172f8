import * as l10n from '@vscode/l10n';
import { stackError } from '../errors';
import { INSTALLATION_TAG, OPERATION_TAG, stackName } from '../../naming';
import { AwsError, type ProvisionSession } from '../../ports/aws';
import type { StackContent, StackDescription } from '../../ports/stacks';
import { variantOf, templateBody, templateParameters } from '../../template';
import { continueStack } from './continue-stack';
import { claimedStackOf, claimHolds } from '../stack-claim';
import { clientRequestToken, type Creation } from '../operation';
import { longLivedSession } from '../stack-session';
import { retryTransient, waitingText } from '../../cloudformation/retry-transient';
import type { OperationContext } from '../operation-context';

/**
 * Has CloudFormation make the stack, or go on with one that failed, and records that. Safe to repeat: the client
 * request token makes a second call the first one, and a stack of that name that says it is this operation's is adopted.
 * @returns the stack's ARN
 */
export async function requestStack(run: OperationContext<Creation>, signal: AbortSignal): Promise<string> {
  const { stack } = run.operation;
  switch (stack.step) {
    case 'requested': {
      run.step('stack', 'inProgress', l10n.t('Asking CloudFormation for the stack'));
      const arn = await retrying(run, (session) => createOrAdopt(run, session, signal), signal);
      await run.record({ stack: { step: 'watching', arn } });
      return arn;
    }
    case 'continuing': {
      run.step('stack', 'inProgress', l10n.t('Asking CloudFormation to go on with the stack'));
      const { arn } = stack;
      const content = stackContent(run);
      const claimed = claimedStackOf(run.operation, run.deps.installation);
      const update = await retrying(
        run,
        (session) => continueStack(claimed, arn, content, session, signal),
        signal,
      );
      if (update !== undefined) run.stack.startAt(update);
      await run.record({ stack: { step: 'watching', arn, update } });
      return arn;
    }
    case 'watching':
    case 'complete':
      return stack.arn;
    case 'failed':
      throw new Error('A failed operation goes on only when the user says how.');
  }
}

function retrying<T>(
  run: OperationContext<Creation>,
  ask: (session: ProvisionSession) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const { clock, session } = run.deps;
  const onWaiting = (error: AwsError) => run.setActivity(waitingText(error));
  return retryTransient(async () => ask(await longLivedSession(session)), { clock, signal, onWaiting });
}

function stackContent({ operation, deps }: OperationContext<Creation>): StackContent {
  const { id, spec, role } = operation;
  return {
    templateBody: templateBody(variantOf(spec)),
    parameters: templateParameters(spec, { provisionRoleArn: role.roleArn }),
    tags: { ...spec.tags, [OPERATION_TAG]: id, [INSTALLATION_TAG]: deps.installation },
    capability: 'CAPABILITY_IAM',
    clientRequestToken: clientRequestToken(operation),
  };
}

async function createOrAdopt(
  run: OperationContext<Creation>,
  session: ProvisionSession,
  signal: AbortSignal,
): Promise<string> {
  const { spec } = run.operation;
  const name = stackName(spec.name);
  try {
    return await session.stacks.create({ ...stackContent(run), name, onFailure: spec.onFailure }, signal);
  } catch (error) {
    if (error instanceof AwsError && error.kind === 'already-exists')
      return adopt(run, name, session, signal);
    throw error;
  }
}

/** The name is taken: by this very operation (an answer of ours was lost), by an earlier one, or by somebody else. */
async function adopt(
  { operation, deps }: OperationContext<Creation>,
  name: string,
  session: ProvisionSession,
  signal: AbortSignal,
): Promise<string> {
  const stack = await session.stacks.describe(name, signal);
  if (!stack)
    throw new AwsError('changing', 'StackChanging', l10n.t('The stack {0} is just being deleted.', name));
  if (claimHolds(claimedStackOf(operation, deps.installation), stack)) return stack.arn;
  throw stackTakenError(stack);
}

/** Why a cluster cannot have this stack's name: the stack is foreign, or of another operation of ours. */
export function stackTakenError({ name, status, tags }: StackDescription): Error {
  if (tags[OPERATION_TAG] === undefined) return stackError('stack-foreign', { stack: name });
  return stackError('stack-of-another-operation', { stack: name, status });
}
