import type { Handlers } from '../commands/commands';
import { chooseFrom } from '../quick-input';
import type { DeployCommands } from './deploy-commands';
import type { DeployFolder } from './deploy-folder';
import type { RunningDeployments } from './running-deployments';

interface HandlerDeps {
  readonly folder: () => Promise<DeployFolder>;
  readonly deployments: () => Promise<DeployCommands>;
  readonly makePublic: (row?: unknown) => Promise<void>;
  readonly writeDockerfile: () => Promise<void>;
  readonly writeManifests: () => Promise<void>;
  readonly running: Pick<RunningDeployments, 'cancel'>;
}

/** The commands that deploy, and that work on what was deployed. All but this table is loaded on first use. */
export function deployHandlers(deps: HandlerDeps) {
  const { folder, deployments, running, makePublic, writeDockerfile, writeManifests } = deps;
  return {
    'eks.deploy': async () => (await folder()).deploy(),
    'eks.deployAgain': async () => (await folder()).deployAgain(),
    'eks.cancelDeployment': () => running.cancel(chooseFrom),
    'eks.makePublic': makePublic,
    'eks.writeDockerfile': writeDockerfile,
    'eks.writeManifests': writeManifests,
    'eks.showDeployment': async (row?: unknown) => (await deployments()).show(row),
    'eks.rollBack': async (row?: unknown) => (await deployments()).rollBack(row),
    'eks.stopEnvironment': async (row?: unknown) => (await deployments()).stop(row),
    'eks.deleteEnvironment': async (row?: unknown) => (await deployments()).delete(row),
    'eks.startEnvironment': async () => (await deployments()).start(),
  } satisfies Partial<Handlers>;
}
