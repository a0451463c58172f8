import { randomUUID } from 'node:crypto';
import { requestTagContext } from '../../iam/policy/conditions';
import { ServiceError, type Operation, type ServiceRequest } from '../../service';
import { flag, number, text } from '../../input';
import { accountRegionOf } from '../../account-region';
import { requiredName } from '../../validation';
import type { SimulatedAws } from '../../simulated-aws';
import { createStack } from '../engine/create';
import { EventLog } from '../engine/events';
import type { OnFailure, Stack } from '../engine/stack';
import { readContent, stackTags } from '../content';
import { stackArn, type Stacks } from '../stacks';
import { validationError } from '../template/template';

const STACK_NAME = { longest: 128, pattern: /^[a-zA-Z][-a-zA-Z0-9]*$/ };

/** cloudformation:CreateStack */
export function createStackOperation(aws: SimulatedAws, stacks: Stacks): Operation {
  return (request) => {
    const { input } = request;
    const accountRegion = accountRegionOf(request);
    const name = requiredName(input, 'StackName', STACK_NAME);
    const tags = stackTags(request);
    const context = requestTagContext(tags);
    request.authorize('cloudformation:CreateStack', stackArn(accountRegion, name), context);
    if (Object.keys(tags).length > 0) {
      request.authorize('cloudformation:TagResource', stackArn(accountRegion, name), context);
    }

    const token = text(input, 'ClientRequestToken');
    const existing = stacks.find(accountRegion, name);
    if (existing) {
      // The same token means the same request: a client that saw no answer asks again.
      if (token !== undefined && existing.clientRequestToken === token) return { StackId: existing.id };
      throw new ServiceError('AlreadyExistsException', `Stack [${name}] already exists`);
    }

    const id = `${stackArn(accountRegion, name).slice(0, -1)}${randomUUID()}`;
    const content = readContent(aws, request, { name, id, tags, previous: [] });
    const stack: Stack = {
      ...accountRegion,
      id,
      name,
      createdAt: new Date(aws.clock.now()),
      ...content,
      onFailure: onFailure(request),
      timeoutInMinutes: number(input, 'TimeoutInMinutes'),
      status: 'CREATE_IN_PROGRESS',
      statusReason: undefined,
      updatedAt: undefined,
      deletedAt: undefined,
      isTerminationProtected: flag(input, 'EnableTerminationProtection') ?? false,
      outputs: [],
      events: new EventLog(aws.clock),
      resources: new Map(),
      interrupt: undefined,
    };
    stacks.add(stack);
    void createStack({ aws, stack, session: request, clientRequestToken: token });
    return { StackId: id };
  };
}

function onFailure({ input }: ServiceRequest): OnFailure {
  const disableRollback = flag(input, 'DisableRollback');
  const wanted = text(input, 'OnFailure');
  if (wanted === undefined) return disableRollback === true ? 'DO_NOTHING' : 'ROLLBACK';
  if (disableRollback !== undefined) {
    throw validationError('You can specify either DisableRollback or OnFailure but not both.');
  }
  if (wanted === 'DO_NOTHING' || wanted === 'ROLLBACK' || wanted === 'DELETE') return wanted;
  throw validationError(
    `1 validation error detected: Value '${wanted}' at 'onFailure' failed to satisfy constraint: Member must satisfy enum value set: [ROLLBACK, DELETE, DO_NOTHING]`,
  );
}
