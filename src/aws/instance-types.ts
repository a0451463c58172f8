import {
  DescribeInstanceTypesCommand,
  paginateDescribeInstanceTypes,
  type _InstanceType,
  type EC2Client,
  type InstanceTypeInfo,
} from '@aws-sdk/client-ec2';
import type { InstanceType } from '../core/ports/aws';
import type { AmiType } from '../core/spec/cluster-spec';
import { describeAccelerators } from './accelerators';
import type { SendOptions } from './call';
import { zonesByInstanceType } from './instance-type-zones';
import { maxPods } from './max-pods';
import { byName, collect } from './pages';
import { ifTold } from './side-read';

/** Below this the system's own pods leave no room: nano and micro types. */
const LEAST_MEMORY_MIB = 2048;

/** The instance types of the region that an EKS node group may have, by name; zones where the role may ask for them. */
export async function instanceTypes(client: EC2Client, send: SendOptions): Promise<readonly InstanceType[]> {
  // No filter by generation: EC2 counts m5 and c5 among the previous ones, and clusters run on them all the same.
  const [found, zones] = await Promise.all([
    collect(paginateDescribeInstanceTypes({ client, pageSize: 100 }, {}, send), (page) => page.InstanceTypes),
    ifTold(zonesByInstanceType(client, send)),
  ]);
  const usable = found.flatMap(usableType).sort((a, b) => byName(a.name, b.name));
  return zones ? usable.flatMap((type) => offeredSomewhere(type, zones.get(type.name))) : usable;
}

function offeredSomewhere(type: InstanceType, zones: readonly string[] = []): readonly InstanceType[] {
  return zones.length > 0 ? [{ ...type, zones }] : [];
}

/** As many as EC2 counts against its quotas. */
export async function vcpus(client: EC2Client, instanceType: string, send: SendOptions): Promise<number> {
  // The SDK lists the types that there were when it was made.
  const command = new DescribeInstanceTypesCommand({ InstanceTypes: [instanceType as _InstanceType] });
  const { InstanceTypes: [found] = [] } = await client.send(command, send);
  return found?.VCpuInfo?.DefaultVCpus ?? 0;
}

function usableType(info: InstanceTypeInfo): InstanceType[] {
  const { InstanceType: name, VCpuInfo: cpu, MemoryInfo: memory } = info;
  const memoryMib = memory?.SizeInMiB ?? 0;
  const amiType = amiTypeOf(info);
  if (!name || !amiType || memoryMib < LEAST_MEMORY_MIB || isFirstGeneration(info)) return [];
  return [
    {
      name,
      vcpus: cpu?.DefaultVCpus ?? 0,
      memoryMib,
      amiType,
      gpu: describeAccelerators(info),
      maxPods: maxPods(info),
    },
  ];
}

/**
 * EKS takes none of the oldest types (m1, c1, t1, …). That being able to run paravirtual is what sets them apart is
 * unverified: it is read off EC2's own list.
 */
function isFirstGeneration({ SupportedVirtualizationTypes: virtualization }: InstanceTypeInfo): boolean {
  return virtualization?.includes('paravirtual') ?? false;
}

type Accelerator = 'none' | 'nvidia' | 'neuron' | 'other';

/** macOS has neither architecture; AMD's GPUs and Intel's Gaudi have no AMI of EKS. */
const AMI_TYPE: Readonly<Record<'x86_64' | 'arm64', Readonly<Partial<Record<Accelerator, AmiType>>>>> = {
  x86_64: {
    none: 'AL2023_x86_64_STANDARD',
    nvidia: 'AL2023_x86_64_NVIDIA',
    neuron: 'AL2023_x86_64_NEURON',
  },
  arm64: { none: 'AL2023_ARM_64_STANDARD', nvidia: 'AL2023_ARM_64_NVIDIA' },
};

/** The AMI that drives what the type has; `undefined` where EKS offers none. */
export function amiTypeOf(info: InstanceTypeInfo): AmiType | undefined {
  const architectures = info.ProcessorInfo?.SupportedArchitectures ?? [];
  const architecture = (['x86_64', 'arm64'] as const).find((each) => architectures.includes(each));
  return architecture && AMI_TYPE[architecture][acceleratorOf(info)];
}

function acceleratorOf(info: InstanceTypeInfo): Accelerator {
  const gpu = info.GpuInfo?.Gpus?.[0]?.Manufacturer;
  if (gpu) return gpu === 'NVIDIA' ? 'nvidia' : 'other';
  // Inferentia came as an inference accelerator before EC2 had a word for Neuron devices.
  const inference = info.InferenceAcceleratorInfo?.Accelerators?.[0]?.Manufacturer;
  if (info.NeuronInfo || inference === 'AWS') return 'neuron';
  return inference ? 'other' : 'none';
}
