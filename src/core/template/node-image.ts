import { architectureOf, isAl2023 } from '../cluster-form/ami-type';
import type { Al2023AmiType, AmiType } from '../cluster-form/cluster-spec';

const AL2023: { readonly [A in Al2023AmiType]: string } = {
  AL2023_x86_64_STANDARD: 'x86_64/standard',
  AL2023_ARM_64_STANDARD: 'arm64/standard',
  AL2023_x86_64_NVIDIA: 'x86_64/nvidia',
  AL2023_ARM_64_NVIDIA: 'arm64/nvidia',
  AL2023_x86_64_NEURON: 'x86_64/neuron',
};

/**
 * Name of the public parameter of SSM that holds the newest image for nodes.
 * https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id.html
 * https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id-bottlerocket.html
 */
export function nodeImageParameter(node: {
  readonly kubernetesVersion: string;
  readonly amiType: AmiType;
}): string {
  const { kubernetesVersion: version, amiType } = node;
  if (isAl2023(amiType))
    return `/aws/service/eks/optimized-ami/${version}/amazon-linux-2023/${AL2023[amiType]}/recommended/image_id`;
  const flavors = ['NVIDIA', 'FIPS'].filter((flavor) => amiType.includes(`_${flavor}`));
  const variant = ['aws-k8s', version, ...flavors.map((flavor) => flavor.toLowerCase())].join('-');
  return `/aws/service/bottlerocket/${variant}/${architectureOf(amiType)}/latest/image_id`;
}
