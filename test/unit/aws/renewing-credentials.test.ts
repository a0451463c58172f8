import assert from 'node:assert/strict';
import { renewingCredentials } from '../../../src/aws/renewing-credentials';

const MINUTE = 60_000;

function credentials(name: string, expiresAt: number) {
  return { accessKeyId: name, secretAccessKey: 'secret', expiration: new Date(expiresAt) };
}

/** A session of one hour from time zero, on a clock that the test sets. */
function session(renew: () => Promise<ReturnType<typeof credentials>>) {
  const clock = { now: 0 };
  const provide = renewingCredentials(credentials('first', 60 * MINUTE), renew, () => clock.now);
  return { clock, provide, name: async () => (await provide()).accessKeyId };
}

describe('the credentials of a session', () => {
  it('stay the same until five minutes before they end', async () => {
    const { clock, name } = session(() => Promise.reject(new Error('not yet')));
    clock.now = 54 * MINUTE;
    assert.equal(await name(), 'first');
  });

  it('are renewed once for all who ask meanwhile', async () => {
    let renewals = 0;
    const { clock, name } = session(() => {
      renewals++;
      return Promise.resolve(credentials('second', 120 * MINUTE));
    });
    clock.now = 56 * MINUTE;
    assert.deepEqual(await Promise.all([name(), name(), name()]), ['second', 'second', 'second']);
    assert.equal(await name(), 'second');
    assert.equal(renewals, 1);
  });

  it('are renewed early for what takes long, and kept where they cannot be', async () => {
    const answers = [
      () => Promise.reject(new Error('offline')),
      () => Promise.resolve(credentials('second', 120 * MINUTE)),
    ];
    const { clock, provide, name } = session(() => answers.shift()!());
    await provide.ensureValidFor(45 * MINUTE);
    assert.equal(answers.length, 2);
    clock.now = 20 * MINUTE;
    await provide.ensureValidFor(45 * MINUTE);
    assert.equal(await name(), 'first');
    await provide.ensureValidFor(45 * MINUTE);
    assert.equal(await name(), 'second');
  });

  it('last to their end where a renewal fails, which is then tried again', async () => {
    const answers = [
      () => Promise.reject(new Error('offline')),
      () => Promise.reject(new Error('offline')),
      () => Promise.resolve(credentials('second', 120 * MINUTE)),
    ];
    const { clock, name } = session(() => answers.shift()!());
    clock.now = 56 * MINUTE;
    assert.equal(await name(), 'first');
    clock.now = 61 * MINUTE;
    await assert.rejects(name(), /offline/);
    assert.equal(await name(), 'second');
  });
});
