import type { Handlers } from '../commands/commands';
import { EnvironmentElement } from './environment-element';
import type { EnvironmentCommands } from './environment-commands';
import type { EnvironmentsModel } from './environments-model';
import type { VariableCommands } from './variables';

interface HandlerDeps {
  readonly environments: () => Promise<{ readonly model: Pick<EnvironmentsModel, 'retry'> }>;
  readonly environmentCommands: () => Promise<EnvironmentCommands>;
  readonly variables: () => Promise<VariableCommands>;
  readonly cleanUpImages: (row?: unknown) => Promise<void>;
  readonly showNamespace: () => Promise<void>;
  readonly showMetrics: (row?: unknown) => Promise<void>;
}

/** What can be done in the view *Environments*. All but this table is loaded when it is first asked for. */
export function environmentHandlers(deps: HandlerDeps) {
  const { environments, environmentCommands, variables } = deps;
  const { cleanUpImages, showNamespace, showMetrics } = deps;
  return {
    'eks.refreshEnvironments': async (row?: unknown) =>
      (await environments()).model.retry(row instanceof EnvironmentElement ? row.row.retry : undefined),
    'eks.showNamespaceAsEnvironment': showNamespace,
    'eks.copyName': async (row?: unknown) => (await environmentCommands()).copyName(row),
    'eks.restart': async (row?: unknown) => (await environmentCommands()).restart(row),
    'eks.scale': async (row?: unknown) => (await environmentCommands()).scale(row),
    'eks.setVariables': async (row?: unknown) => (await variables()).set(row),
    'eks.cleanUpImages': cleanUpImages,
    'eks.describe': async (row?: unknown) => (await environmentCommands()).describe(row),
    'eks.showMetrics': showMetrics,
    'eks.copyKubectlCommand': async (row?: unknown) => (await environmentCommands()).copyKubectlCommand(row),
  } satisfies Partial<Handlers>;
}
