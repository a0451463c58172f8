import { asSentence } from '../errors/error-text';
import { displayText, MAX_LENGTH } from '../foreign/shown-text';
import { KubernetesError, type KubernetesObject, type ObjectReference } from '../ports/kubernetes';
import { deployError } from './errors';
import { DEPLOYMENT, ENV, environmentLabels, ownLabels, PROJECT, type Deployed } from './labels';
import type { DeployCluster } from './request';
import { isOfDatabase } from './stages';

/** What the built-in deployer makes; others may have made more. */
const OWN_KINDS = [
  { apiVersion: 'apps/v1', kind: 'Deployment' },
  { apiVersion: 'v1', kind: 'Service' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' },
  { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' },
];
/** They hold data, or what has been done. */
const NEVER_PRUNED = ['PersistentVolumeClaim', 'Secret', 'StatefulSet', 'Job'];

type Place = Pick<Deployed, 'project' | 'environment'> & { readonly namespace: string };

/**
 * Applies the objects in their order. It may be repeated: it comes to the same.
 * @throws UserError `apply-conflict`, `immutable-field`, `object-foreign`; KubernetesError
 */
export async function applyObjects(
  cluster: DeployCluster,
  objects: readonly KubernetesObject[],
  place: Place,
  signal: AbortSignal,
): Promise<void> {
  const labels: Readonly<Record<string, string>> = ownLabels(place);
  for (const object of objects) {
    const name = `${object.kind} ${object.metadata.name}`;
    const present = await cluster.read(referenceTo(object), signal);
    const found = present?.metadata.labels ?? {};
    // A namespace may be shared, and another project may have an environment of the name.
    if (found[PROJECT] !== undefined && (found[PROJECT] !== labels[PROJECT] || found[ENV] !== labels[ENV]))
      throw deployError('object-foreign', { object: name, namespace: place.namespace });
    await cluster.applyShared(object, signal).catch((error: unknown) => {
      throw refusal(error, name);
    });
  }
}

/** Deletes what earlier deployments made and this one does not have. */
export async function pruneObjects(
  cluster: DeployCluster,
  objects: readonly KubernetesObject[],
  earlier: readonly KubernetesObject[],
  deployed: Pick<Deployed, 'project' | 'environment' | 'number'> & { readonly namespace: string },
  signal: AbortSignal,
): Promise<void> {
  const kept = new Set(objects.map(keyOf));
  for (const object of await deployedObjects(cluster, earlier, deployed, signal)) {
    const number = Number(object.metadata.annotations?.[DEPLOYMENT]);
    if (number < deployed.number && !kept.has(keyOf(object)) && !isKept(object))
      await cluster.delete(referenceTo(object), signal);
  }
}

/** All that deployments of an environment made and that is still there, of the kinds that were made. */
export async function deployedObjects(
  cluster: DeployCluster,
  earlier: readonly KubernetesObject[],
  place: Place,
  signal: AbortSignal,
): Promise<readonly KubernetesObject[]> {
  const kinds = new Map(
    [...OWN_KINDS, ...earlier].map(({ apiVersion, kind }) => [`${apiVersion}/${kind}`, { apiVersion, kind }]),
  );
  const labels = environmentLabels(place);
  const lists = await Promise.all(
    [...kinds.values()].map((kind) => cluster.list({ ...kind, namespace: place.namespace, labels }, signal)),
  );
  return lists.flat().filter(({ metadata }) => metadata.annotations?.[DEPLOYMENT] !== undefined);
}

export function referenceTo({ apiVersion, kind, metadata }: KubernetesObject): ObjectReference {
  return { apiVersion, kind, name: metadata.name, namespace: metadata.namespace };
}

function isKept(object: KubernetesObject): boolean {
  return NEVER_PRUNED.includes(object.kind) || isOfDatabase(object) || isKeptByHelm(object);
}

/** https://helm.sh/docs/howto/charts_tips_and_tricks/#tell-helm-not-to-uninstall-a-resource */
export function isKeptByHelm({ metadata }: KubernetesObject): boolean {
  return metadata.annotations?.['helm.sh/resource-policy'] === 'keep';
}

function keyOf({ kind, metadata }: KubernetesObject): string {
  return `${kind}/${metadata.name}`;
}

/** In words of kube-apiserver 1.34. */
function refusal(error: unknown, object: string): unknown {
  if (!(error instanceof KubernetesError)) return error;
  const [, conflict] = /^Apply failed with \d+ conflicts?: (.*)$/s.exec(error.message) ?? [];
  if (conflict !== undefined) {
    const detail = asSentence(displayText(conflict.replaceAll(/\s*\n\s*- /g, ' '), MAX_LENGTH.sentence));
    return deployError('apply-conflict', { object, detail });
  }
  if (/field is immutable|may not change|updates to .* spec .* are forbidden/i.test(error.message)) {
    const detail = asSentence(displayText(error.message, MAX_LENGTH.sentence));
    return deployError('immutable-field', { object, detail });
  }
  return error;
}
