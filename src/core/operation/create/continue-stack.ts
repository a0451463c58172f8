import * as l10n from '@vscode/l10n';
import { userError } from '../../errors/catalogue';
import { stackError } from '../errors';
import { AwsError, type ProvisionSession } from '../../ports/aws';
import type { StackContent } from '../../ports/stacks';
import { readClaimedStack } from '../own-stack';
import type { ClaimedStack } from '../stack-claim';
import { stackState } from '../../cloudformation/stack-status';

/**
 * Has CloudFormation go on with a stack from where its creation failed: what is complete stays, what failed is made
 * anew. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html
 * @returns the client request token that marks the events of it; `undefined` where the stack is as it is to be already
 */
export async function continueStack(
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
