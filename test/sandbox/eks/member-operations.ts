import type { Operation, ServiceRequest } from '../service';
import { placeOf } from '../place';
import { text } from '../members';
import type { World } from '../world';
import { deleteAccessEntry, requireAccessEntry } from './access-entries';
import { deleteAddon, requireAddon } from './addons';
import { authorizedCluster } from './cluster-operations';
import { requireCluster } from './clusters';
import { deleteNodegroup, requireNodegroup } from './nodegroups';
import { page } from './paging';
import { requirePodIdentity } from './pod-identities';
import type { Cluster } from './state';
import { accessEntryView, addonView, nodegroupView, podIdentityView } from './views';

/** Operations on what a cluster has: node groups, add-ons, access entries and pod identities. */
export function memberOperations(world: World): Readonly<Record<string, Operation>> {
  return {
    ListNodegroups(request) {
      const { items, next } = page(
        [...authorizedCluster(world, request, 'clusterName').nodegroups.keys()],
        request,
      );
      return { nodegroups: items, ...next };
    },
    DescribeNodegroup(request) {
      const { cluster, member } = named(world, request, 'nodegroupName', requireNodegroup);
      return { nodegroup: nodegroupView(cluster, member) };
    },
    DeleteNodegroup(request) {
      const { cluster, member } = named(world, request, 'nodegroupName', requireNodegroup);
      deleteNodegroup(world, cluster, member);
      return { nodegroup: nodegroupView(cluster, member) };
    },

    ListAddons(request) {
      const { items, next } = page(
        [...authorizedCluster(world, request, 'clusterName').addons.keys()],
        request,
      );
      return { addons: items, ...next };
    },
    DescribeAddon(request) {
      const { cluster, member } = named(world, request, 'addonName', requireAddon);
      return { addon: addonView(cluster, member) };
    },
    DeleteAddon(request) {
      const { cluster, member } = named(world, request, 'addonName', requireAddon);
      deleteAddon(world, cluster, member);
      return { addon: addonView(cluster, member) };
    },

    ListAccessEntries(request) {
      const { items, next } = page(
        [...authorizedCluster(world, request, 'clusterName').accessEntries.keys()],
        request,
      );
      return { accessEntries: items, ...next };
    },
    DescribeAccessEntry(request) {
      const { cluster, member } = named(world, request, 'principalArn', requireAccessEntry);
      return { accessEntry: accessEntryView(cluster, member) };
    },
    DeleteAccessEntry(request) {
      const { cluster, member } = named(world, request, 'principalArn', requireAccessEntry);
      deleteAccessEntry(cluster, member.principalArn);
      return {};
    },
    ListAssociatedAccessPolicies(request) {
      const { cluster, member } = named(world, request, 'principalArn', requireAccessEntry);
      const { items, next } = page(member.policies, request);
      return {
        clusterName: cluster.name,
        principalArn: member.principalArn,
        associatedAccessPolicies: items.map(({ policyArn, scope, associatedAt }) => ({
          policyArn,
          accessScope: scope,
          associatedAt,
          modifiedAt: associatedAt,
        })),
        ...next,
      };
    },

    ListPodIdentityAssociations(request) {
      const cluster = authorizedCluster(world, request, 'clusterName');
      const { items, next } = page([...cluster.podIdentities.values()], request);
      return { associations: items.map((association) => podIdentityView(cluster, association)), ...next };
    },
    DescribePodIdentityAssociation(request) {
      const { cluster, member } = named(world, request, 'associationId', requirePodIdentity);
      return { association: podIdentityView(cluster, member) };
    },
  };
}

/** The member of a cluster that the request names. EKS authorizes on its ARN, and on `*` where there is none. */
function named<T extends { readonly arn: string }>(
  world: World,
  request: ServiceRequest,
  inputMember: string,
  find: (cluster: Cluster, name: string) => T,
): { cluster: Cluster; member: T } {
  const cluster = requireCluster(world, placeOf(request), text(request.input, 'clusterName') ?? '');
  const member = find(cluster, text(request.input, inputMember) ?? '');
  request.authorize(`eks:${request.action}`, member.arn);
  return { cluster, member };
}
