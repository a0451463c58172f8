import type { InstanceTypeInfo } from '@aws-sdk/client-ec2';

/** GPUs and AWS's own accelerators in words: `1 × NVIDIA T4`; `undefined` where there are none. */
export function describeAccelerators(info: InstanceTypeInfo): string | undefined {
  const words = [...gpus(info), ...neuronDevices(info)].map(({ count, name }) => `${count} × ${name}`);
  return words.length > 0 ? words.join(', ') : undefined;
}

interface Accelerators {
  readonly count: number;
  readonly name: string;
}

/** Some types have only a part of one, such as an eighth: EC2 then counts none, but one that is logical. */
function gpus({ GpuInfo: info }: InstanceTypeInfo): readonly Accelerators[] {
  return (info?.Gpus ?? []).map((gpu) => ({
    count: gpu.Count || (gpu.LogicalGpuCount ?? 1) * (gpu.GpuPartitionSize ?? 1),
    name: [gpu.Manufacturer, gpu.Name].join(' '),
  }));
}

/** Inferentia came as an inference accelerator before EC2 had a word for Neuron devices, and may be listed as both. */
function neuronDevices({ NeuronInfo, InferenceAcceleratorInfo }: InstanceTypeInfo): readonly Accelerators[] {
  const devices = NeuronInfo?.NeuronDevices ?? InferenceAcceleratorInfo?.Accelerators ?? [];
  return devices.map(({ Count: count = 1, Name: name = '' }) => ({ count, name: `AWS ${name}` }));
}
