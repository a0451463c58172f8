import * as l10n from '@vscode/l10n';
import { userError } from '../errors/catalogue';
import { INSTALLATION_TAG, OPERATION_TAG, stackName } from '../naming';
import { AwsError, type ProvisionSession } from '../ports/aws';
import type { StackDescription } from '../ports/stacks';
import { shapeOf, templateBody, templateParameters } from '../template';
import { clientRequestToken } from './operation';
import { retryTransient } from './retry-transient';
import type { Run } from './run';

/**
 * Has CloudFormation make the stack, and records its ARN. Safe to repeat: the client request token makes a second call
 * the first one, and a stack of that name with our operation's tag is adopted.
 * @returns the stack's ARN
 */
export async function requestStack(run: Run, signal: AbortSignal): Promise<string> {
  const { operation, ports } = run;
  if (operation.stack.step !== 'requested') return operation.stack.arn;
  run.step('stack', 'inProgress', l10n.t('Asking CloudFormation for the stack'));
  const arn = await retryTransient(async () => createOrAdopt(run, await ports.session(), signal), {
    clock: ports.clock,
    signal,
    onWaiting: (error) => run.say(l10n.t('Waiting to reach AWS: {0}', error.message)),
  });
  await run.record({ stack: { step: 'watching', arn } });
  return arn;
}

async function createOrAdopt(
  { operation, ports }: Run,
  session: ProvisionSession,
  signal: AbortSignal,
): Promise<string> {
  const name = stackName(operation.spec.name);
  try {
    return await session.stacks.create(
      {
        name,
        templateBody: templateBody(shapeOf(operation.spec)),
        parameters: templateParameters(operation.spec, { provisionRoleArn: operation.role.roleArn }),
        tags: {
          ...operation.spec.tags,
          [OPERATION_TAG]: operation.id,
          [INSTALLATION_TAG]: ports.installation,
        },
        capability: 'CAPABILITY_IAM',
        onFailure: operation.spec.onFailure,
        clientRequestToken: clientRequestToken(operation, 'create'),
      },
      signal,
    );
  } catch (error) {
    if (error instanceof AwsError && error.kind === 'already-exists')
      return adopt(operation.id, name, session, signal);
    throw error;
  }
}

/** The name is taken: by this very operation (an answer of ours was lost), by an earlier one, or by somebody else. */
async function adopt(
  id: string,
  name: string,
  session: ProvisionSession,
  signal: AbortSignal,
): Promise<string> {
  const stack = await session.stacks.describe(name, signal);
  if (!stack)
    throw new AwsError('network', 'StackChanging', l10n.t('The stack {0} is just being deleted.', name));
  if (stack.tags[OPERATION_TAG] === id) return stack.arn;
  throw stackTaken(stack);
}

/** Why a cluster cannot have this stack's name: the stack is foreign, or of another operation of ours. */
export function stackTaken({ name, status, tags }: StackDescription): Error {
  if (tags[OPERATION_TAG] === undefined) return userError('stack-foreign', { stack: name });
  return userError('stack-of-another-operation', { stack: name, status });
}
