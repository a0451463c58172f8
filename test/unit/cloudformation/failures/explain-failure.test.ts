import { deepStrictEqual, doesNotMatch, match, rejects, strictEqual } from 'node:assert/strict';
import { explainStackFailure } from '../../../../src/core/cloudformation/failures/explain-failure';
import type { StackEvent } from '../../../../src/core/cloudformation/stack-event';
import { AwsError } from '../../../../src/core/ports/aws';
import type { FailedResource, HealthIssue, HealthPort } from '../../../../src/core/ports/health';

const never = new AbortController().signal;
const asIs = (reason: string) => Promise.resolve(reason);

function failed(change: Partial<StackEvent>): StackEvent {
  return {
    id: 'e',
    logicalId: 'NodeGroup',
    resourceType: 'AWS::EKS::Nodegroup',
    physicalId: 'demo/demo-nodes',
    status: 'CREATE_FAILED',
    reason: 'NotStabilized',
    at: 0,
    ...change,
  };
}

/** Services that know this much, and remember what they were asked. */
function services({
  issues = [],
  activities = [],
}: {
  issues?: readonly HealthIssue[];
  activities?: readonly string[];
}) {
  const asked: (FailedResource | string)[] = [];
  const health: HealthPort = {
    issues: (resource) => Promise.resolve((asked.push(resource), issues)),
    scalingActivities: (group) => Promise.resolve((asked.push(group), activities)),
  };
  return { health, asked };
}

function failing(error: Error): HealthPort {
  return { issues: () => Promise.reject(error), scalingActivities: () => Promise.reject(error) };
}

const NO_PUBLIC_ADDRESS: HealthIssue = {
  code: 'Ec2SubnetInvalidConfiguration',
  message: 'Subnet subnet-1 does not automatically assign public IP addresses.',
  resourceIds: ['subnet-1'],
};

describe('Why a resource failed', () => {
  it('is told by the service that owns it rather than by CloudFormation', async () => {
    const { health } = services({ issues: [NO_PUBLIC_ADDRESS] });
    const reason = 'NodeCreationFailure: Instances failed to join the kubernetes cluster';
    const failure = await explainStackFailure(failed({ reason }), health, asIs, never);
    match(
      failure.cause,
      /does not assign public addresses.* AWS says: Subnet subnet-1 does not automatically/,
    );
    doesNotMatch(failure.cause, /failed to join/);
    strictEqual(failure.field, 'subnetIds');
    strictEqual(failure.message, 'Creating the node group failed.');
  });

  it('is told by CloudFormation where the service says little', async () => {
    const { health } = services({ issues: [{ code: 'Unknown', message: 'Unknown.', resourceIds: [] }] });
    const failure = await explainStackFailure(
      failed({ reason: 'unsupported Kubernetes version' }),
      health,
      asIs,
      never,
    );
    strictEqual(failure.field, 'kubernetesVersion');
  });

  it('is told by the issue’s sentence where its code has many causes', async () => {
    const message = 'You have requested more vCPU capacity than your current vCPU limit of 8 allows.';
    const { health } = services({
      issues: [{ code: 'AsgInstanceLaunchFailures', message, resourceIds: [] }],
    });
    const failure = await explainStackFailure(failed({}), health, asIs, never);
    match(failure.cause, /quota is 8 vCPUs/);
  });

  it('quotes everything that is said where it is unknown', async () => {
    const { health } = services({ issues: [{ code: 'Novel', message: 'A novelty.', resourceIds: [] }] });
    const { cause } = await explainStackFailure(failed({ reason: 'Not stable.' }), health, asIs, never);
    strictEqual(cause, 'AWS says: A novelty. Not stable.');
  });

  const RESOURCES: readonly [Partial<StackEvent>, FailedResource | string | undefined][] = [
    [
      { resourceType: 'AWS::EKS::Cluster', physicalId: 'demo' },
      { kind: 'cluster', name: 'demo' },
    ],
    [{}, { kind: 'nodegroup', cluster: 'demo', name: 'demo-nodes' }],
    [
      { resourceType: 'AWS::EKS::Addon', physicalId: 'demo|coredns' },
      { kind: 'addon', cluster: 'demo', name: 'coredns' },
    ],
    [
      { resourceType: 'AWS::AutoScaling::AutoScalingGroup', physicalId: 'demo-NodeGroup-1' },
      'demo-NodeGroup-1',
    ],
    [{ resourceType: 'AWS::IAM::Role', physicalId: 'demo-role' }, undefined],
    [{ physicalId: '' }, undefined],
    [{ physicalId: undefined }, undefined],
    [{ physicalId: 'demo' }, undefined],
  ];
  for (const [event, resource] of RESOURCES) {
    it(`is asked of the service that owns it: ${JSON.stringify(event)}`, async () => {
      const { health, asked } = services({});
      await explainStackFailure(failed(event), health, asIs, never);
      deepStrictEqual(asked, resource === undefined ? [] : [resource]);
    });
  }

  it('is told by an Auto Scaling group’s activities', async () => {
    const { health } = services({
      activities: [
        'Instance became unhealthy while waiting for instance to be in InService state. Termination Reason: Client.InternalError: Client error on launch',
      ],
    });
    const event = { resourceType: 'AWS::AutoScaling::AutoScalingGroup', physicalId: 'group' };
    const failure = await explainStackFailure(
      failed({ ...event, reason: 'Group did not stabilize. {current/minimum/maximum group size = 0/3/3}.' }),
      health,
      asIs,
      never,
    );
    match(failure.cause, /key that encrypts/);
  });

  for (const kind of ['denied', 'throttled', 'network', 'refused'] as const) {
    it(`is told by CloudFormation alone where a service does not answer (${kind})`, async () => {
      const health = failing(new AwsError(kind, 'Code', 'No.'));
      const failure = await explainStackFailure(failed({ reason: 'Rate exceeded' }), health, asIs, never);
      match(failure.cause, / AWS says: Rate exceeded\.$/);
    });
  }

  it('is told in words where EC2 hides it, and without the riddle where they are not to be had', async () => {
    const reason =
      'You are not authorized to perform this operation. Encoded authorization failure message: aB3';
    const { health } = services({});
    const told = await explainStackFailure(
      failed({ reason }),
      health,
      () => Promise.resolve('Rate exceeded'),
      never,
    );
    match(told.cause, / AWS says: Rate exceeded\.$/);
    const denied = () => Promise.reject(new AwsError('denied', 'AccessDenied', 'No.'));
    const untold = await explainStackFailure(failed({ reason }), health, denied, never);
    match(untold.cause, / AWS says: You are not authorized to perform this operation\.$/);
  });

  it('is no longer asked once the user has gone', async () => {
    const gone = new AbortController();
    gone.abort(new Error('gone'));
    const health = failing(gone.signal.reason as Error);
    await rejects(explainStackFailure(failed({}), health, asIs, gone.signal), /gone/);
  });
});
