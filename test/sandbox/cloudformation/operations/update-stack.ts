import { ServiceError, type Operation } from '../../service';
import { flag, structures, text } from '../../input';
import { accountRegionOf } from '../../account-region';
import type { SimulatedAws } from '../../simulated-aws';
import { readContent, stackTags } from '../content';
import { continueStack } from '../engine/continue';
import { isDeleted, type Stack } from '../engine/stack';
import { changesIn, updateStack } from '../engine/update';
import { stackArn, type Stacks } from '../stacks';
import { validationError } from '../template/template';

const UPDATABLE = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'];

/** Where a creation or an update stopped that was not to be rolled back. */
const FAILED = ['CREATE_FAILED', 'UPDATE_FAILED'];

/** cloudformation:UpdateStack; with rollback in place: it changes resources that are there, and refuses what else a template may ask. */
export function updateStackOperation(aws: SimulatedAws, stacks: Stacks): Operation {
  return (request) => {
    const { input } = request;
    const accountRegion = accountRegionOf(request);
    const nameOrId = text(input, 'StackName') ?? '';
    const stack = stacks.find(accountRegion, nameOrId);
    const arn = stack?.id ?? stackArn(accountRegion, nameOrId);
    request.authorize('cloudformation:UpdateStack', arn);
    const areTagsGiven = structures(input, 'Tags').length > 0;
    if (areTagsGiven) request.authorize('cloudformation:TagResource', arn);
    if (!stack || isDeleted(stack)) throw validationError(`Stack [${nameOrId}] does not exist`);

    const token = text(input, 'ClientRequestToken');
    if (token !== undefined && stack.clientRequestToken === token) return { StackId: stack.id };
    const disableRollback = flag(input, 'DisableRollback') === true;
    checkUpdatable(stack, disableRollback);
    const tags = areTagsGiven ? stackTags(request) : stack.tags;
    const { name, id, parameters: previous } = stack;
    const content = readContent(aws, request, { name, id, tags, previous });
    const run = { aws, stack, session: request, clientRequestToken: token };
    if (disableRollback && (FAILED.includes(stack.status) || changesIn(stack, content).kind !== 'none')) {
      void continueStack(run, content);
      return { StackId: stack.id };
    }
    const changes = changesIn(stack, content);
    if (changes.kind === 'none') throw validationError('No updates are to be performed.');
    if (changes.kind === 'beyond') {
      throw new ServiceError('NotImplemented', `The simulated account cannot ${changes.what}.`, 501);
    }
    void updateStack(run, content, changes.resources);
    return { StackId: stack.id };
  };
}

/** Sentences: https://github.com/aws/aws-cli/issues/6368 */
function checkUpdatable({ id, status }: Stack, disableRollback: boolean): void {
  if (UPDATABLE.includes(status)) return;
  if (!FAILED.includes(status))
    throw validationError(`Stack:${id} is in ${status} state and can not be updated.`);
  if (!disableRollback)
    throw validationError(
      `This stack is currently in a non-terminal [${status}] state. To update the stack from this state, please use the disable-rollback parameter with update-stack API. To rollback to the last known good state, use the rollback-stack API`,
    );
}
