import { inBackground, type Report } from '../../core/background';
import type { Operations } from '../../core/operation/run/operations';
import { isFailedCreation } from '../../core/operation/view';
import type { FormHost } from './host';
import type { FormPanel } from './panel';

/** Tells the form of its own operation, in any window; when it fails, also how to try again. */
export function followOperations(
  operations: Operations,
  host: FormHost,
  form: FormPanel,
  report: Report,
): { dispose(): void } {
  let told: Promise<void> = Promise.resolve();
  const tell = async () => {
    const view = await host.news();
    if (!view) return;
    form.sendEvent('operation', view);
    if (!isFailedCreation(view)) return;
    const operation = await operations.find(view.id);
    if (operation?.kind === 'create') form.sendEvent('retryOffered', await host.offerRetry(operation));
  };
  return operations.onDidChange(() =>
    inBackground(() => {
      // One after the other: older news must not come last.
      told = told.then(tell, tell);
      return told;
    }, report),
  );
}
