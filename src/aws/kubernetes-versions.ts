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

/** The versions that a new cluster may have, newest first. */
export async function kubernetesVersions(
  client: EKSClient,
  signal: AbortSignal,
): Promise<readonly KubernetesVersion[]> {
  const versions = await clusterVersions(client, signal).catch(async (error: unknown) => {
    // Whatever the reason: an organization may know nothing of so young an action, or a partition not have it.
    if (!(error instanceof AwsError)) throw error;
    return versionsOfAddon(client, signal).catch((secondError: unknown) => {
      // The first is what should succeed: it tells dates, too.
      throw secondError instanceof AwsError ? error : secondError;
    });
  });
  return versions.sort((a, b) => byName(b.version, a.version));
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
async function versionsOfAddon(client: EKSClient, signal: AbortSignal): Promise<KubernetesVersion[]> {
  const addons = await callAws(signal, (options) =>
    collect(
      paginateDescribeAddonVersions({ client }, { addonName: 'vpc-cni' }, options),
      (page) => page.addons,
    ),
  );
  const versions = addons
    .flatMap(({ addonVersions = [] }) => addonVersions)
    .flatMap(({ compatibilities = [] }) => compatibilities)
    .flatMap(({ clusterVersion }) => clusterVersion ?? []);
  return [...new Set(versions)].map((version) => ({ version, isDefault: false, support: 'unknown' }));
}
