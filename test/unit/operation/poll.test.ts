import { rejects, strictEqual } from 'node:assert/strict';
import { poll } from '../../../src/core/poll';
import { FakeClock } from '../../fakes/clock';

const never = new AbortController().signal;
const PACE = { everyMs: 1_000, forMs: 3_000 };

describe('Looking again and again', () => {
  let looks: number;
  const after = (count: number) => () => Promise.resolve(++looks > count ? looks : undefined);

  beforeEach(() => (looks = 0));

  it('ends with what is found, also at once', async () => {
    strictEqual(await poll(after(0), PACE, new FakeClock(), never), 1);
    looks = 0;
    strictEqual(await poll(after(2), PACE, new FakeClock(), never), 3);
  });

  it('ends with the time, after a last look', async () => {
    strictEqual(await poll(after(9), PACE, new FakeClock(), never), undefined);
    strictEqual(looks, 4);
  });

  it('fails as a look does', () =>
    rejects(
      poll(() => Promise.reject(new Error('no')), PACE, new FakeClock(), never),
      /no/,
    ));

  it('ends with the reason of the signal', async () => {
    const aborted = new AbortController();
    const look = () => {
      aborted.abort(new Error('stopped'));
      return Promise.resolve(undefined);
    };
    await rejects(poll(look, PACE, new FakeClock(), aborted.signal), /stopped/);
  });
});
