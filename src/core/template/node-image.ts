import type { AmiType } from '../spec/cluster-spec';

const VARIANTS: { readonly [A in AmiType]: string } = {
  AL2023_x86_64_STANDARD: 'x86_64/standard',
  AL2023_ARM_64_STANDARD: 'arm64/standard',
  AL2023_x86_64_NVIDIA: 'x86_64/nvidia',
  AL2023_ARM_64_NVIDIA: 'arm64/nvidia',
  AL2023_x86_64_NEURON: 'x86_64/neuron',
};

/**
 * Name of the public parameter of SSM that holds the newest image of Amazon Linux 2023 for nodes.
 * https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id.html
 */
export function nodeImageParameter(node: {
  readonly kubernetesVersion: string;
  readonly amiType: AmiType;
}): string {
  const variant = VARIANTS[node.amiType];
  return `/aws/service/eks/optimized-ami/${node.kubernetesVersion}/amazon-linux-2023/${variant}/recommended/image_id`;
}
