import { Operations } from '../core/operation/run/operations';
import { awsEnvironment } from '../core/environment';
import { KubectlAccess } from '../ui/kubectl-access';
import { once } from '../ui/lazy';
import { Sessions } from '../ui/sessions';
import type { Connections } from './connections';
import type { Shell } from './shell';
import type { Storage } from './storage';

export type Running = ReturnType<typeof createOperations>;

/** Creating and deleting clusters, and the sessions of provision roles that it takes. */
export function createOperations(shell: Shell, storage: Storage, { aws, kubernetes }: Connections) {
  const { machine, settings } = shell;
  const { identity, workspace } = storage;
  const sessions = new Sessions(aws, identity, settings);
  const access = new KubectlAccess(settings, sessions, identity, awsEnvironment(machine).configFile);
  const operations = new Operations({
    ...shell,
    ...storage,
    lazyParts: once(() => import('../core/operation/run/lazy-parts')),
    portsFor: async ({ role, clusterName }) => ({
      session: () => sessions.open(role, clusterName),
      kubernetes,
      workspace,
      installation: (await identity()).installation,
      overdueAfterMs: settings.provisioningLimitMs,
    }),
  });
  return { access, operations, sessions };
}
