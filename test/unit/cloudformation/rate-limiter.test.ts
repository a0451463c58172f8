import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { RateLimiter } from '../../../src/core/cloudformation/rate-limiter';
import { SkippingClock } from '../../fakes/skipping-clock';

const [PLACE, OTHER_PLACE] = ['222222222222/eu-central-1', '222222222222/us-east-1'];
const never = () => new AbortController().signal;

/** When each operation was read, in milliseconds. */
type Reads = readonly (readonly number[])[];

interface Crowd {
  readonly count: number;
  /** How long an answer takes, in milliseconds. */
  readonly latency: number;
}

/** All ask at once, as after a resume, and then every five seconds with jitter, for ten minutes. */
async function readAll(
  { count, latency }: Crowd,
  clock = new SkippingClock(),
  pace = new RateLimiter(clock),
  place = PLACE,
): Promise<Reads> {
  const over = new AbortController();
  const read = async (id: string, times: number[]) => {
    const signal = AbortSignal.any([over.signal]);
    for (let wanted = 0; ; wanted = Math.round(5_000 * (0.9 + 0.2 * clock.random()))) {
      await pace.acquire({ bucket: place, id, delayMs: wanted }, signal);
      times.push(clock.now());
      await clock.sleep(latency, signal);
    }
  };
  const reads = Array.from({ length: count }, (): number[] => []);
  const readers = reads.map((times, i) => rejects(read(String(i), times)));
  await clock.sleep(600_000, never());
  over.abort();
  await Promise.all(readers);
  return reads;
}

const gaps = (times: readonly number[]) => times.slice(1).map((time, i) => time - times[i]!);
const average = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

function mostInASecond(reads: Reads): number {
  const times = reads.flat();
  return Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 1_000).length));
}

/** Whatever the chance and however slow the answers; a run takes tens of milliseconds. */
function holds(count: { min: number; max: number }, check: (reads: Reads, crowd: Crowd) => void) {
  const crowd = fc.record({ count: fc.integer(count), latency: fc.integer({ min: 0, max: 400 }) });
  const property = fc.asyncProperty(fc.integer(), crowd, async (seed, some) =>
    check(await readAll(some, new SkippingClock(seed)), some),
  );
  return fc.assert(property, { numRuns: 10 });
}

describe('The rate of reads', () => {
  it('is at most two per second, for any number of callers', () =>
    holds({ min: 1, max: 60 }, (reads) => {
      strictEqual(mostInASecond(reads), reads.length === 1 ? 1 : 2);
      ok(reads.every((times) => times.length > 0));
    }));

  it('reads each of up to ten every five seconds', () =>
    holds({ min: 1, max: 10 }, (reads, { latency }) => {
      for (const times of reads) {
        ok(average(gaps(times)) <= 5_400 + latency, `${average(gaps(times))} ms`);
        ok(Math.max(...gaps(times)) <= 6_500 + latency, `${Math.max(...gaps(times))} ms`);
      }
    }));

  it('reads each of 25 every 15 seconds', () =>
    holds({ min: 25, max: 25 }, (reads) => {
      for (const times of reads) ok(Math.max(...gaps(times)) <= 15_000, `${Math.max(...gaps(times))} ms`);
    }));

  it('slows down evenly for more', () =>
    holds({ min: 50, max: 50 }, (reads) => {
      const all = reads.flatMap(gaps);
      ok(Math.max(...all) <= 1.2 * average(all), `${Math.max(...all)} ms of ${average(all)} ms`);
    }));

  it('is separate for each account and region', async () => {
    const clock = new SkippingClock();
    const pace = new RateLimiter(clock);
    const crowd = { count: 10, latency: 200 };
    const both = await Promise.all([PLACE, OTHER_PLACE].map((place) => readAll(crowd, clock, pace, place)));
    const alone = (await readAll(crowd)).flat().length;
    for (const reads of both) ok(reads.flat().length >= 0.98 * alone, `${reads.flat().length} of ${alone}`);
  });
});

