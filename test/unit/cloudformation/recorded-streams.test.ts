import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { describeFailure } from '../../../src/core/cloudformation/failures/explain-failure';
import type { StackEvent } from '../../../src/core/cloudformation/stack-event';
import { StackProgress } from '../../../src/core/cloudformation/stack-progress';
import { CREATIONS } from '../../fixtures/streams/creations';
import { stream } from '../../fixtures/streams/stream';

/** Pages as DescribeStackEvents has them, newest first. */
function newestFirst(events: readonly StackEvent[], size = 100): readonly (readonly StackEvent[])[] {
  const sorted = events.toReversed().sort((a, b) => b.at - a.at);
  return Array.from({ length: Math.ceil(sorted.length / size) }, (_, page) =>
    sorted.slice(page * size, (page + 1) * size),
  );
}

function read(pages: readonly (readonly StackEvent[])[]): StackProgress {
  const progress = new StackProgress();
  for (const page of pages) progress.add(page);
  return progress;
}

/** Resources that come and go well, 3,000 events of them, at the times of what matters. */
function crowd(times: readonly number[]): readonly StackEvent[] {
  return Array.from({ length: 1_000 }, (_, number) => {
    const at = times[number % times.length] ?? 0;
    const bystander = { logicalId: `Bystander${number}`, resourceType: 'AWS::SSM::Parameter', at };
    return ['CREATE_IN_PROGRESS', 'CREATE_COMPLETE', 'DELETE_COMPLETE'].map((status) => ({
      ...bystander,
      id: `${bystander.logicalId}-${status}`,
      status,
    }));
  }).flat();
}

describe('A recorded stream of events', () => {
  for (const [what, { lines, blamed, cause }] of Object.entries(CREATIONS)) {
    const events = stream(lines);

    it(`yields the cause: ${what}`, () => {
      const blame = read(newestFirst(events)).firstFailure;
      strictEqual(blame?.logicalId, blamed);
      match(describeFailure(blame, blamed).cause, cause);
    });

    it(`yields the same cause however it is split: ${what}`, () => {
      const whole = read(newestFirst(events));
      fc.assert(
        fc.property(
          fc.array(fc.constantFrom(...events)),
          fc.shuffledSubarray([...events], { minLength: events.length }),
          fc.integer({ min: 1, max: events.length }),
          (again, shuffled, size) => {
            const all = [...again, ...shuffled];
            const pieces = Array.from({ length: Math.ceil(all.length / size) }, (_, piece) =>
              all.slice(piece * size, (piece + 1) * size),
            );
            const progress = read(pieces);
            deepStrictEqual(progress.firstFailure, whole.firstFailure);
            strictEqual(progress.state, whole.state);
            deepStrictEqual(byName(progress), byName(whole));
          },
        ),
      );
    });

    it(`yields the cause among 3,000 events: ${what}`, () => {
      const times = events.map(({ at }) => at);
      const progress = read([newestFirst([...events, ...crowd(times)]).flat()]);
      strictEqual(progress.firstFailure?.logicalId, blamed);
      const bystanders = progress.resources.filter(({ logicalId }) => logicalId.startsWith('Bystander'));
      strictEqual(bystanders.length, 1_000);
      strictEqual(
        bystanders.every(({ status }) => status === 'deleted'),
        true,
      );
    });
  }
});

function byName({ resources }: StackProgress) {
  return resources.toSorted((a, b) => a.logicalId.localeCompare(b.logicalId));
}
