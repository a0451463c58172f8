import { randomUUID } from 'node:crypto';
import { ServiceError, type Operation, type ServiceRequest } from '../../service';
import { flag, number, structures, tagList, text, texts } from '../../members';
import { placeOf } from '../../place';
import { requiredName } from '../../validation';
import type { World } from '../../world';
import { createStack } from '../engine/create';
import { EventLog } from '../engine/events';
import type { OnFailure, Stack } from '../engine/stack';
import { parameterSource } from '../parameter-source';
import { prepareTemplate } from '../prepare';
import { stackArn, type Stacks } from '../stacks';
import { validationError } from '../template/template';

const STACK_NAME = { longest: 128, pattern: /^[a-zA-Z][-a-zA-Z0-9]*$/ };

/** cloudformation:CreateStack */
export function createStackOperation(world: World, stacks: Stacks): Operation {
  return (request) => {
    const { input } = request;
    const place = placeOf(request);
    const name = requiredName(input, 'StackName', STACK_NAME);
    request.authorize('cloudformation:CreateStack', stackArn(place, name));
    const tags = tagList(input, 'Tags');
    if (Object.keys(tags).length > 0) request.authorize('cloudformation:TagResource', stackArn(place, name));

    const token = text(input, 'ClientRequestToken');
    const existing = stacks.find(place, name);
    if (existing) {
      // The same token means the same request: a client that saw no answer asks again.
      if (token !== undefined && existing.clientRequestToken === token) return { StackId: existing.id };
      throw new ServiceError('AlreadyExistsException', `Stack [${name}] already exists`);
    }

    const id = `${stackArn(place, name).slice(0, -1)}${randomUUID()}`;
    const given = givenParameters(request);
    const { template, plan } = prepareTemplate(templateBody(request), {
      given,
      pseudo: pseudoParameters(request, { name, id }),
      source: parameterSource(world, request),
    });
    checkCapabilities(
      request,
      Object.values(template.resources).map(({ type }) => type),
    );

    const stack: Stack = {
      ...place,
      id,
      name,
      createdAt: new Date(world.clock.now()),
      description: template.description,
      parameters: Object.entries(template.parameters).map(([key, definition]) => ({
        key,
        value: given[key] ?? definition.default ?? '',
        definition,
      })),
      tags,
      capabilities: texts(input, 'Capabilities'),
      onFailure: onFailure(request),
      timeoutInMinutes: number(input, 'TimeoutInMinutes'),
      clientRequestToken: token,
      plan,
      status: 'CREATE_IN_PROGRESS',
      statusReason: undefined,
      deletedAt: undefined,
      outputs: [],
      events: new EventLog(world.clock),
      resources: new Map(),
      interrupt: undefined,
    };
    stacks.add(stack);
    void createStack({ world, stack, session: request, clientRequestToken: token });
    return { StackId: id };
  };
}

/** The template that a call carries. */
export function templateBody({ input }: ServiceRequest): string {
  const body = text(input, 'TemplateBody');
  if (body === undefined) {
    throw validationError('Either Template URL or Template Body must be specified.');
  }
  return body;
}

function givenParameters({ input }: ServiceRequest): Readonly<Record<string, string>> {
  return Object.fromEntries(
    structures(input, 'Parameters').map((parameter) => [
      text(parameter, 'ParameterKey') ?? '',
      text(parameter, 'ParameterValue') ?? '',
    ]),
  );
}

function pseudoParameters(
  request: ServiceRequest,
  { name, id }: { name: string; id: string },
): Readonly<Record<string, string>> {
  const { accountId, partition, region } = placeOf(request);
  return {
    'AWS::AccountId': accountId,
    'AWS::Partition': partition,
    'AWS::Region': region,
    'AWS::StackId': id,
    'AWS::StackName': name,
    'AWS::URLSuffix': partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
  };
}

/** Whoever lets a stack make IAM resources must say so. */
function checkCapabilities({ input }: ServiceRequest, types: readonly string[]): void {
  const capabilities = texts(input, 'Capabilities');
  if (!types.some((type) => type.startsWith('AWS::IAM::'))) return;
  if (!['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM'].some((capability) => capabilities.includes(capability))) {
    throw new ServiceError('InsufficientCapabilitiesException', 'Requires capabilities : [CAPABILITY_IAM]');
  }
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
