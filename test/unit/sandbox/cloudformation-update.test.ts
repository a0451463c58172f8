import assert from 'node:assert/strict';
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { eventually } from '../../e2e/eventually';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { clientOf } from './clients';

const STACK = { StackName: 'roles' };
const CAPABILITY = { Capabilities: ['CAPABILITY_IAM' as const] };
const MISSING_POLICY = 'arn:aws:iam::aws:policy/ThereIsNone';

describe('simulated CloudFormation: a stack that is updated', () => {
  let sandbox: Sandbox;
  let client: CloudFormationClient;

  beforeEach(async () => {
    sandbox = await startSandbox({ speed: 5000 });
    client = new CloudFormationClient(clientOf(sandbox, sandbox.administrator));
    await client.send(
      new CreateStackCommand({ ...STACK, ...CAPABILITY, TemplateBody: template({ Description: 'one' }) }),
    );
    await settled('CREATE_COMPLETE');
  });
  afterEach(() => sandbox.stop());

  it('changes what is different and leaves the rest alone', async () => {
    await update(template({ Description: 'two' }));
    await settled('UPDATE_COMPLETE');
    assert.deepEqual((await history()).slice(-5), [
      'roles UPDATE_IN_PROGRESS',
      'Changing UPDATE_IN_PROGRESS',
      'Changing UPDATE_COMPLETE',
      'roles UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'roles UPDATE_COMPLETE',
    ]);
    assert.deepEqual(descriptions(), ['two']);
  });

  it('changes nothing where nothing is different', () =>
    refuses(update(template({ Description: 'one' })), /^No updates are to be performed\.$/));

  it('does one thing at a time', async () => {
    await update(template({ Description: 'two' }));
    await refuses(
      update(template({ Description: 'three' })),
      /is in UPDATE_IN_PROGRESS state and can not be updated/,
    );
  });

  it('takes a repeated call for the first one, by its token', async () => {
    const again = { TemplateBody: template({ Description: 'two' }), ClientRequestToken: 'once' };
    const [first, second] = await Promise.all([update(again), update(again)]);
    assert.equal(first.StackId, second.StackId);
  });

  it('takes back an update that fails', async () => {
    await update(template({ Description: 'two', ManagedPolicyArns: [MISSING_POLICY] }));
    await settled('UPDATE_ROLLBACK_COMPLETE');
    assert.ok((await history()).includes('Changing UPDATE_FAILED'));
    assert.deepEqual(descriptions(), ['one']);
    await update(template({ Description: 'three' }));
    await settled('UPDATE_COMPLETE');
  });

  it('keeps parameters that are to stay, and the tags where none are given', async () => {
    const TemplateBody = template({ Description: { Ref: 'Text' } }, { Text: { Type: 'String' } });
    const parameter = { ParameterKey: 'Text', ParameterValue: 'given' };
    await update({ TemplateBody, Parameters: [parameter], Tags: [{ Key: 'team', Value: 'web' }] });
    await settled('UPDATE_COMPLETE');
    const kept = { ParameterKey: 'Text', UsePreviousValue: true };
    await refuses(update({ TemplateBody, Parameters: [kept] }), /No updates/);
    const { Stacks } = await client.send(new DescribeStacksCommand(STACK));
    assert.deepEqual(Stacks?.[0]?.Tags, [{ Key: 'team', Value: 'web' }]);
    assert.deepEqual(descriptions(), ['given']);
  });

  it('asks for a capability where the template names an IAM resource', () =>
    refuses(update(template({ RoleName: 'mine' })), /^Requires capabilities : \[CAPABILITY_NAMED_IAM\]$/));

  function update(input: string | Partial<UpdateStackCommand['input']>) {
    const content = typeof input === 'string' ? { TemplateBody: input } : input;
    return client.send(new UpdateStackCommand({ ...STACK, ...CAPABILITY, ...content }));
  }

  async function settled(status: string): Promise<void> {
    await eventually(async () => {
      const { Stacks } = await client.send(new DescribeStacksCommand(STACK));
      assert.equal(Stacks?.[0]?.StackStatus, status);
    });
  }

  /** The newest events, oldest first. */
  async function history(): Promise<readonly string[]> {
    const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand(STACK));
    return StackEvents.map((event) => `${event.LogicalResourceId} ${event.ResourceStatus}`).reverse();
  }

  function descriptions(): readonly (string | undefined)[] {
    const roles = [...sandbox.base.roles.values()].filter(({ name }) => name.startsWith('roles-Changing'));
    return roles.map(({ description }) => description);
  }
});

async function refuses(answer: Promise<unknown>, message: RegExp): Promise<void> {
  await assert.rejects(answer, (error: Error) => message.test(error.message));
}

/** Two roles, the first with these properties. */
function template(properties: object, Parameters: object = {}): string {
  const trust = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const usual = { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [trust] } };
  return JSON.stringify({
    Parameters,
    Resources: {
      Changing: { Type: 'AWS::IAM::Role', Properties: { ...usual, ...properties } },
      Staying: { Type: 'AWS::IAM::Role', Properties: usual },
    },
  });
}
