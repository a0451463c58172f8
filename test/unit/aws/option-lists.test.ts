import assert from 'node:assert/strict';
import { amiTypeOf } from '../../../src/aws/instance-types';

describe('an instance type', () => {
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
    'g4ad.xlarge, whose GPU is AMD’s': [{ ...x86, ...gpu('AMD') }, undefined],
    'dl2q.24xlarge, whose accelerator is Qualcomm’s': [{ ...x86, ...inference('Qualcomm') }, undefined],
    'mac2.metal': [{ ProcessorInfo: { SupportedArchitectures: ['arm64_mac' as const] } }, undefined],
  } as const;
  for (const [name, [info, amiType]] of Object.entries(table)) {
    it(`${name} ${amiType ? `runs ${amiType}` : 'is left out'}`, () => {
      assert.equal(amiTypeOf(info as Parameters<typeof amiTypeOf>[0]), amiType);
    });
  }
});
