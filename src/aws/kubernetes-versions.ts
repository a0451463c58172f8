import {
  paginateDescribeAddonVersions,
  paginateDescribeClusterVersions,
  type ClusterVersionInformation,
  type EKSClient,
} from '@aws-sdk/client-eks';
import type { KubernetesVersion } from '../core/ports/aws';
import { AwsError } from '../core/ports/aws';
import { callAws } from './request';
import { byName, collect } from './pages';

/** The versions that a new cluster may have, newest first, and whether metrics-server is offered for each. */
export async function versionsWithAddOns(
  client: EKSClient,
  signal: AbortSignal,
): Promise<readonly KubernetesVersion[]> {
  const [versions, withMetrics] = await Promise.all([
    kubernetesVersions(client, signal),
    withMetricsServer(client, signal),
  ]);
  return versions.map((each) =>
    withMetrics ? { ...each, offersMetricsServer: withMetrics.has(each.version) } : each,
  );
}

/** The versions that EKS offers, newest first. */
export async function kubernetesVersions(
  client: EKSClient,
  signal: AbortSignal,
): Promise<readonly KubernetesVersion[]> {
  const versions = await clusterVersions(client, signal).catch(async (error: unknown) => {
    // Whatever the reason: an organization may know nothing of so young an action, or a partition not have it.
    if (!(error instanceof AwsError)) throw error;
    return versionsOfVpcCni(client, signal).catch((secondError: unknown) => {
      // The first is what should succeed: it tells dates, too.
      throw secondError instanceof AwsError ? error : secondError;
    });
  });
  return versions.sort((a, b) => byName(b.version, a.version));
}

/**
 * @returns the versions that EKS has metrics-server for in the region, or nothing where the role may not ask. A passing
 * failure is one of the list: to take it for "unknown" would leave the add-on out of a cluster that can have it.
 */
async function withMetricsServer(
  client: EKSClient,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | undefined> {
  return versionsOfAddon('metrics-server', client, signal).catch((error: unknown) => {
    if (error instanceof AwsError && !error.isTransient) return undefined;
    throw error;
  });
}

async function clusterVersions(client: EKSClient, signal: AbortSignal): Promise<KubernetesVersion[]> {
  const found = await callAws(signal, (options) =>
    collect(paginateDescribeClusterVersions({ client }, {}, options), (page) => page.clusterVersions),
  );
  return found.filter(({ versionStatus }) => versionStatus !== 'UNSUPPORTED').map(describeVersion);
}

function describeVersion(found: ClusterVersionInformation): KubernetesVersion {
  return {
    version: found.clusterVersion ?? '',
    isDefault: found.defaultVersion ?? false,
    support: found.versionStatus === 'EXTENDED_SUPPORT' ? 'extended' : 'standard',
    endOfStandardSupport: found.endOfStandardSupportDate?.toISOString(),
    endOfExtendedSupport: found.endOfExtendedSupportDate?.toISOString(),
  };
}

/** Every cluster runs vpc-cni, so the versions it is compatible with are those of EKS; that is all it tells of them. */
async function versionsOfVpcCni(client: EKSClient, signal: AbortSignal): Promise<KubernetesVersion[]> {
  const versions = await versionsOfAddon('vpc-cni', client, signal);
  return [...versions].map((version) => ({ version, isDefault: false, support: 'unknown' }));
}

/** @returns the cluster versions that an add-on is compatible with; none where the region does not have it */
export async function versionsOfAddon(
  addonName: string,
  client: EKSClient,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const addons = await callAws(signal, (options) =>
    collect(paginateDescribeAddonVersions({ client }, { addonName }, options), (page) => page.addons),
  );
  const versions = addons
    .flatMap(({ addonVersions = [] }) => addonVersions)
    .flatMap(({ compatibilities = [] }) => compatibilities)
    .flatMap(({ clusterVersion }) => clusterVersion ?? []);
  return new Set(versions);
}
