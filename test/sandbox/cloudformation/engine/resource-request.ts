import { createHash } from 'node:crypto';
import { tagList } from '../../input';
import type { SimulatedAws } from '../../simulated-aws';
import type { ResourceHandler, ResourceRequest } from '../handlers/handler';
import { handlerOf } from '../handlers/registry';
import { HANDLER_PERMISSIONS, type HandlerOperation } from '../handler-permissions';
import { targetsOf } from '../permission-targets';
import { SchemaViolation } from './failure';
import type { Session, Stack, StackResource } from './stack';

/** One of IAM's limits: names that CloudFormation makes up are cut to it. */
const GENERATED_NAME_LIMIT = 64;

/** What the handler of a resource needs to know about it and its stack. */
export function resourceRequest(aws: SimulatedAws, stack: Stack, resource: StackResource): ResourceRequest {
  return {
    aws,
    accountRegion: { accountId: stack.accountId, partition: stack.partition, region: stack.region },
    properties: resource.properties,
    stackTags: {
      ...stack.tags,
      'aws:cloudformation:stack-name': stack.name,
      'aws:cloudformation:stack-id': stack.id,
      'aws:cloudformation:logical-id': resource.logicalId,
    },
    generatedName: generatedName(stack, resource.logicalId),
  };
}

/** `<stack>-<logical ID>-<12 characters>`, with the stack's name cut where the whole is too long. */
function generatedName(stack: Stack, logicalId: string): string {
  const suffix = createHash('sha256').update(`${stack.id} ${logicalId}`).digest('base64url');
  const end = `-${logicalId}-${suffix.replaceAll(/[-_]/g, '').slice(0, 12)}`;
  return `${stack.name.slice(0, GENERATED_NAME_LIMIT - end.length)}${end}`;
}

/** Throws the service's access denied error unless the session may do all that the handler does for this resource. */
export function authorizeHandler(
  operation: HandlerOperation,
  resource: StackResource,
  request: ResourceRequest,
  session: Session,
): void {
  const facts = { ...handlerOf(resource.type).permissionFacts(request), requestTags: requestTags(request) };
  for (const permission of HANDLER_PERMISSIONS[resource.type]?.[operation] ?? []) {
    for (const [action, target] of targetsOf(permission, facts)) {
      session.authorize(action, target.resource, target.context);
    }
  }
}

/** CloudFormation's own tags are no part of what policies see. Unverified: that is documented nowhere. */
function requestTags({ properties, stackTags }: ResourceRequest): Readonly<Record<string, string>> {
  const tags = Object.entries({ ...stackTags, ...tagList(properties, 'Tags') });
  return Object.fromEntries(tags.filter(([key]) => !key.startsWith('aws:')));
}

/** Checks a resource against its type's schema, as CloudFormation does before it calls the handler. */
export function checkSchema(resource: StackResource, handler: ResourceHandler): void {
  const { required, properties } = handler.schema;
  const given = Object.keys(resource.properties);
  const problems = [
    ...required.filter((key) => !given.includes(key)).map((key) => `#: required key [${key}] not found`),
    ...given
      .filter((key) => !properties.includes(key))
      .map((key) => `#: extraneous key [${key}] is not permitted`),
  ];
  if (problems.length > 0) {
    throw new SchemaViolation(
      `Properties validation failed for resource ${resource.logicalId} with message:\n[${problems.join(', ')}]`,
    );
  }
}
