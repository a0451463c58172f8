import { clusterCommands } from '../ui/commands/cluster-commands';
import type { OperationCommandDeps } from '../ui/commands/operation-commands';
import { operationHandlers } from '../ui/commands/operation-handlers';
import { roleCommands } from '../ui/commands/role-commands';
import { commandRunner, type RunCommand } from '../ui/commands/run-command';
import { once } from '../ui/lazy';
import type { Authenticating } from './authentication';
import type { Clusters } from './clusters';
import type { Connections } from './connections';
import type { Deployments } from './deployments';
import type { Environments } from './environments';
import type { Form } from './form';
import type { Running } from './operations';
import type { Shell } from './shell';
import type { Storage } from './storage';

/** All of the product that commands reach. */
type Everything = Shell &
  Storage &
  Connections &
  Running &
  Form &
  Clusters &
  Authenticating & { readonly environmentHandlers: Environments['handlers'] & Deployments['handlers'] };

/** What each command does. */
export function createCommands(all: Everything): RunCommand {
  const { authentication, form, formHost, log, memory, notifier } = all;
  const openForm: OperationCommandDeps['openForm'] = async (failed, view) => {
    form.close();
    await formHost.beginRetry(failed, view);
    form.open();
  };
  const operationCommands = once(async () => {
    const { OperationCommands } = await import('../ui/commands/operation-commands');
    return new OperationCommands({ ...all, openForm });
  });
  const addExisting = once(async () => {
    const { AddExistingCluster } = await import('../ui/add-cluster/add-existing-cluster');
    return new AddExistingCluster({ ...all, formRole: () => formHost.known.draft.roleArn.trim() });
  });
  return commandRunner(
    {
      'eks.createCluster': () => form.begin(),
      'eks.addExistingCluster': async () => (await addExisting()).run(),
      'eks.configureAuthentication': async (what) => (await authentication()).run(what),
      'eks.setExternalId': async () => {
        const { setExternalId } = await import('../ui/authentication/authentication');
        return setExternalId({ identity: all.identityFile, notifier, onDidChange: all.takeExternalId });
      },
      ...roleCommands(all),
      ...operationHandlers(operationCommands),
      ...clusterCommands({ ...all, asked: memory.workspaceState }),
      ...all.environmentHandlers,
      'eks.showLog': () => log.show(),
    },
    notifier,
  );
}
