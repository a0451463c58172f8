import { inBackground, type Report } from '../../core/background';
import type { Operations } from '../../core/operation/operations';
import type { FormHost } from './host';
import type { FormPanel } from './panel';

/** Tells the form of its own operation; when that fails, of how it can be tried again, too. */
export function followOperations(
  operations: Operations,
  host: FormHost,
  form: FormPanel,
  report: Report,
): { dispose(): void } {
  const offerRetry = async (id: string) => {
    const operation = await operations.find(id);
    if (operation?.kind === 'create') form.tell('retryOffered', await host.offerRetry(operation));
  };
  return operations.onDidMove((view) => {
    if (!host.follow(view)) return;
    form.tell('operation', view);
    if (view.state.kind === 'failed') inBackground(() => offerRetry(view.id), report);
  });
}
