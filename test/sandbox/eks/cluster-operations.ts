import type { Operation, ServiceRequest } from '../service';
import { accountRegionOf } from '../account-region';
import { flag, text } from '../input';
import type { SimulatedAws } from '../simulated-aws';
import { addonVersions } from './addons';
import { invalidParameter } from './errors';
import { clusterArn, clustersAt, deleteCluster, requireCluster } from './clusters';
import { page } from './paging';
import { protect, updateView } from './updates';
import type { Cluster } from './state';
import { describeClusterVersions } from './versions';
import { clusterView } from './views';

/** Operations on clusters themselves. */
export function clusterOperations(aws: SimulatedAws): Readonly<Record<string, Operation>> {
  return {
    ListClusters(request) {
      request.authorize('eks:ListClusters');
      const names = clustersAt(aws, accountRegionOf(request)).map(({ name }) => name);
      const { items, next } = page(names.toSorted(), request);
      return { clusters: items, ...next };
    },

    DescribeCluster(request) {
      return { cluster: clusterView(authorizedCluster(aws, request, 'name')) };
    },

    DeleteCluster(request) {
      const cluster = authorizedCluster(aws, request, 'name');
      deleteCluster(aws, cluster);
      return { cluster: clusterView(cluster) };
    },

    /** Changes nothing but whether a cluster may be deleted; AWS changes one thing a call, too. */
    UpdateClusterConfig(request) {
      const cluster = authorizedCluster(aws, request, 'name');
      const deletionProtection = flag(request.input, 'deletionProtection');
      if (deletionProtection === undefined) throw invalidParameter('No changes needed');
      return { update: protect(cluster, { deletionProtection, at: aws.clock.now() }) };
    },

    DescribeUpdate(request) {
      const cluster = authorizedCluster(aws, request, 'name');
      return { update: updateView(cluster, text(request.input, 'updateId') ?? '') };
    },

    DescribeClusterVersions: (request) => describeClusterVersions(request, aws.clock.now()),

    DescribeAddonVersions(request) {
      request.authorize('eks:DescribeAddonVersions');
      const { items, next } = page(
        addonVersions(aws.clock.now(), {
          region: accountRegionOf(request).region,
          addonName: text(request.input, 'addonName'),
        }),
        request,
      );
      return { addons: items, ...next };
    },
  };
}

/** The cluster that the request names, once the caller may do `request.action` on it. */
export function authorizedCluster(
  aws: SimulatedAws,
  request: ServiceRequest,
  member: 'name' | 'clusterName',
): Cluster {
  const accountRegion = accountRegionOf(request);
  const name = text(request.input, member) ?? '';
  request.authorize(`eks:${request.action}`, clusterArn(accountRegion, name));
  return requireCluster(aws, accountRegion, name);
}
