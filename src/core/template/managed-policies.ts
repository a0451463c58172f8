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
