import { isDeepStrictEqual } from 'node:util';
import { pause } from '../../clock';
import { duration } from '../../durations';
import { handlerOf } from '../handlers/registry';
import { structure } from '../../input';
import type { ValueMap } from '../template/template';
import { ServiceError } from '../../service';
import { recordResource } from './events';
import { failureReason, SchemaViolation } from './failure';
import { authorizeHandler, checkSchema, resourceRequest } from './resource-request';
import { createdResources, type Run } from './run';
import type { StackResource } from './stack';

/** The first property that cannot change in place and is to change; `undefined` where there is none. */
export function replacedProperty({ type, properties }: StackResource, next: ValueMap): string | undefined {
  return handlerOf(type).schema.createOnly?.find(
    (path) => !isDeepStrictEqual(valueAt(properties, path), valueAt(next, path)),
  );
}

function valueAt(properties: ValueMap, path: string): unknown {
  const [name = '', ...rest] = path.split('/');
  return rest.length === 0 ? properties[name] : structure(properties, name)[rest.join('/')];
}

/** Brings a resource up to date with the stack's plan. @returns whether that succeeded */
export async function updateResource(run: Run, resource: StackResource): Promise<boolean> {
  const { stack, aws, session } = run;
  const handler = handlerOf(resource.type);
  const previous = resource.properties;
  resource.properties = stack.plan.properties(resource.logicalId, createdResources(stack));
  recordResource(run, resource, 'UPDATE_IN_PROGRESS');
  await pause(aws.clock, duration('initiate resource', `${stack.name} ${resource.logicalId}`));
  try {
    checkSchema(resource, handler);
    const request = resourceRequest(aws, stack, resource);
    authorizeHandler('update', resource, request, session);
    const { physicalId = '' } = resource;
    if (!handler.update)
      throw new ServiceError('NotImplemented', `The simulated account cannot update ${resource.type}.`, 501);
    const attributes = await handler.update(request, { physicalId, previous });
    resource.attributes = { ...resource.attributes, ...attributes };
    authorizeHandler('read', resource, request, session);
    recordResource(run, resource, 'UPDATE_COMPLETE');
    return true;
  } catch (error) {
    const reason = error instanceof SchemaViolation ? error.message : failureReason(error, handler);
    recordResource(run, resource, 'UPDATE_FAILED', reason);
    return false;
  }
}
