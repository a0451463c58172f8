import type { KubernetesObject } from '../ports/kubernetes';
import { deployedObjects, referenceTo } from './apply-objects';
import { releaseOf } from './helm/change-release';
import { DEPLOYMENT, environmentLabels } from './labels';
import { withDeployLock } from './lock';
import { readRecord, recordedObjects } from './record';
import type { DeployPorts, DeployRequest } from './request';
import { variablesSecret } from './variables';

type Place = Pick<DeployRequest, 'project' | 'environment' | 'namespace' | 'by'>;
type Ports = Pick<DeployPorts, 'cluster' | 'clock' | 'holder'>;

/** They have our labels and belong to no single deployment: record, data and credentials. */
const OF_ENVIRONMENT = ['ConfigMap', 'Secret', 'PersistentVolumeClaim'];

/**
 * Everything of an environment in a namespace that it shares, data and history included; the record comes last, so that
 * a deletion that was interrupted can be repeated.
 */
export async function environmentObjects(
  place: Place,
  { cluster }: Pick<Ports, 'cluster'>,
  signal: AbortSignal,
): Promise<readonly KubernetesObject[]> {
  const { namespace } = place;
  const entries = await readRecord(cluster, place, signal);
  const earlier = entries.flatMap(recordedObjects);
  const labels = environmentLabels(place);
  const { name: release } = releaseOf(place);
  const [deployed, variables, releases, ...others] = await Promise.all([
    deployedObjects(cluster, earlier, place, signal),
    cluster.read(variablesSecret(place), signal),
    // https://helm.sh/docs/topics/advanced/#storage-backends
    cluster.list(
      { apiVersion: 'v1', kind: 'Secret', namespace, labels: { owner: 'helm', name: release } },
      signal,
    ),
    ...OF_ENVIRONMENT.map((kind) => cluster.list({ apiVersion: 'v1', kind, namespace, labels }, signal)),
  ]);
  const found = [...deployed, ...releases, ...(variables ? [variables] : []), ...others.flat()];
  const unique = new Map(found.map((object) => [`${object.kind}/${object.metadata.name}`, object]));
  const isRecord = ({ kind, metadata }: KubernetesObject) =>
    kind === 'ConfigMap' && metadata.annotations?.[DEPLOYMENT] === undefined;
  return [...unique.values()].toSorted((a, b) => Number(isRecord(a)) - Number(isRecord(b)));
}

/**
 * Deletes them.
 * @throws UserError `deployment-running`
 */
export function deleteEnvironment(place: Place, ports: Ports, signal: AbortSignal): Promise<void> {
  return withDeployLock(ports, place, signal, async (locked) => {
    for (const object of await environmentObjects(place, ports, locked))
      await ports.cluster.delete(referenceTo(object), locked);
  });
}
