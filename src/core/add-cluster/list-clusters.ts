import { clusterArn } from '../arn';
import { toUserError } from '../errors/to-user-error';
import { mapWithConcurrency } from '../map-with-concurrency';
import type { ClusterDescription, ProvisionSession } from '../ports/aws';

/** The clusters of one region, or why it has not said. */
export type RegionClusters =
  | { readonly kind: 'clusters'; readonly region: string; readonly clusters: readonly FoundCluster[] }
  | { readonly kind: 'failed'; readonly region: string; readonly message: string };

/** A name is all there is of a cluster that may be listed and not described. */
export type FoundCluster = Pick<ClusterDescription, 'name' | 'arn'> &
  Partial<Pick<ClusterDescription, 'version' | 'status'>>;

/** Asks all regions side by side: one that is denied or does not answer keeps none from being shown. */
export function listClusters(
  regions: readonly string[],
  sessionIn: (region: string) => Promise<ProvisionSession>,
  signal: AbortSignal,
): Promise<readonly RegionClusters[]> {
  return Promise.all(regions.map((region) => listRegion(region, sessionIn, signal)));
}

/** EKS describes one cluster a call, and throttles many calls at once. */
const AT_ONCE = 4;

async function listRegion(
  region: string,
  sessionIn: (region: string) => Promise<ProvisionSession>,
  signal: AbortSignal,
): Promise<RegionClusters> {
  try {
    const { clusters: eks, accountId, partition } = await sessionIn(region);
    const names = await eks.list(signal);
    const clusters = await mapWithConcurrency(names, AT_ONCE, async (name): Promise<FoundCluster> => {
      const arn = clusterArn({ partition, region, accountId, name });
      // A cluster that may be listed but not described can still be chosen.
      return (await eks.describe(name, signal).catch(() => undefined)) ?? { name, arn };
    });
    return { kind: 'clusters', region, clusters };
  } catch (error) {
    signal.throwIfAborted();
    return { kind: 'failed', region, message: toUserError(error).message };
  }
}
