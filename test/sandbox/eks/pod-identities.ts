import { randomBytes } from 'node:crypto';
import type { SimulatedAws } from '../simulated-aws';
import { trusts } from './checks';
import { requireActive } from './clusters';
import { invalidParameter, notFound, resourceInUse } from './errors';
import type { Cluster, PodIdentityAssociation } from './state';

export type NewPodIdentity = Pick<
  PodIdentityAssociation,
  'namespace' | 'serviceAccount' | 'roleArn' | 'tags'
>;

/** Lets the pods of a service account act as a role. */
export function createPodIdentity(
  aws: SimulatedAws,
  cluster: Cluster,
  request: NewPodIdentity,
): PodIdentityAssociation {
  requireActive(cluster);
  const taken = [...cluster.podIdentities.values()].some(
    ({ namespace, serviceAccount }) =>
      namespace === request.namespace && serviceAccount === request.serviceAccount,
  );
  if (taken) {
    throw resourceInUse(
      `Association already exists: ${request.namespace}/${request.serviceAccount} in cluster ${cluster.name}`,
    );
  }
  const role = aws.iam.role(request.roleArn);
  const needed = ['sts:AssumeRole', 'sts:TagSession'];
  if (!role || !needed.every((action) => trusts(role, 'pods.eks.amazonaws.com', action))) {
    throw invalidParameter(
      `Trust policy of role ${request.roleArn} must allow sts:AssumeRole and sts:TagSession to pods.eks.amazonaws.com`,
    );
  }
  const id = `a-${randomBytes(9).toString('hex').slice(0, 17)}`;
  const { partition, region, accountId } = cluster.accountRegion;
  const association: PodIdentityAssociation = {
    ...request,
    id,
    arn: `arn:${partition}:eks:${region}:${accountId}:podidentityassociation/${cluster.name}/${id}`,
    createdAt: new Date(aws.clock.now()),
  };
  cluster.podIdentities.set(id, association);
  return association;
}

export function requirePodIdentity(cluster: Cluster, id: string): PodIdentityAssociation {
  const association = cluster.podIdentities.get(id);
  if (!association) throw notFound(`No pod identity association found for association ID: ${id}`);
  return association;
}

export function deletePodIdentity(cluster: Cluster, id: string): void {
  requirePodIdentity(cluster, id);
  cluster.podIdentities.delete(id);
}
