import type { KubernetesObject } from '../ports/kubernetes';
import { deployedObjects, isKeptByHelm, referenceTo } from './apply-objects';
import { withDeployLock } from './lock';
import { readRecord, recordedObjects, type DeploymentEntry } from './record';
import type { DeployPorts, DeployRequest } from './request';
import { isOfDatabase } from './stages';

type Place = Pick<DeployRequest, 'project' | 'environment' | 'namespace' | 'by'>;
type Ports = Pick<DeployPorts, 'cluster' | 'clock' | 'holder'>;

/** They hold data or variables, or have ended anyway. */
const STAYING = ['PersistentVolumeClaim', 'Secret', 'Job', 'ConfigMap'];

/** What goes when an environment is stopped. Variables, database and record stay. */
export async function stoppedObjects(
  place: Place,
  { cluster }: Pick<Ports, 'cluster'>,
  signal: AbortSignal,
): Promise<readonly KubernetesObject[]> {
  const latest = startable(await readRecord(cluster, place, signal));
  const earlier = latest ? recordedObjects(latest) : [];
  const found = await deployedObjects(cluster, earlier, place, signal);
  return found.filter(
    (object) => !STAYING.includes(object.kind) && !isOfDatabase(object) && !isKeptByHelm(object),
  );
}

/**
 * Deletes what an environment runs with.
 * @throws UserError `deployment-running`
 */
export function stopEnvironment(place: Place, ports: Ports, signal: AbortSignal): Promise<void> {
  return withDeployLock(ports, place, signal, async (locked) => {
    for (const object of await stoppedObjects(place, ports, locked))
      await ports.cluster.delete(referenceTo(object), locked);
  });
}

/** What is deployed again when an environment is started: what ran last. */
export function startable(entries: readonly DeploymentEntry[]): DeploymentEntry | undefined {
  return entries.find(({ state, objects }) => state === 'succeeded' && objects !== undefined);
}
