import type { Handlers } from './commands';
import type { OperationCommands } from './operation-commands';

type OperationHandlers = OperationCommands['handlers'];

/** The commands that act on an operation. @param load gives what carries them out, once one is run */
export function operationHandlers(load: () => Promise<OperationCommands>) {
  const on = (id: keyof OperationHandlers) => async (argument?: unknown) =>
    (await load()).handlers[id](argument);
  return {
    'eks.cancelOperation': on('eks.cancelOperation'),
    'eks.retryOperation': on('eks.retryOperation'),
    'eks.deleteFailedCluster': on('eks.deleteFailedCluster'),
    'eks.keepResources': on('eks.keepResources'),
    'eks.forgetOperation': on('eks.forgetOperation'),
    'eks.attachCluster': on('eks.attachCluster'),
  } satisfies Record<keyof OperationHandlers, unknown> & Partial<Handlers>;
}
