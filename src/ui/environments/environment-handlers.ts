import type { Handlers } from '../commands/commands';
import { EnvironmentElement } from './environment-element';
import type { EnvironmentsModel } from './environments-model';

interface Loaded {
  readonly model: EnvironmentsModel;
}

/** What can be done in the view *Environments*. All but this table is loaded when it is first asked for. */
export function environmentHandlers(load: () => Promise<Loaded>) {
  return {
    'eks.refreshEnvironments': async (row?: unknown) =>
      (await load()).model.retry(row instanceof EnvironmentElement ? row.row.retry : undefined),
  } satisfies Partial<Handlers>;
}
