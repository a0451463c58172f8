import { randomUUID } from 'node:crypto';
import { duration } from '../durations';
import type { KubernetesUser, SimulatedAws } from '../simulated-aws';
import { requireActive } from './clusters';
import { invalidParameter, notFound, resourceInUse } from './errors';
import type { AccessEntry, AccessPolicy, Cluster, AccountRegion, Tags } from './state';

export interface NewAccessEntry {
  readonly principalArn: string;
  readonly type: string;
  readonly username: string | undefined;
  readonly groups: readonly string[];
  readonly policies: readonly Pick<AccessPolicy, 'policyArn' | 'scope'>[];
  readonly tags: Tags;
}

/** https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html */
const ACCESS_POLICIES: ReadonlySet<string> = new Set([
  ...['AmazonEKSAdminPolicy', 'AmazonEKSClusterAdminPolicy', 'AmazonEKSAdminViewPolicy'],
  ...['AmazonEKSEditPolicy', 'AmazonEKSViewPolicy', 'AmazonEKSSecretReaderPolicy'],
  ...['AmazonEKSAutoNodePolicy', 'AmazonEKSBlockStoragePolicy', 'AmazonEKSLoadBalancingPolicy'],
  ...['AmazonEKSNetworkingPolicy', 'AmazonEKSComputePolicy', 'AmazonEKSBlockStorageClusterPolicy'],
  ...['AmazonEKSComputeClusterPolicy', 'AmazonEKSLoadBalancingClusterPolicy'],
  ...['AmazonEKSNetworkingClusterPolicy', 'AmazonEKSHybridPolicy', 'AmazonEKSClusterInsightsPolicy'],
]);

function checkAccessPolicy(arn: string): void {
  const [start, name = ''] = arn.split(':cluster-access-policy/');
  if (!/^arn:aws[a-z-]*:eks::aws$/.test(start ?? '') || !ACCESS_POLICIES.has(name))
    throw invalidParameter('The specified policyArn is invalid: invalid policy.');
}

const CLUSTER_ADMIN_POLICY = 'cluster-access-policy/AmazonEKSClusterAdminPolicy';

/** Adds an entry; the cluster's API servers know of it only after a while. */
export function createAccessEntry(aws: SimulatedAws, cluster: Cluster, request: NewAccessEntry): AccessEntry {
  requireActive(cluster);
  const { principalArn } = request;
  if (cluster.accessEntries.has(principalArn)) {
    throw resourceInUse('The specified access entry resource is already in use on this cluster.');
  }
  // An assumed-role session is no principal: entries hold the role's ARN.
  const isPrincipal =
    /:iam::\d{12}:(role|user)\//.test(principalArn) && !principalArn.includes(':role/aws-service-role/');
  if (!isPrincipal || isMissing(aws, cluster.accountRegion, principalArn)) {
    throw invalidParameter('The specified principalArn is invalid: invalid principal.');
  }
  for (const { policyArn } of request.policies) checkAccessPolicy(policyArn);
  const now = new Date(aws.clock.now());
  const entry: AccessEntry = {
    arn: accessEntryArn(cluster.accountRegion, { clusterName: cluster.name, principalArn, id: randomUUID() }),
    principalArn,
    type: request.type,
    username: request.username ?? defaultUsername(principalArn, request.type),
    groups: request.groups,
    policies: request.policies.map((policy) => ({ ...policy, associatedAt: now })),
    createdAt: now,
    tags: request.tags,
    effective: false,
  };
  cluster.accessEntries.set(principalArn, entry);
  const spread = duration('create access entry', principalArn) + aws.accessEntrySpreadMs;
  aws.clock.after(spread, () => {
    entry.effective = true;
  });
  return entry;
}

/** Adds a policy, or changes the scope of one that is there. */
export function associateAccessPolicy(
  aws: SimulatedAws,
  entry: AccessEntry,
  policy: Pick<AccessPolicy, 'policyArn' | 'scope'>,
): AccessPolicy {
  checkAccessPolicy(policy.policyArn);
  const associated = { ...policy, associatedAt: new Date(aws.clock.now()) };
  const others = entry.policies.filter(({ policyArn }) => policyArn !== policy.policyArn);
  entry.policies = [...others, associated];
  return associated;
}

export function deleteAccessEntry(cluster: Cluster, principalArn: string): void {
  requireAccessEntry(cluster, principalArn);
  cluster.accessEntries.delete(principalArn);
}

export function requireAccessEntry(cluster: Cluster, principalArn: string): AccessEntry {
  const entry = cluster.accessEntries.get(principalArn);
  if (!entry) {
    throw notFound(
      "The specified principalArn could not be found. You can view your available access entries with 'list-access-entries'.",
    );
  }
  return entry;
}

/** What the principal may be in the cluster; `undefined` until its entry has spread. */
export function kubernetesUser(cluster: Cluster, principalArn: string): KubernetesUser | undefined {
  const entry = cluster.accessEntries.get(principalArn);
  if (!entry?.effective) return undefined;
  return {
    username: entry.username,
    groups: [...entry.groups],
    clusterAdmin: entry.policies.some(
      ({ policyArn, scope }) => policyArn.endsWith(CLUSTER_ADMIN_POLICY) && scope.type === 'cluster',
    ),
  };
}

/** @param entry `id` is made up by EKS */
export function accessEntryArn(
  { partition, region, accountId }: AccountRegion,
  entry: { readonly clusterName: string; readonly principalArn: string; readonly id: string },
): string {
  const [, , , , principalAccount = '', path = ''] = entry.principalArn.split(':');
  const [kind = '', ...name] = path.split('/');
  const principal = `${kind}/${principalAccount}/${name.at(-1) ?? ''}`;
  return `arn:${partition}:eks:${region}:${accountId}:access-entry/${entry.clusterName}/${principal}/${entry.id}`;
}

/** Whether principals of other accounts are taken is documented nowhere; that they are not is unverified. */
function isMissing(
  aws: SimulatedAws,
  { partition, accountId }: AccountRegion,
  principalArn: string,
): boolean {
  if (!principalArn.startsWith(`arn:${partition}:iam::${accountId}:`)) return true;
  return principalArn.includes(':role/') && !aws.iam.role(principalArn);
}

/** https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html, "Kubernetes username" */
function defaultUsername(principalArn: string, type: string): string {
  if (type !== 'STANDARD') return 'system:node:{{EC2PrivateDNSName}}';
  if (!principalArn.includes(':role/')) return principalArn;
  const [prefix, path = ''] = principalArn.split(':role/');
  const sts = prefix?.replace(':iam:', ':sts:') ?? '';
  return `${sts}:assumed-role/${path.split('/').at(-1) ?? ''}/{{SessionName}}`;
}
