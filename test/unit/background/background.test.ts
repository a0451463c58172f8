import { deepStrictEqual, strictEqual } from 'node:assert';
import { inBackground } from '../../../src/core/background';

describe('work in the background', () => {
  it('reports what it throws later', async () => {
    const failure = new Error('later');
    const reported = await new Promise((report) => inBackground(() => Promise.reject(failure), report));
    strictEqual(reported, failure);
  });

  it('reports what it throws at once, and not to its caller', async () => {
    const failure = new Error('at once');
    const reported = await new Promise((report) =>
      inBackground(() => {
        throw failure;
      }, report),
    );
    strictEqual(reported, failure);
  });

  it('begins before it returns', () => {
    const order: string[] = [];
    inBackground(
      () => order.push('work'),
      () => undefined,
    );
    order.push('caller');
    deepStrictEqual(order, ['work', 'caller']);
  });
});
