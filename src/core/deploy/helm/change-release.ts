import { environmentSlug } from '../../cluster/environment-names';
import type { HelmPort, ReleaseName } from '../../ports/deploy-tools';
import { KubernetesError, type KubernetesObject } from '../../ports/kubernetes';
import { referenceTo } from '../apply-objects';
import { APP, deployedAnnotations, ENV, ownLabels, PROJECT, type Deployed } from '../labels';
import { isOfCluster, readManifests } from '../read-manifests';
import type { DeployPorts, DeployRequest } from '../request';
import { toolError } from '../tool-errors';
import { asFailed, isPending, manifestOf, revisionsOf, type Revision } from './release';

/** Without `--wait` Helm ends in seconds; hooks may take its `--timeout`, which is five minutes unless it is set. */
const LONGEST_MS = 5 * 60_000;

/** What Helm has brought into the cluster. */
export interface ReleasedObjects {
  readonly revision: number;
  readonly objects: readonly KubernetesObject[];
}

type Ports = Pick<DeployPorts, 'cluster' | 'clock' | 'helm'>;

/** The release of an environment: it is called as everything else of it. */
export function releaseOf({
  environment,
  namespace,
}: Pick<DeployRequest, 'environment' | 'namespace'>): ReleaseName {
  return { name: environmentSlug(environment), namespace };
}

/**
 * Changes a release, and reads what came of it. One that was left pending is repaired before.
 * @param interruptedSince when a deployment of ours began that never ended; its Helm is gone, since we hold the lock
 * @throws UserError `release-pending`, `helm-interrupted`, and those of Helm
 */
export async function changeRelease(
  release: ReleaseName,
  { cluster, clock, helm }: Ports,
  change: (helm: HelmPort, revisions: readonly Revision[]) => Promise<void>,
  interruptedSince: number | undefined,
  signal: AbortSignal,
): Promise<ReleasedObjects> {
  const revisions = await revisionsOf(cluster, release, signal);
  const pending = revisions.find(isPending);
  if (pending) {
    const ageMs = Math.max(0, clock.now() - pending.changedAt);
    // Helm's labels have whole seconds.
    const isOurs = interruptedSince !== undefined && pending.changedAt >= interruptedSince - 1000;
    const failed = isOurs || ageMs >= LONGEST_MS ? asFailed(pending) : undefined;
    if (!failed) throw toolError('release-pending', { release: release.name, ageMs });
    await cluster.replace(failed, signal).catch((error: unknown) => {
      if (!(error instanceof KubernetesError) || error.kind !== 'conflict') throw error;
      throw toolError('release-pending', { release: release.name, ageMs });
    });
  }
  await change(helm, revisions);
  const released = await releasedObjects(release, cluster, signal);
  if (!released) throw toolError('helm-interrupted');
  return released;
}

/** What the release has in the cluster; `undefined` where its last operation has not succeeded. */
export async function releasedObjects(
  release: ReleaseName,
  cluster: Pick<DeployPorts['cluster'], 'list'>,
  signal: AbortSignal,
): Promise<(ReleasedObjects & { readonly changedAt: number }) | undefined> {
  const [latest] = await revisionsOf(cluster, release, signal);
  if (latest?.status !== 'deployed') return undefined;
  const { number, changedAt } = latest;
  const objects = readManifests([manifestOf(latest)]).map((object) => ({
    ...object,
    metadata: { ...object.metadata, namespace: object.metadata.namespace ?? release.namespace },
  }));
  return { revision: number, changedAt, objects };
}

/** Marks what Helm has made as ours, beside Helm's own marks, so that it is found and watched as everything else. */
export async function markObjects(
  objects: readonly KubernetesObject[],
  deployed: Deployed & Pick<DeployRequest, 'namespace'>,
  { cluster }: Pick<DeployPorts, 'cluster'>,
  signal: AbortSignal,
): Promise<void> {
  const { [ENV]: env, [PROJECT]: project, [APP]: app } = ownLabels(deployed);
  const labels = { [ENV]: env, [PROJECT]: project, [APP]: app };
  const metadata = { labels, annotations: deployedAnnotations(deployed) };
  const isHere = (object: KubernetesObject) =>
    object.metadata.namespace === deployed.namespace && !isOfCluster(object);
  for (const object of objects.filter(isHere))
    await cluster.patch(referenceTo(object), { metadata }, signal).catch((error: unknown) => {
      // A chart may make what the environment's account may not touch afterwards, such as custom objects.
      const isLeft = error instanceof KubernetesError && ['not-found', 'forbidden'].includes(error.kind);
      if (!isLeft) throw error;
    });
}
