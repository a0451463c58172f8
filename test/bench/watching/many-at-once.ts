import { runOperation } from '../../../src/core/operation/run/run-operation';
import { RateLimiter } from '../../../src/core/cloudformation/rate-limiter';
import { anOperation, FakeWorld } from '../../fakes/operation';
import { SkippingClock } from '../../fakes/skipping-clock';
import type { Row } from '../row';
import { simulatedTimelines } from './timelines';

/** As long as none of them ends. */
const WATCHED_MS = 5 * 60_000;
const PLACE = '222222222222/eu-central-1';

/** How often CloudFormation is read for operations of one account and region that all run at once, as after a start. */
export async function manyAtOnce(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const count of [1, 10, 50]) rows.push(...(await inStepOrNot(count)));
  const limit = { name: 'goal', value: 2 };
  const longest = { name: 'goal', value: 15 };
  const [of25, of50] = [await readTimes(25, 'shared'), await readTimes(50, 'shared')];
  return [
    ...rows,
    { name: 'most reads in a second, of 50', unit: 'calls', value: mostInASecond(of50), comparedWith: limit },
    { name: 'longest without a read, of 25', unit: 's', value: longestGap(of25), comparedWith: longest },
  ];
}

async function inStepOrNot(count: number): Promise<readonly Row[]> {
  const [shared, own] = [await readTimes(count, 'shared'), await readTimes(count, 'own')];
  const row = (name: string, unit: Row['unit'], of: (reads: Reads) => number): Row => ({
    name: `${name}, of ${count}`,
    unit,
    value: of(shared),
    comparedWith: { name: 'each at its own pace', value: of(own) },
  });
  return [
    row('reads a second', 'calls/s', (reads) => reads.flat().length / (WATCHED_MS / 1_000)),
    row('most reads in a second', 'calls', mostInASecond),
  ];
}

/** When each operation was read, in milliseconds. */
type Reads = readonly (readonly number[])[];

/** @param pace one for all of them, or each its own */
async function readTimes(count: number, pace: 'shared' | 'own'): Promise<Reads> {
  const clock = new SkippingClock();
  const shared = new RateLimiter(clock);
  const over = new AbortController();
  const timelines = simulatedTimelines().filter(({ endsAt }) => endsAt * 60_000 > WATCHED_MS);
  const watched = timelines.slice(0, count).map(({ rows }, index) => {
    const aws = new FakeWorld(rows, clock);
    const times = keepTimes(aws);
    const own = pace === 'shared' ? shared : new RateLimiter(clock);
    return { times, run: carryOut(aws, own, `operation-${index}`, over.signal) };
  });
  await clock.sleep(WATCHED_MS, new AbortController().signal);
  over.abort();
  await Promise.allSettled(watched.map(({ run }) => run));
  return watched.map(({ times }) => times);
}

function keepTimes({ stacks, clock }: FakeWorld): readonly number[] {
  const times: number[] = [];
  const events = stacks.events.bind(stacks);
  stacks.events = () => {
    times.push(clock.now());
    return events();
  };
  return times;
}

async function carryOut(aws: FakeWorld, pace: RateLimiter, id: string, over: AbortSignal): Promise<void> {
  const turn = (wanted: number, signal: AbortSignal) =>
    pace.acquire({ bucket: PLACE, id, delayMs: wanted }, signal);
  const views = runOperation(
    anOperation({ id }),
    { ...aws.ports, acquireRead: turn },
    AbortSignal.any([over]),
  );
  while (!(await views.next()).done);
}

function mostInASecond(reads: Reads): number {
  const times = reads.flat().map(Math.round);
  return Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 1_000).length));
}

function longestGap(reads: Reads): number {
  const gaps = reads.flatMap((times) => times.slice(1).map((time, i) => time - (times[i] ?? time)));
  return Math.max(...gaps) / 1_000;
}
