import { KubernetesError, type KubernetesApi } from '../ports/kubernetes';
import { managedNamespaces, deleteNamespace } from './environment';
import { clusterRoleBinding, serviceAccount } from './objects';
import { deleteManaged } from './managed-object';

/** As many as the original deletes at a time. */
const BATCH_SIZE = 100;

/**
 * Takes all that the extension has made out of a cluster: namespaces first, then its own account, then the binding that
 * lets it delete them. A client that acts as that account is known to the API server for some seconds more
 * (`REMEMBERED_SECONDS`), and would have lost every right with the binding.
 * @returns what the cluster does not let us delete, by kind and name; anything else that fails is thrown
 */
export async function deleteManagedObjects(
  api: KubernetesApi,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const left: string[] = [];
  const attempt = async (what: string, remove: () => Promise<void>): Promise<void> => {
    try {
      await remove();
    } catch (error) {
      if (!isRefusal(error)) throw error;
      left.push(what);
    }
  };
  await attempt('Namespaces', async () => {
    const namespaces = (await managedNamespaces(api, signal)).filter(({ isTerminating }) => !isTerminating);
    for (let from = 0; from < namespaces.length; from += BATCH_SIZE) {
      const batch = namespaces.slice(from, from + BATCH_SIZE);
      await Promise.all(
        batch.map(({ name }) => attempt(`Namespace ${name}`, () => deleteNamespace(name, api, signal))),
      );
    }
  });
  for (const { apiVersion, kind, metadata } of [serviceAccount, clusterRoleBinding]) {
    const { name, namespace } = metadata;
    const what = `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
    await attempt(what, () => deleteManaged({ apiVersion, kind, name, namespace }, api, signal));
  }
  return left;
}

function isRefusal(error: unknown): boolean {
  return error instanceof KubernetesError && (error.kind === 'forbidden' || error.kind === 'unauthorized');
}
