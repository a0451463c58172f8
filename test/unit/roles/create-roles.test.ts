import assert from 'node:assert/strict';
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { UserError } from '../../../src/core/errors/user-error';
import { INSTALLATION_TAG, OPERATION_TAG, ROLES_OPERATION } from '../../../src/core/naming';
import { readRolesPlan, rolesStackName, defaultPlan } from '../../../src/core/roles';
import { FakeClock } from '../../fakes/clock';
import { FakeStacks } from '../../fakes/stacks';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { deleteRolePolicy } from '../../sandbox/iam/role-policies';
import { deleteRole } from '../../sandbox/iam/roles';
import { addTrust, seedRole } from '../../sandbox/seed/principals';
import { eventually } from '../../e2e/eventually';
import {
  as,
  EXTERNAL_ID,
  INSTALLATION,
  make,
  makeWith,
  never,
  roleOf,
  serviceRolesSeenBy,
  SPEED,
  userWith,
} from './base-account';

describe('Creating the roles for a user', () => {
  let sandbox: Sandbox;

  beforeEach(async () => {
    sandbox = await startSandbox({ speed: SPEED });
  });
  afterEach(() => sandbox.stop());

  it('creates a provision role that trusts this installation, and a service role for EKS', async () => {
    const { provisionRoleArn, serviceRoleArn } = await make(sandbox.administrator, sandbox);
    assert.equal(provisionRoleArn, 'arn:aws:iam::111111111111:role/eks-provision-89abcdef');
    const seen = await serviceRolesSeenBy(provisionRoleArn, { sandbox });
    assert.equal(seen.find(({ trustsEks }) => trustsEks)?.arn, serviceRoleArn);
    const [clusterPolicy] = roleOf(sandbox, serviceRoleArn).attachedPolicyArns;
    assert.equal(clusterPolicy, 'arn:aws:iam::aws:policy/AmazonEKSClusterPolicy');
  });

  it('does not trust another External ID', async () => {
    const { provisionRoleArn } = await make(sandbox.administrator, sandbox);
    await assert.rejects(serviceRolesSeenBy(provisionRoleArn, { sandbox, externalId: 'another' }));
  });

  it('uses the names, description and tags that the user chose', async () => {
    const plan = {
      provisionRoleName: 'clusters',
      serviceRoleName: 'control-planes',
      description: 'By hand & heart',
      permissionsBoundary: '',
      rolePath: '',
      tags: { team: 'web' },
    };
    const { provisionRoleArn, serviceRoleArn } = await make(sandbox.administrator, sandbox, { plan });
    const role = roleOf(sandbox, provisionRoleArn);
    assert.equal(role.name, 'clusters');
    assert.equal(role.description, 'By hand & heart');
    assert.equal(role.tags.get('team'), 'web');
    assert.equal(roleOf(sandbox, serviceRoleArn).name, 'control-planes');
    const present = await as(sandbox.administrator, sandbox, (base) =>
      readRolesPlan(INSTALLATION, base, never),
    );
    assert.deepEqual(present, plan);
  });

  it('creates them in the partition of the region', async () => {
    const { account } = sandbox.china;
    const request = { accountId: account.id, partition: 'aws-cn' };
    const region = { base: { kind: 'default' }, region: 'cn-north-1' } as const;
    const user = userWith(account, ['*']);
    const { provisionRoleArn } = await as(user, sandbox, (base) => makeWith(base, request), region);
    assert.equal(provisionRoleArn, 'arn:aws-cn:iam::333333333333:role/eks-provision-89abcdef');
    const role = account.roles.get('eks-provision-89abcdef');
    assert.match(role?.trustPolicy ?? '', /arn:aws-cn:iam::333333333333:root/);
    assert.match([...(role?.inlinePolicies.values() ?? [])].join(), /arn:aws-cn:cloudformation:/);
  });

  it('changes nothing when run again', async () => {
    const first = await make(sandbox.administrator, sandbox);
    assert.deepEqual(await make(sandbox.administrator, sandbox), first);
    assert.equal(await statusOfStack(sandbox), 'CREATE_COMPLETE');
  });

  it('keeps existing names, whatever another window chose', async () => {
    const first = await make(sandbox.administrator, sandbox);
    const plan = { ...defaultPlan(INSTALLATION), provisionRoleName: 'other', description: 'New' };
    assert.deepEqual(await make(sandbox.administrator, sandbox, { plan }), first);
    assert.equal(roleOf(sandbox, first.provisionRoleArn).description, 'New');
  });

  it('adds our External ID to those already in the trust', async () => {
    const { provisionRoleArn } = await make(sandbox.administrator, sandbox);
    const role = roleOf(sandbox, provisionRoleArn);
    addTrust(role, { kind: 'account', account: sandbox.clusters, externalId: 'of-a-colleague' });
    addTrust(role, { kind: 'account', account: sandbox.base, externalId: 'of-the-cloud-team' });
    await make(sandbox.administrator, sandbox, { externalId: 'new-one' });
    assert.equal(await statusOfStack(sandbox), 'UPDATE_COMPLETE');
    for (const externalId of [EXTERNAL_ID, 'new-one', 'of-the-cloud-team'])
      await serviceRolesSeenBy(provisionRoleArn, { sandbox, externalId });
    assert.match(role.trustPolicy, /222222222222:root.*of-a-colleague/);
  });

  it('keeps permissions granted by an earlier version', async () => {
    const { provisionRoleArn } = await make(sandbox.administrator, sandbox);
    const { inlinePolicies } = roleOf(sandbox, provisionRoleArn);
    const [[name, document]] = [...inlinePolicies] as [[string, string]];
    const { Statement } = JSON.parse(document) as { Statement: object[] };
    const former = { Sid: 'Former', Effect: 'Allow', Action: 'eks:DeregisterCluster', Resource: '*' };
    inlinePolicies.set(name, JSON.stringify({ Version: '2012-10-17', Statement: [...Statement, former] }));
    await make(sandbox.administrator, sandbox, { externalId: 'new-one' });
    assert.match(inlinePolicies.get(name) ?? '', /eks:DeregisterCluster/);
  });

  it('creates one stack for two windows at once, with the same result for both', async () => {
    const both = await as(sandbox.administrator, sandbox, (base) =>
      Promise.all([makeWith(base), makeWith(base)]),
    );
    assert.deepEqual(both[0], both[1]);
    const created = sandbox.requests.filter(
      ({ action, status }) => action === 'CreateStack' && status === 200,
    );
    assert.equal(created.length, 1);
  });

  it('retries when throttled', async () => {
    const error = { kind: 'error', code: 'Throttling', message: 'Rate exceeded', status: 400 } as const;
    // As often as the SDK asks by itself, and once more.
    sandbox.faults.add({ service: 'cloudformation', action: 'CreateStack', effect: error, times: 3 });
    await make(sandbox.administrator, sandbox);
    assert.equal(await statusOfStack(sandbox), 'CREATE_COMPLETE');
  });

  it('reports a missing permission before the stack is created', () =>
    refuses(make(sandbox, sandbox), 'roles-denied', /cloudformation:DescribeStacks is denied\./));

  it('reports a missing permission within the stack, and leaves nothing behind', async () => {
    const user = userWith(sandbox.base, ['cloudformation:*']);
    await refuses(make(user, sandbox), 'roles-denied', /iam:CreateRole is denied\./);
    await eventually(async () => assert.equal(await statusOfStack(sandbox), undefined));
    await make(sandbox.administrator, sandbox);
  });

  it('reports that a name is taken', async () => {
    seedRole(sandbox.base, {
      name: defaultPlan(INSTALLATION).serviceRoleName,
      trusts: { kind: 'service', service: 'ec2.amazonaws.com' },
    });
    await refuses(
      make(sandbox.administrator, sandbox),
      'roles-not-made',
      /A different role \S+ already exists/,
    );
  });

  it('leaves a stack with its name alone that is not ours', async () => {
    await createStack(sandbox, 'ROLLBACK', { Tags: ownTags({ [INSTALLATION_TAG]: 'of-somebody' }) });
    await refuses(
      make(sandbox.administrator, sandbox),
      'roles-stack-foreign',
      /not created by this installation/,
    );
  });

  it('leaves a stack with its name alone that another part of the extension created', async () => {
    await createStack(sandbox, 'ROLLBACK', { Tags: ownTags({ [OPERATION_TAG]: 'a-cluster' }) });
    await refuses(
      make(sandbox.administrator, sandbox),
      'roles-stack-foreign',
      /not created by this installation/,
    );
  });

  it('deletes a stack that was never created completely, and starts again', async () => {
    await createStack(sandbox, 'ROLLBACK', { Tags: ownTags({}) });
    await eventually(async () => assert.equal(await statusOfStack(sandbox), 'ROLLBACK_COMPLETE'));
    await make(sandbox.administrator, sandbox);
    assert.equal(await statusOfStack(sandbox), 'CREATE_COMPLETE');
  });

  it('explains the next step if CloudFormation needs a manual decision', async () => {
    await make(sandbox.administrator, sandbox);
    // Neither the update nor taking it back is allowed.
    const user = userWith(sandbox.base, ['cloudformation:*', 'iam:Get*', 'iam:List*']);
    await refuses(
      make(user, sandbox, { externalId: 'new-one' }),
      'roles-denied',
      /iam:UpdateRole is denied\./,
    );
    await eventually(async () => assert.equal(await statusOfStack(sandbox), 'UPDATE_ROLLBACK_FAILED'));
    await refuses(make(sandbox.administrator, sandbox), 'roles-stack-stuck', /UPDATE_ROLLBACK_FAILED/);
  });

  it('reports that the trust was changed outside of CloudFormation', async () => {
    const { provisionRoleArn } = await make(sandbox.administrator, sandbox);
    const role = roleOf(sandbox, provisionRoleArn);
    role.trustPolicy = JSON.stringify({ Version: '2012-10-17', Statement: [] });
    await refuses(make(sandbox.administrator, sandbox), 'roles-drifted', /changed or deleted by hand/);
  });

  it('reports that someone deleted the stack before it was complete', async () => {
    const stacks = new FakeStacks(new FakeClock(), []);
    const base = {
      stacks,
      simulate: () => Promise.resolve([]),
      role: () => Promise.resolve(undefined),
      roleArn: () => Promise.resolve(undefined),
    };
    await refuses(makeWith(base), 'roles-not-made', /was deleted while it was being created/);
  });

  it('reports that someone deleted the role', async () => {
    const { provisionRoleArn } = await make(sandbox.administrator, sandbox);
    const { name } = roleOf(sandbox, provisionRoleArn);
    deleteRolePolicy(sandbox.base, name, 'eks-clusters');
    deleteRole(sandbox.base, name);
    await refuses(make(sandbox.administrator, sandbox), 'roles-drifted', /changed or deleted by hand/);
  });
});

