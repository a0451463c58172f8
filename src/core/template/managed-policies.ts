import type { Compute } from '../cluster-form/cluster-spec';

/**
 * AWS's own policies for the service role; EKS refuses a role that lacks one of them.
 * https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html
 * https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html
 */
export function serviceRolePolicies(compute: readonly Compute['kind'][]): readonly string[] {
  return ['AmazonEKSClusterPolicy', ...(compute.includes('auto') ? AUTO_MODE_POLICIES : [])];
}

const AUTO_MODE_POLICIES = [
  'AmazonEKSComputePolicy',
  'AmazonEKSBlockStoragePolicy',
  'AmazonEKSLoadBalancingPolicy',
  'AmazonEKSNetworkingPolicy',
];

/**
 * AWS's own policies for the roles in the stack, as they follow `policy/` in their ARN. The template attaches them, and
 * the provision policy allows no others to be attached.
 */
export const NODE_ROLE_POLICIES = [
  'AmazonEKSWorkerNodePolicy',
  'AmazonEKS_CNI_Policy',
  'AmazonEC2ContainerRegistryPullOnly',
  // A shell on a node through Session Manager: no key pair and no open port needed.
  'AmazonSSMManagedInstanceCore',
] as const;

/** https://docs.aws.amazon.com/eks/latest/userguide/auto-create-node-role.html */
export const AUTO_NODE_ROLE_POLICIES = [
  'AmazonEKSWorkerNodeMinimalPolicy',
  'AmazonEC2ContainerRegistryPullOnly',
] as const;

export const EBS_CSI_ROLE_POLICIES = ['service-role/AmazonEBSCSIDriverPolicy'] as const;
