import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { RunningDeployments } from '../../../../src/ui/deploy/running-deployments';

describe('The deployments that a window runs', () => {
  const unasked = () => Promise.reject(new Error('There is nothing to choose from.'));
  const never = new AbortController().signal;

  it('are told while they run', async () => {
    const told: string[] = [];
    const running = new RunningDeployments((titles) => told.push(titles.join(' and ')));
    await Promise.all([
      running.track('Deploying shop to staging', never, () => Promise.resolve()),
      running
        .track('Deploying shop to production', never, () => Promise.reject(new Error('no')))
        .catch(() => {}),
    ]);
    strictEqual(told[1], 'Deploying shop to staging and Deploying shop to production');
    strictEqual(told.at(-1), '');
  });

  it('are canceled by the command, and by closing their notification', async () => {
    const running = new RunningDeployments(() => {});
    const aborted = (signal: AbortSignal) =>
      new Promise<string>((resolve) => {
        signal.addEventListener('abort', () => {
          resolve('aborted');
        });
      });
    const closing = new AbortController();
    const first = running.track('Deploying shop to staging', closing.signal, aborted);
    closing.abort();
    strictEqual(await first, 'aborted');
    const second = running.track('Deploying shop to staging', never, aborted);
    ok(await running.cancel(unasked));
    strictEqual(await second, 'aborted');
    deepStrictEqual(await running.cancel(unasked), false);
  });
});
