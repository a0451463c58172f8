import * as l10n from '@vscode/l10n';
import { stackState } from '../../cloudformation/stack-status';
import { userError } from '../../errors/catalogue';
import { INSTALLATION_TAG, OPERATION_TAG, stackName } from '../../naming';
import { AwsError, type ProvisionSession } from '../../ports/aws';
import type { StackContent, StackDescription } from '../../ports/stacks';
import { variantOf, templateBody, templateParameters } from '../../template';
import { stackError } from '../errors';
import { clientRequestToken, type Creation } from '../operation';
import type { OperationContext } from '../operation-context';
import { claimedStackOf, claimHolds, readClaimedStack, type ClaimedStack } from '../stack-ownership';
import { callCloudFormation } from '../stack-session';

/**
 * Asks CloudFormation to create the stack, or to continue one that failed, and records that. Safe to repeat: the client
 * request token makes a second call the same as the first, and a stack that carries this operation's tag is adopted.
 * @returns the stack's ARN
 */
export async function requestStack(
  context: OperationContext<Creation>,
  signal: AbortSignal,
): Promise<string> {
  const { stack } = context.operation;
  switch (stack.step) {
    case 'requested': {
      context.step('stack', 'inProgress', l10n.t('Requesting the stack'));
      const arn = await callCloudFormation(
        context,
        (session) => createOrAdopt(context, session, signal),
        signal,
      );
      await context.record({ stack: { step: 'watching', arn } });
      return arn;
    }
    case 'continuing': {
      context.step('stack', 'inProgress', l10n.t('Requesting an update of the stack'));
      const { arn } = stack;
      const content = stackContent(context);
      const claimed = claimedStackOf(context.operation, context.deps.installation);
      const update = await callCloudFormation(
        context,
        (session) => continueStack(claimed, arn, content, session, signal),
        signal,
      );
      if (update !== undefined) context.stack.startAt(update);
      await context.record({ stack: { step: 'watching', arn, update } });
      return arn;
    }
    case 'watching':
    case 'complete':
      return stack.arn;
    case 'failed':
      throw new Error('A failed operation continues only when the user chooses how.');
  }
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
  context: OperationContext<Creation>,
  session: ProvisionSession,
  signal: AbortSignal,
): Promise<string> {
  const { spec } = context.operation;
  const name = stackName(spec.name);
  try {
    return await session.stacks.create({ ...stackContent(context), name, onFailure: spec.onFailure }, signal);
  } catch (error) {
    if (error instanceof AwsError && error.kind === 'already-exists')
      return adopt(context, name, session, signal);
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
    throw new AwsError('changing', 'StackChanging', l10n.t('The stack {0} is being deleted.', name));
  if (claimHolds(claimedStackOf(operation, deps.installation), stack)) return stack.arn;
  throw stackTakenError(stack);
}

/** Why a cluster cannot have this stack's name: the stack is foreign, or of another operation of ours. */
export function stackTakenError({ name, status, tags }: StackDescription): Error {
  if (tags[OPERATION_TAG] === undefined) return stackError('stack-foreign', { stack: name });
  return stackError('stack-of-another-operation', { stack: name, status });
}

/**
 * Has CloudFormation continue a stack from where its creation failed: what is complete stays, what failed is
 * created again. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html
 * @returns the client request token that marks the events of it; `undefined` where the stack needs no change
 */
async function continueStack(
  claimed: ClaimedStack,
  arn: string,
  content: StackContent,
  session: ProvisionSession,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { clientRequestToken } = content;
  const { stacks } = session;
  // Our answer was lost, or we were: CloudFormation has begun, and may have ended, already.
  const events = await stacks.events(arn, (event) => event.clientRequestToken === clientRequestToken, signal);
  if (events.some((event) => event.clientRequestToken === clientRequestToken)) return clientRequestToken;
  const stack = await readClaimedStack(arn, claimed, session, signal);
  if (!stack) throw userError('stack-vanished', { stack: arn });
  const outcome = await stacks.update({ ...content, stackArn: arn, onFailure: 'keep' }, signal);
  switch (outcome) {
    case 'started':
      return clientRequestToken;
    case 'busy':
      // Somebody else updates or deletes it: when that has ended it is tried again.
      throw new AwsError(
        'changing',
        'StackChanging',
        l10n.t('The stack is being changed: {0}', stack.status),
      );
    case 'unchanged':
      if (stackState(stack.status) === 'complete') return undefined;
      throw stackError('stack-unchanged', { stack: stack.name, status: stack.status });
  }
}
