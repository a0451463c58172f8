import assert from 'node:assert/strict';
import { StackAccount } from '../../fakes/stack-account';
import { SERVICE_ROLE } from '../../fakes/simulated-aws';

describe('simulated CloudFormation: a stack that is created', () => {
  it('takes as long as AWS: the control plane about 10 minutes, all of it less than 15', async () => {
    const account = new StackAccount();
    await account.createStack();
    await account.minutes(8);
    assert.equal((await account.stack()).StackStatus, 'CREATE_IN_PROGRESS');
    await account.minutes(7);
    assert.equal((await account.stack()).StackStatus, 'CREATE_COMPLETE');
  });

  it('tells of each resource when it begins, when it has a physical ID and when it is complete', async () => {
    const account = new StackAccount();
    await account.createStack();
    await account.minutes(15);
    const events = (await account.events()).filter((event) => event.LogicalResourceId === 'Cluster');
    assert.deepEqual(
      events.map((event) => [event.ResourceStatus, event.PhysicalResourceId, event.ResourceStatusReason]),
      [
        ['CREATE_IN_PROGRESS', '', undefined],
        ['CREATE_IN_PROGRESS', 'demo', 'Resource creation Initiated'],
        ['CREATE_COMPLETE', 'demo', undefined],
      ],
    );
  });

  it('creates side by side what does not depend on each other, and the rest in order', async () => {
    const account = new StackAccount();
    await account.createStack();
    await account.minutes(15);
    const history = await account.history();
    const at = (event: string): number => history.indexOf(event);
    assert.ok(at('NodeRole CREATE_COMPLETE') < at('Cluster CREATE_COMPLETE'));
    assert.ok(at('Cluster CREATE_COMPLETE') < at('NodeGroup CREATE_IN_PROGRESS'));
    assert.ok(at('AdminAccess CREATE_COMPLETE') < at('NodeGroup CREATE_COMPLETE'));
    assert.ok(at('NodeGroup CREATE_COMPLETE') < at('EbsCsi CREATE_IN_PROGRESS'));
    assert.equal(history[0], 'eks-clusters-demo CREATE_IN_PROGRESS');
    assert.equal(history.at(-1), 'eks-clusters-demo CREATE_COMPLETE');
  });

  it('has the template’s outputs at the end', async () => {
    const account = new StackAccount();
    await account.createStack();
    await account.minutes(15);
    const outputs = (await account.stack()).Outputs.map(({ OutputKey, OutputValue }) => [
      OutputKey,
      OutputValue,
    ]);
    const { ClusterArn, ClusterEndpoint, NodeInstanceRole } = Object.fromEntries(outputs) as Record<
      string,
      string
    >;
    assert.equal(ClusterArn, 'arn:aws:eks:eu-central-1:222222222222:cluster/demo');
    assert.equal(ClusterEndpoint, 'https://demo.example');
    assert.match(
      NodeInstanceRole ?? '',
      /^arn:aws:iam::222222222222:role\/eks-clusters-demo-NodeRole-\w{12}$/,
    );
  });

  it('puts the stack’s tags and its own on what it creates', async () => {
    const account = new StackAccount();
    await account.createStack({}, { Tags: [{ Key: 'eks-clusters:operation', Value: 'op-1' }] });
    await account.minutes(11);
    const { cluster } = await account.call('DescribeCluster', { name: 'demo' });
    const { tags } = cluster as { tags: Record<string, string> };
    assert.equal(tags['eks-clusters:operation'], 'op-1');
    assert.equal(tags['aws:cloudformation:stack-name'], 'eks-clusters-demo');
    assert.equal(tags['aws:cloudformation:logical-id'], 'Cluster');
    assert.equal(tags['created-by'], 'vscode-eks');
  });

  it('pages events newest first, each with its own ID and time and the request’s token', async () => {
    const account = new StackAccount();
    await account.createStack({}, { ClientRequestToken: 'token-1' });
    await account.minutes(15);
    const first = await account.call('DescribeStackEvents', { StackName: 'eks-clusters-demo' });
    assert.ok(first['NextToken']);
    const events = await account.events();
    assert.equal(new Set(events.map(({ EventId }) => EventId)).size, events.length);
    assert.ok(events.every(({ ClientRequestToken }) => ClientRequestToken === 'token-1'));
    const times = events.map(({ Timestamp }) => Timestamp.getTime());
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
    assert.equal(new Set(times).size, times.length);
  });

  it('answers the same request token with the same stack, and another one with AlreadyExistsException', async () => {
    const account = new StackAccount();
    const id = await account.createStack({}, { ClientRequestToken: 'token-1' });
    assert.equal(await account.createStack({}, { ClientRequestToken: 'token-1' }), id);
    await assert.rejects(account.createStack({}, { ClientRequestToken: 'token-2' }), {
      code: 'AlreadyExistsException',
      message: 'Stack [eks-clusters-demo] already exists',
    });
  });

  const refused: [string, Record<string, string>, Record<string, unknown>, object][] = [
    ['a name with an underscore', {}, { StackName: 'a_b' }, { code: 'ValidationError' }],
    [
      'IAM resources without the capability',
      {},
      { Capabilities: [] },
      { code: 'InsufficientCapabilitiesException' },
    ],
    [
      'a subnet that the account does not have',
      { SubnetIds: 'subnet-a,subnet-gone' },
      {},
      { message: /parameter value subnet-gone for parameter name SubnetIds does not exist/ },
    ],
    [
      'a version of another form',
      { KubernetesVersion: '1.3' },
      {},
      { message: "Parameter 'KubernetesVersion' must match pattern ^1\\.\\d\\d$" },
    ],
    [
      'a tag without a value',
      {},
      { Tags: [{ Key: 'team', Value: '' }] },
      { message: /Value '' at 'tags\.1\.member\.value' failed .* length greater than or equal to 1/ },
    ],
    ['both ways to say what a failure means', {}, { OnFailure: 'DELETE' }, { message: /not both/ }],
  ];
  for (const [what, parameters, input, error] of refused) {
    it(`refuses ${what} before it creates anything`, async () => {
      const account = new StackAccount();
      await assert.rejects(account.createStack(parameters, input), error);
      await assert.rejects(account.stack(), { message: 'Stack with id eks-clusters-demo does not exist' });
    });
  }

  it('keeps the values of NoEcho parameters to itself', async () => {
    const account = new StackAccount();
    await account.call('CreateStack', {
      StackName: 'quiet',
      TemplateBody: `{"Parameters": {"Secret": {"Type": "String", "NoEcho": true}},
        "Resources": {"Template": {"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": {}}}}}`,
      Parameters: [{ ParameterKey: 'Secret', ParameterValue: 'hunter2' }],
    });
    assert.deepEqual((await account.stack('quiet')).Parameters, [
      { ParameterKey: 'Secret', ParameterValue: '****' },
    ]);
  });

  it('passes the service role to EKS and no other service', async () => {
    const account = new StackAccount();
    await account.createStack();
    await account.minutes(1);
    const passed = account.authorizations.filter(({ action }) => action === 'iam:PassRole');
    assert.deepEqual(passed, [
      {
        action: 'iam:PassRole',
        resource: SERVICE_ROLE,
        context: { 'iam:PassedToService': 'eks.amazonaws.com' },
      },
    ]);
  });
});
