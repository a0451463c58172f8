import type { Operation, ServiceRequest } from '../../service';
import { flag, structure, text } from '../../input';
import { accountRegionOf } from '../../account-region';
import { isDeleted, type Stack } from '../engine/stack';
import { missingStack, stackArn, type Stacks } from '../stacks';
import { validationError } from '../template/template';
import { eventView, isFailedEvent, operationEventView, resourceView, stackView } from '../views';

/** AWS's pages end at 1 MB; these are small, so that everyone who reads stacks and events has to follow them. */
const STACKS_PER_PAGE = 20;
const EVENTS_PER_PAGE = 10;

/** Operations that read stacks. */
export function describeOperations(stacks: Stacks): Readonly<Record<string, Operation>> {
  return {
    DescribeStacks(request) {
      const nameOrId = text(request.input, 'StackName');
      if (nameOrId !== undefined) return { Stacks: [stackView(namedStack(stacks, request))] };
      request.authorize('cloudformation:DescribeStacks');
      const living = stacks.at(accountRegionOf(request)).filter((stack) => !isDeleted(stack));
      const { items, next } = pageAfter(living, request, STACKS_PER_PAGE);
      return { Stacks: items.map(stackView), ...next };
    },

    DescribeStackEvents(request) {
      const stack = namedStack(stacks, request, (name) => validationError(`Stack [${name}] does not exist`));
      const { items, next } = pageAfter(stack.events.newestFirst(), request, EVENTS_PER_PAGE);
      return { StackEvents: items.map((event) => eventView(stack, event)), ...next };
    },

    /** Unverified: whether it pages as DescribeStackEvents does. */
    DescribeEvents(request) {
      const stack = namedStack(stacks, request, (name) => validationError(`Stack [${name}] does not exist`));
      const onlyFailed = flag(structure(request.input, 'Filters'), 'FailedEvents') ?? false;
      const wanted = stack.events.newestFirst().filter((event) => !onlyFailed || isFailedEvent(event));
      const { items, next } = pageAfter(wanted, request, EVENTS_PER_PAGE);
      return { OperationEvents: items.map((event) => operationEventView(stack, event)), ...next };
    },

    DescribeStackResources(request) {
      const stack = namedStack(stacks, request);
      const logicalId = text(request.input, 'LogicalResourceId');
      const resources = [...stack.resources.values()].filter(
        (resource) => logicalId === undefined || resource.logicalId === logicalId,
      );
      return { StackResources: resources.map((resource) => resourceView(stack, resource)) };
    },

    GetTemplate(request) {
      const { templateBody } = namedStack(stacks, request);
      return { TemplateBody: templateBody, StagesAvailable: ['Original', 'Processed'] };
    },
  };
}

/** The stack that the request names, once the caller may do `request.action` on it. */
function namedStack(
  stacks: Stacks,
  request: ServiceRequest,
  missing: (nameOrId: string) => Error = missingStack,
): Stack {
  const accountRegion = accountRegionOf(request);
  const nameOrId = text(request.input, 'StackName') ?? '';
  const stack = stacks.find(accountRegion, nameOrId);
  request.authorize(`cloudformation:${request.action}`, stack?.id ?? stackArn(accountRegion, nameOrId));
  if (!stack) throw missing(nameOrId);
  return stack;
}

/** The token names the last item of the page before: what is new since then shifts nothing. */
function pageAfter<T extends { readonly id: string }>(
  all: readonly T[],
  { input }: ServiceRequest,
  size: number,
): { items: readonly T[]; next: { NextToken?: string } } {
  const token = text(input, 'NextToken');
  const last = token === undefined ? -1 : all.findIndex(({ id }) => encode(id) === token);
  if (token !== undefined && last < 0) throw validationError('Invalid NextToken');
  const items = all.slice(last + 1, last + 1 + size);
  const end = items.at(-1);
  return { items, next: end && end !== all.at(-1) ? { NextToken: encode(end.id) } : {} };
}

function encode(id: string): string {
  return Buffer.from(id).toString('base64url');
}