async function refuses(made: Promise<unknown>, code: string, message: RegExp): Promise<void> {
  await assert.rejects(made, (error) => {
    assert.ok(error instanceof UserError, String(error));
    assert.equal(error.code, code, error.message);
    assert.match(error.message, message);
    return true;
  });
}

function cloudFormation({ url, administrator: credentials }: Sandbox): CloudFormationClient {
  return new CloudFormationClient({ endpoint: url, region: 'us-east-1', credentials });
}

async function statusOfStack(sandbox: Sandbox): Promise<string | undefined> {
  const command = new DescribeStacksCommand({ StackName: rolesStackName(INSTALLATION) });
  const stacks = await cloudFormation(sandbox)
    .send(command)
    .catch(() => undefined);
  return stacks?.Stacks?.[0]?.StackStatus;
}

/** A stack with our name that somebody else has CloudFormation make; its role cannot be made. */
/** The tags of our own stack, but for what differs. */
function ownTags(differing: Readonly<Record<string, string>>) {
  const tags = { [INSTALLATION_TAG]: INSTALLATION, [OPERATION_TAG]: ROLES_OPERATION, ...differing };
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

async function createStack(
  sandbox: Sandbox,
  OnFailure: 'ROLLBACK',
  { Tags }: { Tags: { Key: string; Value: string }[] },
): Promise<void> {
  const Role = {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] },
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/None'],
    },
  };
  const command = new CreateStackCommand({
    StackName: rolesStackName(INSTALLATION),
    TemplateBody: JSON.stringify({ Resources: { Role } }),
    Capabilities: ['CAPABILITY_IAM'],
    OnFailure,
    Tags,
  });
  await cloudFormation(sandbox).send(command);
}
