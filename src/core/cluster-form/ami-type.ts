import { AL2023_AMI_TYPES, type Al2023AmiType, type AmiType, type NodeSystem } from './cluster-spec';

/**
 * The image of Amazon Linux that goes with an instance type, from its name alone: for when the role may not describe instance types.
 * A `g` after the generation means Graviton, and `-gb` a Grace Blackwell; GPU and Neuron are families of their own.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
export function amiTypeByName(instanceType: string): Al2023AmiType {
  const isArm = /^([a-z]+\d+g|a1\.|[a-z0-9]+-gb)/.test(instanceType);
  if (/^(inf|trn)\d/.test(instanceType)) return 'AL2023_x86_64_NEURON';
  if (/^(g|gr|p)\d/.test(instanceType)) return isArm ? 'AL2023_ARM_64_NVIDIA' : 'AL2023_x86_64_NVIDIA';
  return isArm ? 'AL2023_ARM_64_STANDARD' : 'AL2023_x86_64_STANDARD';
}

export function architectureOf(amiType: AmiType): 'arm64' | 'x86_64' {
  return amiType.includes('ARM') ? 'arm64' : 'x86_64';
}

/** Both images of Bottlerocket for what an image of Amazon Linux drives. It has no driver for Neuron devices. */
const BOTTLEROCKET: {
  readonly [A in Al2023AmiType]: { readonly usual: AmiType; readonly fips: AmiType } | undefined;
} = {
  AL2023_x86_64_STANDARD: { usual: 'BOTTLEROCKET_x86_64', fips: 'BOTTLEROCKET_x86_64_FIPS' },
  AL2023_ARM_64_STANDARD: { usual: 'BOTTLEROCKET_ARM_64', fips: 'BOTTLEROCKET_ARM_64_FIPS' },
  AL2023_x86_64_NVIDIA: { usual: 'BOTTLEROCKET_x86_64_NVIDIA', fips: 'BOTTLEROCKET_x86_64_NVIDIA_FIPS' },
  AL2023_ARM_64_NVIDIA: { usual: 'BOTTLEROCKET_ARM_64_NVIDIA', fips: 'BOTTLEROCKET_ARM_64_NVIDIA_FIPS' },
  AL2023_x86_64_NEURON: undefined,
};

/**
 * The image with which a system drives the same machines as one of Amazon Linux; `undefined` where it has none.
 * https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-ami-bottlerocket.html
 */
export function amiTypeFor(system: NodeSystem, machine: Al2023AmiType): AmiType | undefined {
  switch (system) {
    case 'al2023':
      return machine;
    case 'bottlerocket':
      return BOTTLEROCKET[machine]?.usual;
    case 'bottlerocket-fips':
      return BOTTLEROCKET[machine]?.fips;
  }
}

/** The system that an image is of. */
export function systemOf(amiType: AmiType): NodeSystem {
  if (isAl2023(amiType)) return 'al2023';
  return amiType.endsWith('FIPS') ? 'bottlerocket-fips' : 'bottlerocket';
}

export function isAl2023(amiType: AmiType): amiType is Al2023AmiType {
  return AL2023_AMI_TYPES.some((each) => each === amiType);
}
