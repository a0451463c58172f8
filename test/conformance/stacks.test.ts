import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import type { StackEvent } from '../../src/core/cloudformation/stack-event';
import type { CreateStackRequest, StackDescription } from '../../src/core/ports/stacks';
import { defaultVariant, templateOf } from '../../src/core/template/index';
import { eventually } from '../e2e/eventually';
import { askBoth, limit, type Simulation } from './simulations';

/** moto knows no EKS resource: of our template it is given the roles. */
const TEMPLATE = onlyRoles();

const REQUEST: CreateStackRequest = {
  name: 'eks-clusters-conformance',
  templateBody: JSON.stringify(TEMPLATE),
  parameters: {},
  tags: { 'eks-clusters:operation': 'c0ffee', team: 'a & b <c>' },
  clientRequestToken: 'conformance-1',
  capability: 'CAPABILITY_IAM',
  onFailure: 'keep',
};

describe('A stack, in our sandbox and in moto', () => {
  let stacks: { readonly ours: StackDescription; readonly foreign: StackDescription };

  before(async () => {
    stacks = await askBoth(create);
  });

  it('has an ARN, and the tags that it was given', () => {
    for (const { arn, name, tags, status } of [stacks.ours, stacks.foreign]) {
      match(
        arn,
        /^arn:aws:cloudformation:eu-central-1:222222222222:stack\/eks-clusters-conformance\/[0-9a-f-]{36}$/,
      );
      strictEqual(name, REQUEST.name);
      strictEqual(status, 'CREATE_COMPLETE');
      deepStrictEqual(tags, REQUEST.tags);
    }
  });

  it('is found by its name as by its ARN', async () => {
    const { ours, foreign } = await askBoth(({ session }) => session.stacks.describe(REQUEST.name, limit()));
    deepStrictEqual(ours, stacks.ours);
    deepStrictEqual(foreign, stacks.foreign);
  });

  // moto tells only of the stack itself, and no client request token.
  it('tells in its events, newest first, how the stack came to be', async () => {
    const { ours, foreign } = await askBoth(events);
    for (const told of [ours, foreign]) {
      strictEqual(new Set(told.map(({ id }) => id)).size, told.length);
      const stack = told.filter(({ resourceType }) => resourceType === 'AWS::CloudFormation::Stack');
      deepStrictEqual(
        stack.map(({ logicalId, status }) => [logicalId, status]),
        [
          [REQUEST.name, 'CREATE_COMPLETE'],
          [REQUEST.name, 'CREATE_IN_PROGRESS'],
        ],
      );
      strictEqual(told[0], stack[0]);
      strictEqual(told.at(-1), stack[1]);
      ok((told[0]?.at ?? 0) >= (told.at(-1)?.at ?? 0));
    }
  });

  it('makes the same roles, under names that begin with the stack’s', async () => {
    const { ours, foreign } = await askBoth(roles);
    strictEqual(ours.length, Object.keys(TEMPLATE.Resources).length);
    deepStrictEqual(ours, foreign);
  });

  it('cannot be created a second time', async () => {
    const again = { ...REQUEST, clientRequestToken: 'conformance-2' };
    await askBoth(async ({ session }) =>
      rejects(session.stacks.create(again, limit()), {
        kind: 'already-exists',
        code: 'AlreadyExistsException',
      }),
    );
  });

  it('keeps its description after it is deleted, by ARN only', async () => {
    const { ours, foreign } = await askBoth(async ({ session: { stacks: port } }) => {
      const { arn = '' } = (await port.describe(REQUEST.name, limit())) ?? {};
      await port.delete({ stackArn: arn, clientRequestToken: 'conformance-3' }, limit());
      await eventually(async () => strictEqual(await port.describe(REQUEST.name, limit()), undefined));
      return (await port.describe(arn, limit()))?.status;
    });
    strictEqual(ours, 'DELETE_COMPLETE');
    strictEqual(ours, foreign);
  });
});

function onlyRoles() {
  const { AWSTemplateFormatVersion, Parameters, Conditions, Resources } = templateOf(
    defaultVariant('managed'),
  );
  const named = (all: object = {}, ...names: readonly string[]) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
  const roles = Object.entries(Resources).filter(([, { Type }]) => Type === 'AWS::IAM::Role');
  return {
    AWSTemplateFormatVersion,
    Parameters: named(Parameters, 'PermissionsBoundary', 'RolePath'),
    Conditions: named(Conditions, 'HasBoundary', 'HasRolePath'),
    Resources: Object.fromEntries(roles),
  };
}

async function create({ session: { stacks } }: Simulation): Promise<StackDescription> {
  const arn = await stacks.create(REQUEST, limit());
  let stack: StackDescription | undefined;
  await eventually(async () => {
    stack = await stacks.describe(arn, limit());
    match(stack?.status ?? '', /_(COMPLETE|FAILED)$/);
  });
  if (!stack) throw new Error('The stack is gone.');
  return stack;
}

async function events({ session: { stacks } }: Simulation): Promise<readonly StackEvent[]> {
  const { arn = '' } = (await stacks.describe(REQUEST.name, limit())) ?? {};
  return stacks.events(arn, () => false, limit());
}

/** Whom each role trusts, and its name without the end, which CloudFormation makes up. moto attaches no policies. */
async function roles({ sdk: { iam } }: Simulation) {
  const { Roles = [] } = await iam.send(new ListRolesCommand({ MaxItems: 1000 }));
  return Roles.filter(({ RoleName }) => RoleName?.startsWith(`${REQUEST.name}-`))
    .map(({ RoleName = '', AssumeRolePolicyDocument = '' }) => ({
      name: RoleName.replace(/-\w+$/, ''),
      trust: JSON.parse(decodeURIComponent(AssumeRolePolicyDocument)) as unknown,
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
