import { doesNotMatch, match, ok, strictEqual } from 'node:assert/strict';
import { portError } from '../../../src/aws/errors';
import { runOperation } from '../../../src/core/operation/run/run-operation';
import type { OperationView } from '../../../src/core/operation/view';
import { AwsError } from '../../../src/core/ports/aws';
import { anOperation, FakeWorld } from '../../fakes/operation';
import { DELETING, FAILING, HEALTHY } from '../../fakes/stacks';

const MINUTE = 60_000;

async function outcome(aws: FakeWorld): Promise<OperationView['state']> {
  let last: OperationView | undefined;
  for await (const view of runOperation(anOperation(), aws.ports, new AbortController().signal)) last = view;
  ok(last);
  return last.state;
}

/** What the SDK throws, as its adapter hands it on. */
function thrown(name: string, message: string): Error {
  const isNetwork = name.startsWith('E') && name === name.toUpperCase();
  return portError(
    Object.assign(new Error(message), isNetwork ? { code: name } : { name, $fault: 'client' }),
  );
}

/** Errors of the watcher's own calls; in a stack's events the same words are a failure. */
const ANSWERS: readonly (readonly [name: string, message: string])[] = [
  ['ExpiredToken', 'The security token included in the request is expired'],
  ['ExpiredTokenException', 'The security token included in the request is expired'],
  ['Throttling', 'Rate exceeded'],
  ['RequestLimitExceeded', 'Request limit exceeded.'],
  ['ECONNRESET', 'read ECONNRESET'],
];

describe('An operation', () => {
  for (const [name, message] of ANSWERS) {
    it(`continues after an error of its own reads: ${name}`, async () => {
      const aws = new FakeWorld(HEALTHY);
      const faults = Array.from({ length: 25 }, () => thrown(name, message));
      aws.stacks.faults.events.push(undefined, ...faults);
      strictEqual((await outcome(aws)).kind, 'succeeded');
    });

    it(`reports the stack’s failure, not the error of its reads: ${name}`, async () => {
      const aws = new FakeWorld(FAILING);
      aws.stacks.faults.events.push(...Array.from({ length: 25 }, () => thrown(name, message)));
      const state = await outcome(aws);
      ok(state.kind === 'failed');
      match(state.failure.cause, /lacks the policy AmazonEKSClusterPolicy/);
      doesNotMatch(state.failure.cause, new RegExp(message));
    });
  }

  const creating = (errors: readonly Error[]) => {
    const aws = new FakeWorld(HEALTHY);
    aws.stacks.faults.create.push(...errors);
    return outcome(aws);
  };
  const ofAws = () => new AwsError('server', 'InternalFailure', 'The request processing has failed');

  it('fails with a clear message if CreateStack always returns a server error', async () => {
    const state = await creating(Array.from({ length: 200 }, ofAws));
    ok(state.kind === 'failed');
    match(state.failure.cause, /^AWS had an internal error: The request processing has failed\.$/);
    match(state.failure.remedy, /^Nothing is lost\. Try again later/);
  });

  it('continues after a few server errors with other errors in between', async () => {
    strictEqual((await creating(Array.from({ length: 5 }, ofAws))).kind, 'succeeded');
    const others = Array.from({ length: 60 }, () => new AwsError('network', 'ECONNRESET', 'reset'));
    strictEqual((await creating([ofAws(), ...others, ofAws()])).kind, 'succeeded');
  });

  it('fails at once for a permanent error', async () => {
    const state = await creating([new AwsError('refused', 'ValidationError', 'Template format error')]);
    ok(state.kind === 'failed');
    match(state.failure.cause, /Template format error/);
  });

  it('asks why a resource failed while that resource still exists', async () => {
    const aws = new FakeWorld(
      DELETING.map((row) => (row.logicalId === 'NodeGroup' ? { ...row, physicalId: 'demo/nodes' } : row)),
    );
    const issue = {
      code: 'Ec2SubnetInvalidConfiguration',
      message: 'Subnet subnet-1 does not automatically assign public IP addresses.',
      resourceIds: ['subnet-1'],
    };
    const gone = aws.clock.now() + 10.2 * MINUTE;
    aws.health = {
      issues: () => Promise.resolve(aws.clock.now() < gone ? [issue] : []),
      scalingActivities: () =>
        Promise.reject(new AwsError('refused', 'ValidationError', 'There is no such group.')),
    };
    const state = await outcome(aws);
    ok(state.kind === 'failed');
    match(state.failure.cause, /does not assign public addresses/);
    strictEqual(state.failure.field, 'subnetIds');
  });
});
