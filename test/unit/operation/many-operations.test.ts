import { ok, strictEqual } from 'node:assert/strict';
import * as engine from '../../../src/core/operation/run/lazy-parts';
import { Operations } from '../../../src/core/operation/run/operations';
import { FakeJournal, freeLock } from '../../fakes/journal';
import { anOperation, FakeWorld } from '../../fakes/operation';
import { SkippingClock } from '../../fakes/skipping-clock';
import { HEALTHY, STACK_ARN } from '../../fakes/stacks';

interface Read {
  readonly id: string;
  readonly region: string;
  readonly at: number;
}

/** A window that finds these operations in its journal, and keeps when it reads which stack. */
class BusyWindow {
  readonly clock = new SkippingClock();
  readonly reads: Read[] = [];
  readonly operations: Operations;

  constructor(countByRegion: Readonly<Record<string, number>>) {
    const watched = Object.entries(countByRegion).flatMap(([region, count]) =>
      Array.from({ length: count }, (_, i) => watchedIn(region, `${region}-${i}`)),
    );
    this.operations = new Operations({
      journal: new FakeJournal(watched),
      lock: freeLock,
      clock: this.clock,
      lazyParts: () => Promise.resolve(engine),
      portsFor: ({ id, role }) => Promise.resolve(this.aws(id, role.region).ports),
      report: (error) => {
        throw error;
      },
    });
  }

  /** Starts, and lets that many seconds pass. */
  async runs(seconds: number): Promise<void> {
    void this.operations.follow();
    await this.passes(seconds);
  }

  passes(seconds: number): Promise<void> {
    return this.clock.sleep(seconds * 1_000, new AbortController().signal);
  }

  private aws(id: string, region: string): FakeWorld {
    const aws = new FakeWorld(HEALTHY, this.clock);
    const events = aws.stacks.events.bind(aws.stacks);
    aws.stacks.events = () => {
      this.reads.push({ id, region, at: this.clock.now() });
      return events();
    };
    return aws;
  }
}

function watchedIn(region: string, id: string) {
  const { role } = anOperation();
  return anOperation({ id, role: { ...role, region }, stack: { step: 'watching', arn: STACK_ARN } });
}

/** In milliseconds, the wait for the first read included. */
function longestWait(reads: readonly Read[], id: string, from: number): number {
  const times = [from, ...reads.filter((read) => read.id === id).map(({ at }) => at)];
  return Math.max(...times.slice(1).map((time, i) => time - times[i]!));
}

describe('A window with many operations', () => {
  let window: BusyWindow;
  afterEach(() => window.operations.dispose());

  it('reads each of 25 in a region every 15 seconds, and two of them a second', async () => {
    window = new BusyWindow({ 'eu-central-1': 25 });
    const start = window.clock.now();
    await window.runs(120);
    const { reads } = window;
    const ids = new Set(reads.map(({ id }) => id));
    strictEqual(ids.size, 25);
    for (const id of ids) ok(longestWait(reads, id, start) <= 15_000);
    const mostInASecond = Math.max(
      ...reads.map(({ at: from }) => reads.filter(({ at }) => at >= from && at < from + 999.9).length),
    );
    strictEqual(mostInASecond, 2);
  });

  it('reads another region at its own rate', async () => {
    window = new BusyWindow({ 'eu-central-1': 50, 'us-east-1': 1 });
    await window.runs(60);
    ok(longestWait(window.reads, 'us-east-1-0', window.clock.now() - 60_000) <= 5_500);
  });

  it('reads a visible operation next', async () => {
    window = new BusyWindow({ 'eu-central-1': 50 });
    await window.runs(60);
    const before = window.reads.length;
    const lately = window.reads.at(-5)!.id;
    window.operations.prioritize(lately);
    await window.passes(1);
    strictEqual(window.reads[before]?.id, lately);
  });
});