/** A place where these wait already, and in which order they get their turn. */
function waitingRoom(wanted: Readonly<Record<string, number>>) {
  const clock = new SkippingClock();
  const pace = new RateLimiter(clock);
  const start = clock.now();
  const order: string[] = [];
  const turns = Object.entries(wanted).map(([id, ms]) => {
    const leave = new AbortController();
    const turn = pace
      .acquire({ bucket: PLACE, id, delayMs: ms }, leave.signal)
      .then(() => void order.push(`${id} after ${clock.now() - start}`));
    return { turn, leave };
  });
  return { clock, pace, order, turns, all: () => Promise.all(turns.map(({ turn }) => turn)) };
}

describe('The rate limiter', () => {
  it('serves callers by the time they are due, then in order of arrival', async () => {
    const { all, order } = waitingRoom({ late: 5_000, first: 0, second: 0, early: 100 });
    await all();
    deepStrictEqual(order, ['first after 0', 'second after 500', 'early after 1000', 'late after 5000']);
  });

  it('serves a prioritized caller next', async () => {
    const { pace, all, order } = waitingRoom({ a: 0, b: 0, looked: 30_000, c: 0 });
    pace.prioritize('looked');
    await all();
    deepStrictEqual(order, ['looked after 0', 'a after 500', 'b after 1000', 'c after 1500']);
  });

  it('serves prioritized callers in order of arrival', async () => {
    const { pace, all, order } = waitingRoom({ a: 0, one: 30_000, other: 20_000 });
    pace.prioritize('other');
    pace.prioritize('one');
    await all();
    deepStrictEqual(order, ['one after 0', 'other after 500', 'a after 1000']);
  });

  it('serves a prioritized caller at once if no other waits', async () => {
    const { clock, pace, all, order } = waitingRoom({ looked: 30_000 });
    await clock.sleep(2_000, never());
    pace.prioritize('looked');
    await all();
    deepStrictEqual(order, ['looked after 2000']);
  });

  it('leaves no gap when a caller is aborted', async () => {
    const { turns, order, clock } = waitingRoom({ a: 0, gone: 0, b: 0 });
    const reason = new Error('The window is closing.');
    turns[1]!.leave.abort(reason);
    await rejects(turns[1]!.turn, reason);
    await Promise.all([turns[0]!.turn, turns[2]!.turn]);
    deepStrictEqual(order, ['a after 0', 'b after 500']);
    strictEqual(clock.asleep, 0);
  });

  it('rejects a caller that is already aborted', async () => {
    const reason = new Error('The window is closing.');
    const clock = new SkippingClock();
    const turn = new RateLimiter(clock).acquire(
      { bucket: PLACE, id: 'a', delayMs: 0 },
      AbortSignal.abort(reason),
    );
    await rejects(turn, reason);
    strictEqual(clock.asleep, 0);
  });

  it('needs one timer for each account and region, and none when idle', async () => {
    const { turns, clock } = waitingRoom({ a: 5_000, b: 6_000, c: 7_000 });
    strictEqual(clock.asleep, 1);
    for (const { turn, leave } of turns) {
      leave.abort();
      await rejects(turn);
    }
    strictEqual(clock.asleep, 0);
  });

  it('is not delayed by a clock that is set back', async () => {
    const { clock, all, turns, order, pace } = waitingRoom({ a: 1_000, b: 2_000 });
    clock.setBack(3_600_000);
    await turns[0]!.turn;
    const again = pace.acquire({ bucket: PLACE, id: 'a', delayMs: 5_000 }, never());
    await all();
    deepStrictEqual(
      order.map((line) => line.split(' ')[0]),
      ['a', 'b'],
    );
    await again;
    ok(clock.now() < Date.UTC(2026, 10, 22), 'the hour has not passed');
  });
});
