import type { Operation } from '../../service';
import { text } from '../../members';
import { placeOf } from '../../place';
import type { World } from '../../world';
import { deleteStack } from '../engine/delete';
import { isDeleted } from '../engine/stack';
import { stackArn, type Stacks } from '../stacks';

/** cloudformation:DeleteStack. A stack that does not exist is as good as deleted. */
export function deleteStackOperation(world: World, stacks: Stacks): Operation {
  return (request) => {
    const place = placeOf(request);
    const nameOrId = text(request.input, 'StackName') ?? '';
    const stack = stacks.find(place, nameOrId);
    request.authorize('cloudformation:DeleteStack', stack?.id ?? stackArn(place, nameOrId));
    if (!stack || isDeleted(stack) || stack.status === 'DELETE_IN_PROGRESS') return {};
    void deleteStack({
      world,
      stack,
      session: request,
      clientRequestToken: text(request.input, 'ClientRequestToken'),
    });
    return {};
  };
}
