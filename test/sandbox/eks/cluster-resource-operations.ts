import type { Operation, ServiceRequest } from '../service';
import { accountRegionOf } from '../account-region';
import { structure, text, texts } from '../input';
import type { SimulatedAws } from '../simulated-aws';
import {
  associateAccessPolicy,
  createAccessEntry,
  deleteAccessEntry,
  requireAccessEntry,
} from './access-entries';
import { createAddon, deleteAddon, requireAddon } from './addons';
import { authorizedCluster } from './cluster-operations';
import { requireCluster } from './clusters';
import { deleteNodegroup, requireNodegroup } from './nodegroups';
import { page } from './paging';
import { requirePodIdentity } from './pod-identities';
import type { AccessPolicy, Cluster } from './state';
import { accessEntryView, addonView, nodegroupView, podIdentityView } from './views';

/** Operations on what a cluster has: node groups, add-ons, access entries and pod identities. */
export function clusterResourceOperations(aws: SimulatedAws): Readonly<Record<string, Operation>> {
  return {
    ListNodegroups(request) {
      const { items, next } = page(
        [...authorizedCluster(aws, request, 'clusterName').nodegroups.keys()],
        request,
      );
      return { nodegroups: items, ...next };
    },
    DescribeNodegroup(request) {
      const { cluster, member } = named(aws, request, NODEGROUP, requireNodegroup);
      return { nodegroup: nodegroupView(cluster, member) };
    },
    DeleteNodegroup(request) {
      const { cluster, member } = named(aws, request, NODEGROUP, requireNodegroup);
      deleteNodegroup(aws, cluster, member);
      return { nodegroup: nodegroupView(cluster, member) };
    },

    ListAddons(request) {
      const { items, next } = page(
        [...authorizedCluster(aws, request, 'clusterName').addons.keys()],
        request,
      );
      return { addons: items, ...next };
    },
    DescribeAddon(request) {
      const { cluster, member } = named(aws, request, ADDON, requireAddon);
      return { addon: addonView(cluster, member) };
    },
    CreateAddon(request) {
      const cluster = authorizedCluster(aws, request, 'clusterName');
      const addon = createAddon(aws, cluster, {
        name: text(request.input, 'addonName') ?? '',
        version: text(request.input, 'addonVersion'),
        podIdentities: [],
        tags: {},
      });
      return { addon: addonView(cluster, addon) };
    },
    DeleteAddon(request) {
      const { cluster, member } = named(aws, request, ADDON, requireAddon);
      deleteAddon(aws, cluster, member);
      return { addon: addonView(cluster, member) };
    },

    ListAccessEntries(request) {
      const { items, next } = page(
        [...authorizedCluster(aws, request, 'clusterName').accessEntries.keys()],
        request,
      );
      return { accessEntries: items, ...next };
    },
    CreateAccessEntry(request) {
      const cluster = authorizedCluster(aws, request, 'clusterName');
      const entry = createAccessEntry(aws, cluster, {
        principalArn: text(request.input, 'principalArn') ?? '',
        type: text(request.input, 'type') ?? 'STANDARD',
        username: text(request.input, 'username'),
        groups: texts(request.input, 'kubernetesGroups'),
        policies: [],
        tags: {},
      });
      return { accessEntry: accessEntryView(cluster, entry) };
    },
    AssociateAccessPolicy(request) {
      const { cluster, member } = named(aws, request, ACCESS_ENTRY, requireAccessEntry);
      const scope = structure(request.input, 'accessScope');
      const policy = associateAccessPolicy(aws, member, {
        policyArn: text(request.input, 'policyArn') ?? '',
        scope: { type: text(scope, 'type') ?? '', namespaces: texts(scope, 'namespaces') },
      });
      return {
        clusterName: cluster.name,
        principalArn: member.principalArn,
        associatedAccessPolicy: policyView(policy),
      };
    },
    DescribeAccessEntry(request) {
      const { cluster, member } = named(aws, request, ACCESS_ENTRY, requireAccessEntry);
      return { accessEntry: accessEntryView(cluster, member) };
    },
    DeleteAccessEntry(request) {
      const { cluster, member } = named(aws, request, ACCESS_ENTRY, requireAccessEntry);
      deleteAccessEntry(cluster, member.principalArn);
      return {};
    },
    ListAssociatedAccessPolicies(request) {
      const { cluster, member } = named(aws, request, ACCESS_ENTRY, requireAccessEntry);
      const { items, next } = page(member.policies, request);
      return {
        clusterName: cluster.name,
        principalArn: member.principalArn,
        associatedAccessPolicies: items.map(policyView),
        ...next,
      };
    },

    ListPodIdentityAssociations(request) {
      const cluster = authorizedCluster(aws, request, 'clusterName');
      const { items, next } = page([...cluster.podIdentities.values()], request);
      return { associations: items.map((association) => podIdentityView(cluster, association)), ...next };
    },
    DescribePodIdentityAssociation(request) {
      const { cluster, member } = named(aws, request, POD_IDENTITY, requirePodIdentity);
      return { association: podIdentityView(cluster, member) };
    },
  };
}

function policyView({ policyArn, scope, associatedAt }: AccessPolicy): object {
  return { policyArn, accessScope: scope, associatedAt, modifiedAt: associatedAt };
}

/** How the request names a part of a cluster, and what kind of ARN that has. */
interface Part {
  readonly input: string;
  readonly type: 'nodegroup' | 'addon' | 'access-entry' | 'podidentityassociation';
}

const NODEGROUP: Part = { input: 'nodegroupName', type: 'nodegroup' };
const ADDON: Part = { input: 'addonName', type: 'addon' };
const ACCESS_ENTRY: Part = { input: 'principalArn', type: 'access-entry' };
const POD_IDENTITY: Part = { input: 'associationId', type: 'podidentityassociation' };

/** The part of a cluster that the request names, once the caller may do `request.action` to it. */
function named<T extends { readonly arn: string }>(
  aws: SimulatedAws,
  request: ServiceRequest,
  part: Part,
  find: (cluster: Cluster, name: string) => T,
): { cluster: Cluster; member: T } {
  const accountRegion = accountRegionOf(request);
  const clusterName = text(request.input, 'clusterName') ?? '';
  const name = text(request.input, part.input) ?? '';
  const found = attempt(() => {
    const cluster = requireCluster(aws, accountRegion, clusterName);
    return { cluster, member: find(cluster, name) };
  });
  // Without the permission, the answer does not say that there is nothing; how the ARN ends then is not documented.
  const absent = `arn:${accountRegion.partition}:eks:${accountRegion.region}:${accountRegion.accountId}:${part.type}/${clusterName}/${name}/*`;
  request.authorize(`eks:${request.action}`, found.kind === 'done' ? found.result.member.arn : absent);
  if (found.kind === 'failed') throw found.error;
  return found.result;
}

type Attempt<T> =
  { readonly kind: 'done'; readonly result: T } | { readonly kind: 'failed'; readonly error: unknown };

function attempt<T>(act: () => T): Attempt<T> {
  try {
    return { kind: 'done', result: act() };
  } catch (error) {
    return { kind: 'failed', error };
  }
}
