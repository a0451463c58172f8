import type { InstanceTypeInfo } from '@aws-sdk/client-ec2';
import type { Unfitness } from '../core/ports/aws';
import type { Al2023AmiType } from '../core/cluster-form/cluster-spec';

/** The image of Amazon Linux that drives an instance type, or why none does. */
export type Judgement =
  { readonly amiType: Al2023AmiType; readonly unfit?: undefined } | { readonly unfit: Unfitness };

/** Below this the system's own pods leave no room: nano and micro types. */
const LEAST_MEMORY_MIB = 2048;

/** Judges an instance type by nothing but what EC2 says of it: names of families to come are not known. */
export function judge(info: InstanceTypeInfo): Judgement {
  const architecture = architectureOf(info);
  if (!architecture) return { unfit: 'architecture' };
  const amiType = AMI_TYPES[architecture][acceleratorOf(info)];
  if (!amiType) return { unfit: 'accelerator' };
  const unfit = UNFIT.find(([, isSo]) => isSo(info))?.[0];
  return unfit === undefined ? { amiType } : { unfit };
}

/**
 * EC2 names no instruction set. Of AWS's processors the first Graviton alone runs at less than 2.5 GHz; Amazon Linux 2023
 * does not boot on it, and Bottlerocket is not known to.
 * https://github.com/amazonlinux/amazon-linux-2023/issues/50
 */
const GRAVITON2_GHZ = 2.5;

const UNFIT: readonly (readonly [Unfitness, (info: InstanceTypeInfo) => boolean])[] = [
  [
    'first-graviton',
    (info) =>
      architectureOf(info) === 'arm64' &&
      (info.ProcessorInfo?.SustainedClockSpeedInGhz ?? GRAVITON2_GHZ) < GRAVITON2_GHZ,
  ],
  // EKS takes none of the oldest types (m1, c1, t1, …). That being able to run paravirtual is what sets them apart is
  // unverified: it is read off EC2's own list.
  ['first-generation', (info) => info.SupportedVirtualizationTypes?.includes('paravirtual') ?? false],
  ['memory', (info) => (info.MemoryInfo?.SizeInMiB ?? 0) < LEAST_MEMORY_MIB],
  [
    'reserved-only',
    ({ SupportedUsageClasses: classes }) =>
      classes !== undefined && !classes.includes('on-demand') && !classes.includes('spot'),
  ],
];

type Accelerator = 'none' | 'nvidia' | 'neuron' | 'other';

/** AMD's GPUs and Intel's Gaudi have no image of EKS. */
const AMI_TYPES: Readonly<Record<'x86_64' | 'arm64', Readonly<Partial<Record<Accelerator, Al2023AmiType>>>>> =
  {
    x86_64: {
      none: 'AL2023_x86_64_STANDARD',
      nvidia: 'AL2023_x86_64_NVIDIA',
      neuron: 'AL2023_x86_64_NEURON',
    },
    arm64: { none: 'AL2023_ARM_64_STANDARD', nvidia: 'AL2023_ARM_64_NVIDIA' },
  };

/** macOS has neither. */
function architectureOf({ ProcessorInfo: processor }: InstanceTypeInfo): 'x86_64' | 'arm64' | undefined {
  const architectures = processor?.SupportedArchitectures ?? [];
  return (['x86_64', 'arm64'] as const).find((each) => architectures.includes(each));
}

/**
 * NVIDIA's driver for these ended with release 470, which no image has.
 * https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-ami.html
 */
const OLD_GPUS = ['K80', 'K520', 'GRID K520'];

function acceleratorOf(info: InstanceTypeInfo): Accelerator {
  const gpu = info.GpuInfo?.Gpus?.[0];
  if (gpu) return gpu.Manufacturer === 'NVIDIA' && !OLD_GPUS.includes(gpu.Name ?? '') ? 'nvidia' : 'other';
  // Inferentia came as an inference accelerator before EC2 had a word for Neuron devices.
  const inference = info.InferenceAcceleratorInfo?.Accelerators?.[0]?.Manufacturer;
  if (info.NeuronInfo || inference === 'AWS') return 'neuron';
  return inference ? 'other' : 'none';
}
