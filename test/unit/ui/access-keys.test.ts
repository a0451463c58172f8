import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import type { AccessKey } from '../../../src/core/ports/sign-in';
import { AccessKeys } from '../../../src/ui/authentication/access-keys';

const KEY: AccessKey = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};

/** VS Code's secret storage, and a user who types what they are told to. */
function machine(typed: AccessKey | undefined) {
  const kept = new Map<string, string>();
  const secrets = {
    get: (key: string) => Promise.resolve(kept.get(key)),
    store: (key: string, value: string) => Promise.resolve(void kept.set(key, value)),
    delete: (key: string) => Promise.resolve(void kept.delete(key)),
  };
  let asked = 0;
  const keys = new AccessKeys(secrets, () => {
    asked += 1;
    return Promise.resolve(typed);
  });
  return { keys, kept, timesAsked: () => asked };
}

describe('The access key', () => {
  it('is typed once, for all who wait for it and from then on', async () => {
    const { keys, timesAsked } = machine(KEY);
    deepStrictEqual(await Promise.all([keys.get(), keys.get()]), [KEY, KEY]);
    deepStrictEqual(await keys.get(), KEY);
    strictEqual(timesAsked(), 1);
  });

  it('is asked for again where it is not kept any more', async () => {
    const { keys, kept, timesAsked } = machine(KEY);
    await keys.get();
    kept.clear();
    deepStrictEqual(await keys.get(), KEY);
    strictEqual(timesAsked(), 2);
  });

  it('is asked for again where what is kept cannot be one', async () => {
    const { keys, kept, timesAsked } = machine(KEY);
    await keys.get();
    for (const name of kept.keys()) kept.set(name, '{"accessKeyId": 7}');
    deepStrictEqual(await keys.get(), KEY);
    strictEqual(timesAsked(), 2);
  });

  it('is kept without the spaces around it', async () => {
    const pasted = { accessKeyId: ` ${KEY.accessKeyId}\n`, secretAccessKey: `\t${KEY.secretAccessKey} ` };
    const { keys } = machine(pasted);
    deepStrictEqual(await keys.get(), KEY);
    deepStrictEqual(await keys.stored(), KEY);
  });

  it('may be left out: that cancels, keeps nothing, and the next who needs it asks again', async () => {
    const { keys, kept, timesAsked } = machine(undefined);
    await rejects(keys.get(), { code: 'sign-in-cancelled' });
    await rejects(keys.get(), { code: 'sign-in-cancelled' });
    deepStrictEqual([kept.size, timesAsked()], [0, 2]);
  });

  it('is forgotten when the user says so', async () => {
    const { keys } = machine(KEY);
    await keys.get();
    await keys.forget();
    strictEqual(await keys.stored(), undefined);
  });
});
