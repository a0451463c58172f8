import { performance } from 'node:perf_hooks';
import { STACK_TYPE, type StackEvent } from '../../../src/core/cloudformation/stack-event';
import { StackProgress } from '../../../src/core/cloudformation/stack-progress';
import { median, type BenchOptions, type Row } from '../row';

const EVENTS = 1_000;
/** So many are new at each read of a stack that is this busy. */
const EACH_READ = 5;

/** What it takes to make sense of a stack’s events: of a few new ones at each read, and of all of them at once. */
export function manyEvents({ runs }: BenchOptions): Promise<readonly Row[]> {
  const events = newestFirst();
  const times = (newEachRead: number) =>
    median(Array.from({ length: runs }, () => readAll(events, newEachRead)));
  return Promise.resolve([
    {
      name: `a read on the way to ${EVENTS} events, ${EACH_READ} new`,
      unit: 'ms',
      value: times(EACH_READ) / (EVENTS / EACH_READ),
      comparedWith: { name: 'all of them in one read', value: times(EVENTS) },
    },
  ]);
}

/** Twenty updates of 24 resources each, of which all but the last have gone well. */
function newestFirst(): readonly StackEvent[] {
  const event = (index: number): StackEvent => {
    const [step, place] = [Math.floor(index / 25), index % 25];
    const isLast = index >= EVENTS - 25;
    const own = { logicalId: 'stack', resourceType: STACK_TYPE };
    const resource = { logicalId: `Resource${place}`, resourceType: 'AWS::EKS::Addon' };
    const ended = isLast ? 'UPDATE_FAILED' : 'UPDATE_COMPLETE';
    const status = step % 2 === 0 ? 'UPDATE_IN_PROGRESS' : ended;
    return { ...(place === 24 ? own : resource), id: String(index), status, at: index * 1_000 };
  };
  return Array.from({ length: EVENTS }, (_, index) => event(EVENTS - 1 - index));
}

/** As they happen, and after each read all that is shown of them. @returns milliseconds */
function readAll(events: readonly StackEvent[], newEachRead: number): number {
  const start = performance.now();
  const progress = new StackProgress();
  for (let from = events.length - newEachRead; from >= 0; from -= newEachRead) {
    progress.add(events.slice(from, from + newEachRead));
    if (progress.resources.length === 0) throw new Error('The events name no resource.');
  }
  const took = performance.now() - start;
  if (progress.firstFailure?.logicalId !== 'Resource0') throw new Error('The events were misread.');
  return took;
}
