import { deepStrictEqual } from 'node:assert/strict';
import type { InstanceType } from '../../../src/core/ports/aws';
import { indexInstanceTypes, searchInstanceTypes } from '../../../webview/state/instance-search';

const ZONES = ['eu-central-1a', 'eu-central-1b'];

const TYPES: readonly InstanceType[] = [
  {
    name: 'm5.large',
    vcpus: 2,
    memoryMib: 8192,
    amiType: 'AL2023_x86_64_STANDARD',
    maxPods: 29,
    zones: ZONES,
  },
  { name: 'm6i.xlarge', vcpus: 4, memoryMib: 16_384, amiType: 'AL2023_x86_64_STANDARD', maxPods: 58 },
  { name: 'm6i.2xlarge', vcpus: 8, memoryMib: 32_768, amiType: 'AL2023_x86_64_STANDARD', maxPods: 58 },
  { name: 'c7g.xlarge', vcpus: 4, memoryMib: 8192, amiType: 'AL2023_ARM_64_STANDARD', maxPods: 58 },
  {
    ...{ name: 'g5g.xlarge', vcpus: 4, memoryMib: 8192, amiType: 'AL2023_ARM_64_NVIDIA' },
    ...{ gpu: '1 × NVIDIA T4g', maxPods: 58, zones: ['eu-central-1b'] },
  },
  {
    name: 'inf2.xlarge',
    vcpus: 4,
    memoryMib: 16_384,
    amiType: 'AL2023_x86_64_NEURON',
    gpu: '1 × AWS Inferentia2',
  },
];

/** What people type, and which types that finds. */
const SEARCHES: Readonly<Record<string, readonly string[]>> = {
  '': TYPES.map(({ name }) => name),
  m6i: ['m6i.xlarge', 'm6i.2xlarge'],
  'M6I.X': ['m6i.xlarge'],
  xlarge: ['m6i.xlarge', 'c7g.xlarge', 'g5g.xlarge', 'inf2.xlarge'],
  '2xlarge': ['m6i.2xlarge'],
  arm: ['c7g.xlarge', 'g5g.xlarge'],
  graviton: ['c7g.xlarge', 'g5g.xlarge'],
  'amd64 8 vcpu': ['m6i.2xlarge'],
  gpu: ['g5g.xlarge'],
  'nvidia t4g': ['g5g.xlarge'],
  inferentia: ['inf2.xlarge'],
  neuron: ['inf2.xlarge'],
  'arm 4 vcpu gpu': ['g5g.xlarge'],
  'gpu, 4vcpu, arm': ['g5g.xlarge'],
  '4 v': ['m6i.xlarge', 'c7g.xlarge', 'g5g.xlarge', 'inf2.xlarge'],
  '32 gib': ['m6i.2xlarge'],
  '16gb': ['m6i.xlarge', 'inf2.xlarge'],
  '8': ['m5.large', 'm6i.2xlarge', 'c7g.xlarge', 'g5g.xlarge'],
  'large 2 vcpu, 8 gib': ['m5.large'],
  'm6i 8': ['m6i.2xlarge'],
  'c7 gpu': [],
  '50 pods': ['m6i.xlarge', 'm6i.2xlarge', 'c7g.xlarge', 'g5g.xlarge'],
  'eu-central-1a': ['m5.large'],
  'arm 64 vcpu': [],
  '(.*)': [],
};

describe('Searching instance types', () => {
  const index = indexInstanceTypes(TYPES);

  for (const [query, names] of Object.entries(SEARCHES)) {
    it(`by “${query}” finds ${names.join(', ') || 'nothing'}`, () => {
      deepStrictEqual(
        searchInstanceTypes(index, query).map(({ name }) => name),
        names,
      );
    });
  }

  it('knows all zones that offer any of them', () => {
    deepStrictEqual(index.zones, ZONES);
  });
});
