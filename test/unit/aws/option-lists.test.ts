import type { InstanceTypeInfo } from '@aws-sdk/client-ec2';
import assert from 'node:assert/strict';
import { judge } from '../../../src/aws/machine';

describe('an instance type', () => {
  const MEMORY = { MemoryInfo: { SizeInMiB: 8192 } };
  const x86 = { ProcessorInfo: { SupportedArchitectures: ['x86_64' as const] } };
  const arm = { ProcessorInfo: { SupportedArchitectures: ['arm64' as const] } };
  const gpu = (manufacturer: string) => ({ GpuInfo: { Gpus: [{ Manufacturer: manufacturer }] } });
  const inference = (manufacturer: string) => ({
    InferenceAcceleratorInfo: { Accelerators: [{ Manufacturer: manufacturer }] },
  });

  const table = {
    'm5.large': [x86, 'AL2023_x86_64_STANDARD'],
    'm7g.large': [arm, 'AL2023_ARM_64_STANDARD'],
    't2.medium, which also runs i386': [
      { ProcessorInfo: { SupportedArchitectures: ['i386' as const, 'x86_64' as const] } },
      'AL2023_x86_64_STANDARD',
    ],
    'g5.xlarge': [{ ...x86, ...gpu('NVIDIA') }, 'AL2023_x86_64_NVIDIA'],
    'g5g.xlarge': [{ ...arm, ...gpu('NVIDIA') }, 'AL2023_ARM_64_NVIDIA'],
    'trn1.2xlarge': [{ ...x86, NeuronInfo: {} }, 'AL2023_x86_64_NEURON'],
    'inf1.xlarge': [{ ...x86, ...inference('AWS') }, 'AL2023_x86_64_NEURON'],
    'c7g.large, of the third Graviton': [
      { ProcessorInfo: { SupportedArchitectures: ['arm64' as const], SustainedClockSpeedInGhz: 2.6 } },
      'AL2023_ARM_64_STANDARD',
    ],
    'g4ad.xlarge, whose GPU is AMD’s': [{ ...x86, ...gpu('AMD') }, 'accelerator'],
    'p2.xlarge, whose GPU no driver of today knows': [
      { ...x86, GpuInfo: { Gpus: [{ Manufacturer: 'NVIDIA', Name: 'K80' }] } },
      'accelerator',
    ],
    'dl2q.24xlarge, whose accelerator is Qualcomm’s': [{ ...x86, ...inference('Qualcomm') }, 'accelerator'],
    'mac2.metal': [{ ProcessorInfo: { SupportedArchitectures: ['arm64_mac' as const] } }, 'architecture'],
    'a1.metal': [
      {
        BareMetal: true,
        ProcessorInfo: { SupportedArchitectures: ['arm64' as const], SustainedClockSpeedInGhz: 2.3 },
      },
      'first-graviton',
    ],
    'c3.large, which can run paravirtual': [
      { ...x86, SupportedVirtualizationTypes: ['hvm' as const, 'paravirtual' as const] },
      'first-generation',
    ],
    't3.micro, with 1 GiB': [{ ...x86, MemoryInfo: { SizeInMiB: 1024 } }, 'memory'],
    'p6e-gb200.36xlarge, which has to be reserved': [
      { ...arm, ...gpu('NVIDIA'), SupportedUsageClasses: ['capacity-block' as const] },
      'reserved-only',
    ],
  } as const;
  for (const [name, [info, expected]] of Object.entries(table)) {
    it(`${name}: ${expected}`, () => {
      const { amiType, unfit } = { amiType: undefined, ...judge({ ...MEMORY, ...info } as InstanceTypeInfo) };
      assert.equal(amiType ?? unfit, expected);
    });
  }
});
