import assert from 'node:assert/strict';
import { userError } from '../../../src/core/errors/catalogue';
import { roleError } from '../../../src/core/sign-in/errors';
import { AwsError } from '../../../src/core/ports/aws';
import { waitUntilAssumable } from '../../../src/core/roles';
import { FakeClock } from '../../fakes/clock';
import { never } from './base-account';

describe('A role that is not propagated yet', () => {
  const denial = Object.assign(roleError('role-missing', { role: 'arn' }), {
    cause: new AwsError('denied', 'AccessDenied', 'denied'),
  });
  const deniedUntil = (clock: FakeClock, ms: number) => () =>
    clock.now() < ms ? Promise.reject(denial) : Promise.resolve('a session');

  it('is assumed as soon as it can be', async () => {
    const clock = new FakeClock(0);
    assert.equal(await waitUntilAssumable(deniedUntil(clock, 9_000), clock, never), undefined);
    assert.equal(clock.now(), 9_000);
  });

  it('times out after a minute with the last error of AWS', async () => {
    const clock = new FakeClock(0);
    assert.equal(await waitUntilAssumable(deniedUntil(clock, Infinity), clock, never), denial);
    assert.equal(clock.now(), 60_000);
  });

  it('is not waited for if the user did not enter a code', async () => {
    const clock = new FakeClock(0);
    const cancelled = userError('sign-in-cancelled');
    assert.equal(await waitUntilAssumable(() => Promise.reject(cancelled), clock, never), cancelled);
    assert.equal(clock.now(), 0);
  });

  it('is no longer waited for once the user cancels', async () => {
    const cancelled = new AbortController();
    const assume = () => {
      cancelled.abort(new Error('cancelled'));
      return Promise.reject(denial);
    };
    await assert.rejects(waitUntilAssumable(assume, new FakeClock(0), cancelled.signal), /cancelled/);
  });
});
