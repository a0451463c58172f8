import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { STACK_TYPE, type StackEvent } from '../../../src/core/cloudformation/stack-event';
import { StackProgress } from '../../../src/core/cloudformation/stack-progress';

const TEMPLATE = new Map([
  ['Cluster', 'AWS::EKS::Cluster'],
  ['NodeRole', 'AWS::IAM::Role'],
]);

function event(id: number, logicalId: string, status: string, reason?: string): StackEvent {
  const resourceType = TEMPLATE.get(logicalId) ?? STACK_TYPE;
  return { id: String(id), logicalId, resourceType, status, reason, at: id };
}

const STORY = [
  event(1, 'stack', 'CREATE_IN_PROGRESS'),
  event(2, 'Cluster', 'CREATE_IN_PROGRESS'),
  event(3, 'NodeRole', 'CREATE_IN_PROGRESS'),
  event(4, 'NodeRole', 'CREATE_COMPLETE'),
  event(5, 'Cluster', 'CREATE_FAILED', 'No subnets'),
  event(6, 'stack', 'CREATE_FAILED', 'The following resource(s) failed: [Cluster].'),
];

describe('The events of a stack', () => {
  it('give the same result in any order and with duplicates', () => {
    const once = new StackProgress(TEMPLATE);
    once.add(STORY);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STORY)), fc.nat(), (extra, cut) => {
        const events = [...extra, ...STORY];
        const pieces = new StackProgress(TEMPLATE);
        pieces.add(events.slice(cut % events.length));
        pieces.add(events);
        deepStrictEqual(pieces.resources, once.resources);
        strictEqual(pieces.state, 'failed');
        strictEqual(pieces.firstFailure?.id, '5');
      }),
    );
  });

  it('show a resource without an event as waiting', () => {
    const progress = new StackProgress(TEMPLATE);
    deepStrictEqual(
      progress.resources.map(({ status }) => status),
      ['waiting', 'waiting'],
    );
    strictEqual(progress.state, 'inProgress');
  });

  it('keep the order of events in the same millisecond, across reads', () => {
    // The IDs would have it the other way round.
    const inProgress = { ...event(2, 'NodeRole', 'CREATE_IN_PROGRESS'), at: 7 };
    const complete = { ...event(1, 'NodeRole', 'CREATE_COMPLETE'), at: 7 };
    const reads = [
      [[complete, inProgress]],
      [[inProgress], [complete]],
      [[inProgress], [complete, inProgress]],
      [[complete], [inProgress]],
    ];
    for (const pages of reads) {
      const progress = new StackProgress(TEMPLATE);
      for (const page of pages) progress.add(page);
      strictEqual(progress.isComplete('NodeRole'), true);
    }
  });

  it('order the end of a stack after other events in the same millisecond', () => {
    const statuses = [
      'UPDATE_IN_PROGRESS',
      'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'UPDATE_COMPLETE',
      'DELETE_IN_PROGRESS',
      'DELETE_COMPLETE',
    ];
    const events = statuses.map((status, index) => ({ ...event(9 - index, 'stack', status), at: 7 }));
    const progress = new StackProgress(TEMPLATE);
    const states = events.map((one) => {
      progress.add([one]);
      return progress.state;
    });
    deepStrictEqual(states, ['inProgress', 'inProgress', 'complete', 'deleting', 'deleted']);
    progress.add(events.toReversed());
    strictEqual(progress.state, 'deleted');
  });

  it('treat a retained resource as existing', () => {
    const progress = new StackProgress(TEMPLATE);
    progress.add([event(1, 'Cluster', 'CREATE_COMPLETE'), event(2, 'Cluster', 'DELETE_SKIPPED')]);
    deepStrictEqual(progress.remaining, ['Cluster']);
  });

  it('treat a nested stack as a resource', () => {
    const progress = new StackProgress();
    const arn = 'arn:aws:cloudformation:eu-central-1:222222222222:stack';
    progress.add([
      { ...event(1, 'demo', 'CREATE_IN_PROGRESS'), physicalId: `${arn}/demo/1` },
      { ...event(2, 'Network', 'CREATE_COMPLETE'), physicalId: `${arn}/demo-Network-1A2B/2` },
    ]);
    strictEqual(progress.state, 'inProgress');
    strictEqual(progress.isComplete('Network'), true);
  });

  it('report a failure of the stack itself only if no resource failed', () => {
    const progress = new StackProgress(TEMPLATE);
    progress.add([event(1, 'stack', 'ROLLBACK_IN_PROGRESS'), event(2, 'stack', 'ROLLBACK_FAILED', 'stuck')]);
    strictEqual(progress.firstFailure?.reason, 'stuck');
  });

  it('treat a rollback as a failure', () => {
    const progress = new StackProgress(TEMPLATE);
    progress.add([event(1, 'stack', 'ROLLBACK_IN_PROGRESS')]);
    strictEqual(progress.state, 'failed');
  });

  it('ignore events before the current attempt', () => {
    const progress = new StackProgress(TEMPLATE, 'update-1');
    progress.add([event(1, 'stack', 'CREATE_COMPLETE')]);
    strictEqual(progress.state, 'inProgress');
    const ofRun = { clientRequestToken: 'update-1' };
    progress.add([{ ...event(2, 'stack', 'UPDATE_IN_PROGRESS'), ...ofRun }]);
    strictEqual(progress.state, 'inProgress');
    progress.add([{ ...event(3, 'stack', 'UPDATE_COMPLETE'), ...ofRun }]);
    strictEqual(progress.state, 'complete');
  });

  it('detect that someone else ended the current attempt', () => {
    const progress = new StackProgress(TEMPLATE, 'create-1');
    progress.add([
      { ...event(1, 'stack', 'CREATE_IN_PROGRESS'), clientRequestToken: 'create-1' },
      { ...event(2, 'stack', 'DELETE_IN_PROGRESS'), clientRequestToken: 'somebody' },
    ]);
    strictEqual(progress.state, 'deleting');
  });
});
