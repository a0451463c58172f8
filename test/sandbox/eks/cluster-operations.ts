import type { Operation, ServiceRequest } from '../service';
import { placeOf } from '../place';
import { flag, text } from '../members';
import type { World } from '../world';
import { addonVersions } from './addons';
import { invalidParameter } from './errors';
import { clusterArn, clustersAt, deleteCluster, requireCluster } from './clusters';
import { page } from './paging';
import { protect, updateView } from './updates';
import type { Cluster } from './state';
import { describeClusterVersions } from './versions';
import { clusterView } from './views';

/** Operations on clusters themselves. */
export function clusterOperations(world: World): Readonly<Record<string, Operation>> {
  return {
    ListClusters(request) {
      request.authorize('eks:ListClusters');
      const names = clustersAt(world, placeOf(request)).map(({ name }) => name);
      const { items, next } = page(names.toSorted(), request);
      return { clusters: items, ...next };
    },

    DescribeCluster(request) {
      return { cluster: clusterView(authorizedCluster(world, request, 'name')) };
    },

    DeleteCluster(request) {
      const cluster = authorizedCluster(world, request, 'name');
      deleteCluster(world, cluster);
      return { cluster: clusterView(cluster) };
    },

    /** Changes nothing but whether a cluster may be deleted; AWS changes one thing a call, too. */
    UpdateClusterConfig(request) {
      const cluster = authorizedCluster(world, request, 'name');
      const deletionProtection = flag(request.input, 'deletionProtection');
      if (deletionProtection === undefined) throw invalidParameter('No changes needed');
      return { update: protect(cluster, { deletionProtection, at: world.clock.now() }) };
    },

    DescribeUpdate(request) {
      const cluster = authorizedCluster(world, request, 'name');
      return { update: updateView(cluster, text(request.input, 'updateId') ?? '') };
    },

    DescribeClusterVersions: (request) => describeClusterVersions(request, world.clock.now()),

    DescribeAddonVersions(request) {
      request.authorize('eks:DescribeAddonVersions');
      const { items, next } = page(
        addonVersions(world.clock.now(), text(request.input, 'addonName')),
        request,
      );
      return { addons: items, ...next };
    },
  };
}

/** The cluster that the request names, once the caller may do `request.action` on it. */
export function authorizedCluster(
  world: World,
  request: ServiceRequest,
  member: 'name' | 'clusterName',
): Cluster {
  const place = placeOf(request);
  const name = text(request.input, member) ?? '';
  request.authorize(`eks:${request.action}`, clusterArn(place, name));
  return requireCluster(world, place, name);
}
