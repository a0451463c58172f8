import { match, strictEqual } from 'node:assert/strict';
import { toUserError } from '../../../src/core/errors/to-user-error';

describe('A thrown value as a user error', () => {
  it('is not a bug if it is a timeout', async () => {
    const limit = AbortSignal.timeout(1);
    await new Promise((resolve) => limit.addEventListener('abort', resolve));
    const { code, message, remedy } = toUserError(limit.reason);
    strictEqual(code, 'no-answer-in-time');
    match(`${message} ${remedy}`, /^The request timed out\. Check the network/);
  });

  it('is reported as a bug if it is unknown', () => {
    const { message, remedy } = toUserError(new TypeError('x is not a function'));
    match(`${message} ${remedy}`, /x is not a function.*This is a bug/);
  });
});
