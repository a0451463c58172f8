import { rejects, strictEqual } from 'node:assert/strict';
import { userError } from '../../../src/core/errors/catalogue';
import { PromptCooldown } from '../../../src/ui/authentication/prompt-cooldown';

describe('After a box was closed', () => {
  /** A user who closes every box. */
  function user() {
    let time = 0;
    let boxes = 0;
    const quiet = new PromptCooldown(() => time);
    const box = () => {
      boxes += 1;
      return Promise.reject(userError('sign-in-cancelled'));
    };
    const ask = () => rejects(quiet.ask(box), { code: 'sign-in-cancelled' });
    return { quiet, ask, wait: (ms: number) => (time += ms), boxes: () => boxes };
  }

  it('the user is not asked again for a while', async () => {
    const { ask, wait, boxes } = user();
    await ask();
    wait(14_000);
    await ask();
    strictEqual(boxes(), 1);
    wait(1_000);
    await ask();
    strictEqual(boxes(), 2);
  });

  it('the user is asked at once who wants to sign in after all', async () => {
    const { quiet, ask, boxes } = user();
    await ask();
    quiet.reset();
    await ask();
    strictEqual(boxes(), 2);
  });

  it('other failures do not keep anybody from asking', async () => {
    const { quiet, boxes, ask } = user();
    await rejects(quiet.ask(() => Promise.reject(new Error('The storage is locked.'))));
    await ask();
    strictEqual(boxes(), 1);
  });
});
