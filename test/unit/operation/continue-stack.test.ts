import { match, ok, strictEqual } from 'node:assert/strict';
import { runOperation } from '../../../src/core/operation/run/run-operation';
import type { OperationView } from '../../../src/core/operation/view';
import { INSTALLATION_TAG, OPERATION_TAG } from '../../../src/core/naming';
import { AwsError } from '../../../src/core/ports/aws';
import type { StackDescription, UpdateStackRequest } from '../../../src/core/ports/stacks';
import { anOperation, FakeWorld } from '../../fakes/operation';
import { STACK_ARN } from '../../fakes/stacks';
import { STACK_TYPE, type StackEvent } from '../../../src/core/cloudformation/stack-event';

const RETRIED = anOperation({
  attempt: 2,
  stack: { step: 'continuing', arn: STACK_ARN, remaining: ['Cluster'] },
});
const TOKEN = `create-${RETRIED.id}-2`;
const OURS: StackDescription = {
  ...{ arn: STACK_ARN, name: 'eks-clusters-demo', status: 'CREATE_FAILED', parameters: {}, outputs: {} },
  tags: { [OPERATION_TAG]: RETRIED.id, [INSTALLATION_TAG]: '0123456789abcdef' },
};

function own(at: number, status: string, clientRequestToken: string): StackEvent {
  return {
    id: `${at}`,
    at,
    logicalId: 'eks-clusters-demo',
    resourceType: STACK_TYPE,
    status,
    clientRequestToken,
  };
}

const EARLIER = [
  own(1, 'CREATE_IN_PROGRESS', `create-${RETRIED.id}-1`),
  own(2, 'CREATE_FAILED', `create-${RETRIED.id}-1`),
];
const UPDATE = [own(3, 'UPDATE_IN_PROGRESS', TOKEN), own(4, 'UPDATE_COMPLETE', TOKEN)];

/** A stack that failed. An update of it takes effect unless `answers` says otherwise. */
function failedStack(answers: readonly (Error | 'unchanged' | 'busy')[] = []) {
  const aws = new FakeWorld([]);
  const updates: UpdateStackRequest[] = [];
  const left = [...answers];
  let events = EARLIER;
  aws.stacks.existing = OURS;
  aws.stacks.events = () => Promise.resolve(events.toReversed());
  const update = (request: UpdateStackRequest) => {
    updates.push(request);
    const answer = left.shift();
    if (answer === 'unchanged' || answer === 'busy') return Promise.resolve(answer);
    events = [...EARLIER, ...UPDATE];
    return answer ? Promise.reject(answer) : Promise.resolve('started' as const);
  };
  Object.assign(aws.stacks, { update });
  return { aws, updates };
}

async function run(aws: FakeWorld): Promise<OperationView> {
  let last: OperationView | undefined;
  for await (const view of runOperation(RETRIED, aws.ports, new AbortController().signal)) last = view;
  ok(last);
  return last;
}

describe('A creation that continues from where it failed', () => {
  it('updates the stack once and ignores the earlier failure if the response was lost', async () => {
    const { aws, updates } = failedStack([new AwsError('network', 'ECONNRESET', 'reset')]);
    strictEqual((await run(aws)).state.kind, 'succeeded');
    strictEqual(updates.length, 1);
    strictEqual(updates[0]?.clientRequestToken, TOKEN);
  });

  it('waits until no other change of the stack is in progress', async () => {
    const { aws, updates } = failedStack(['busy', 'busy']);
    strictEqual((await run(aws)).state.kind, 'succeeded');
    strictEqual(updates.length, 3);
  });

  it('fails again if CloudFormation finds nothing to update, and can be retried', async () => {
    const { aws } = failedStack(['unchanged']);
    const { state } = await run(aws);
    ok(state.kind === 'failed');
    const { stack } = aws.journal.at(-1)!;
    ok(stack.step === 'failed' && 'recovery' in stack);
    strictEqual(stack.recovery, 'update-stack');
    strictEqual(stack.arn, STACK_ARN);
  });

  const LOST: Readonly<Record<string, Partial<StackDescription>>> = {
    'has lost our tags': { tags: {} },
    'is tagged by another installation': { tags: { ...OURS.tags, [INSTALLATION_TAG]: 'another' } },
    'created another cluster': {
      outputs: { ClusterArn: 'arn:aws:eks:eu-central-1:222222222222:cluster/other' },
    },
  };
  for (const [what, change] of Object.entries(LOST)) {
    it(`leaves a stack alone that ${what}`, async () => {
      const { aws, updates } = failedStack();
      aws.stacks.existing = { ...OURS, ...change };
      const { state } = await run(aws);
      ok(state.kind === 'failed');
      match(state.failure.cause, /eks-clusters-demo/);
      strictEqual(updates.length, 0);
    });
  }
});
