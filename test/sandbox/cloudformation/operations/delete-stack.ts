import type { Operation } from '../../service';
import { flag, text, texts } from '../../input';
import { accountRegionOf } from '../../account-region';
import type { SimulatedAws } from '../../simulated-aws';
import { deleteStack } from '../engine/delete';
import { isDeleted } from '../engine/stack';
import { missingStack, stackArn, type Stacks } from '../stacks';
import { validationError } from '../template/template';

/** cloudformation:DeleteStack. A stack that does not exist is as good as deleted. */
export function deleteStackOperation(aws: SimulatedAws, stacks: Stacks): Operation {
  return (request) => {
    const accountRegion = accountRegionOf(request);
    const nameOrId = text(request.input, 'StackName') ?? '';
    const stack = stacks.find(accountRegion, nameOrId);
    request.authorize('cloudformation:DeleteStack', stack?.id ?? stackArn(accountRegion, nameOrId));
    if (!stack || isDeleted(stack) || stack.status === 'DELETE_IN_PROGRESS') return {};
    if (stack.isTerminationProtected) {
      throw validationError(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
    }
    const retained = texts(request.input, 'RetainResources');
    if (retained.length > 0 && stack.status !== 'DELETE_FAILED') {
      // The words are unverified; that it is an error is documented.
      throw validationError('RetainResources can only be specified for a stack in the DELETE_FAILED state.');
    }
    const clientRequestToken = text(request.input, 'ClientRequestToken');
    void deleteStack({ aws, stack, session: request, clientRequestToken }, retained);
    return {};
  };
}

/** cloudformation:UpdateTerminationProtection */
export function terminationProtectionOperation(stacks: Stacks): Operation {
  return (request) => {
    const accountRegion = accountRegionOf(request);
    const nameOrId = text(request.input, 'StackName') ?? '';
    const stack = stacks.find(accountRegion, nameOrId);
    request.authorize(
      'cloudformation:UpdateTerminationProtection',
      stack?.id ?? stackArn(accountRegion, nameOrId),
    );
    if (!stack || isDeleted(stack)) throw missingStack(nameOrId);
    stack.isTerminationProtected = flag(request.input, 'EnableTerminationProtection') === true;
    return { StackId: stack.id };
  };
}
