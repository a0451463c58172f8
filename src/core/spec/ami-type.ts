import type { AmiType } from './cluster-spec';

/**
 * The AMI type that goes with an instance type, from its name alone: for when the role may not describe instance types.
 * A `g` after the generation means Graviton, and `-gb` a Grace Blackwell; GPU and Neuron are families of their own.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
export function amiTypeByName(instanceType: string): AmiType {
  const isArm = /^([a-z]+\d+g|a1\.|[a-z0-9]+-gb)/.test(instanceType);
  if (/^(inf|trn)\d/.test(instanceType)) return 'AL2023_x86_64_NEURON';
  if (/^(g|gr|p)\d/.test(instanceType)) return isArm ? 'AL2023_ARM_64_NVIDIA' : 'AL2023_x86_64_NVIDIA';
  return isArm ? 'AL2023_ARM_64_STANDARD' : 'AL2023_x86_64_STANDARD';
}

export function architectureOf(amiType: AmiType): 'arm64' | 'x86_64' {
  return amiType.includes('ARM') ? 'arm64' : 'x86_64';
}
