import type { AmiType } from './cluster-spec';

/**
 * The AMI type that goes with an instance type, from its name alone: for when the role may not describe instance types.
 * After the generation number, `g` means Graviton and `n` network-optimised; GPU and Neuron are families of their own.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
export function amiTypeByName(instanceType: string): AmiType {
  const [, family = '', options = ''] = /^([a-z]+)\d*([a-z]*)/.exec(instanceType) ?? [];
  const isGraviton = options.startsWith('g') || instanceType.startsWith('a1.');
  if (family === 'inf' || family === 'trn') return 'AL2023_x86_64_NEURON';
  if (family === 'g' || family === 'p')
    return isGraviton || options.includes('-gb') ? 'AL2023_ARM_64_NVIDIA' : 'AL2023_x86_64_NVIDIA';
  return isGraviton ? 'AL2023_ARM_64_STANDARD' : 'AL2023_x86_64_STANDARD';
}
