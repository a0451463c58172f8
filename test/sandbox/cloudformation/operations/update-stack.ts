import { ServiceError, type Operation } from '../../service';
import { structures, text } from '../../members';
import { placeOf } from '../../place';
import type { World } from '../../world';
import { readContent, stackTags } from '../content';
import { isDeleted } from '../engine/stack';
import { changesIn, updateStack } from '../engine/update';
import { stackArn, type Stacks } from '../stacks';
import { validationError } from '../template/template';

const UPDATABLE = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'];

/** cloudformation:UpdateStack, in place: it changes resources that are there, and refuses what else a template may ask. */
export function updateStackOperation(world: World, stacks: Stacks): Operation {
  return (request) => {
    const { input } = request;
    const place = placeOf(request);
    const nameOrId = text(input, 'StackName') ?? '';
    const stack = stacks.find(place, nameOrId);
    const arn = stack?.id ?? stackArn(place, nameOrId);
    request.authorize('cloudformation:UpdateStack', arn);
    const areTagsGiven = structures(input, 'Tags').length > 0;
    if (areTagsGiven) request.authorize('cloudformation:TagResource', arn);
    if (!stack || isDeleted(stack)) throw validationError(`Stack [${nameOrId}] does not exist`);

    const token = text(input, 'ClientRequestToken');
    if (token !== undefined && stack.clientRequestToken === token) return { StackId: stack.id };
    if (!UPDATABLE.includes(stack.status)) {
      throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not be updated.`);
    }
    const tags = areTagsGiven ? stackTags(request) : stack.tags;
    const { name, id, parameters: previous } = stack;
    const content = readContent(world, request, { name, id, tags, previous });
    const changes = changesIn(stack, content);
    if (changes.kind === 'none') throw validationError('No updates are to be performed.');
    if (changes.kind === 'beyond') {
      throw new ServiceError('NotImplemented', `The simulated account cannot ${changes.what}.`, 501);
    }
    const run = { world, stack, session: request, clientRequestToken: token };
    void updateStack(run, content, changes.resources);
    return { StackId: stack.id };
  };
}
