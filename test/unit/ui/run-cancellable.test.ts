import { rejects, strictEqual } from 'node:assert/strict';
import type { Notifier } from '../../../src/ui/notify';
import { runCancellable } from '../../../src/ui/run-cancellable';

describe('A task behind a progress notification', () => {
  let cancel: () => void;
  const notifier: Pick<Notifier, 'progress'> = {
    progress(_title, task) {
      const controller = new AbortController();
      cancel = () => {
        controller.abort();
      };
      return task(() => undefined, controller.signal);
    },
  };

  it('gives its result', async () => {
    strictEqual(await runCancellable(notifier, 'Looking', () => Promise.resolve('found')), 'found');
  });

  it('reports its failure', async () => {
    const failing = runCancellable(notifier, 'Looking', () => Promise.reject(new Error('refused')));
    await rejects(failing, /refused/);
  });

  it('gives nothing when the user cancels, whatever it throws', async () => {
    const cancelled = runCancellable<string>(notifier, 'Looking', () => {
      cancel();
      return Promise.reject(new Error('connection closed'));
    });
    strictEqual(await cancelled, undefined);
  });
});
