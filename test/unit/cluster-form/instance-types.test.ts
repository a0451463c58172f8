import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import type { InstanceType, ListedInstanceType, Unfitness } from '../../../src/core/ports/aws';
import type { Draft, Field } from '../../../src/core/cluster-form/draft';
import type { DraftFacts } from '../../../src/core/cluster-form/draft-facts';
import { toDraft } from '../../../src/core/cluster-form/to-draft';
import { toSpec, validateDraft } from '../../../src/core/cluster-form/validate';
import { DRAFT, FACTS } from './draft';

const like = (name: string, change: Partial<InstanceType> = {}): InstanceType => ({
  ...{ name, vcpus: 2, memoryMib: 8192, amiType: 'AL2023_x86_64_STANDARD', spot: true },
  ...change,
});
const MANY = Array.from({ length: 20 }, (_, i) => `m${i + 10}.large`);
const TYPES: readonly ListedInstanceType[] = [
  like('m6i.large'),
  like('m6a.large'),
  like('m7g.large', { amiType: 'AL2023_ARM_64_STANDARD' }),
  like('g5.xlarge', { amiType: 'AL2023_x86_64_NVIDIA' }),
  like('inf2.xlarge', { amiType: 'AL2023_x86_64_NEURON' }),
  like('hpc7a.12xlarge', { spot: false }),
  { name: 'a1.large', unfit: 'first-graviton' },
  { name: 'g4ad.xlarge', unfit: 'accelerator' },
  ...MANY.map((name) => like(name)),
];
const KNOWN = { ...FACTS, instanceTypes: TYPES };
const UNKNOWN = { ...FACTS, instanceTypes: undefined };

const DRAFTED: Draft = { ...DRAFT, compute: 'managed', instanceType: 'm6i.large' };
const problem = (field: Field, draft: Partial<Draft>, facts: DraftFacts = KNOWN) =>
  validateDraft({ ...DRAFTED, ...draft }, facts)[field]?.message;

describe('The instance types of a node group', () => {
  const wrong: readonly (readonly [field: Field, what: string, Partial<Draft>, RegExp])[] = [
    [
      'instanceType',
      'a type that no image boots on',
      { instanceType: 'a1.large' },
      /first-generation Graviton/,
    ],
    [
      'instanceType',
      'a type without a driver',
      { instanceType: 'g4ad.xlarge' },
      /driver for the accelerator/,
    ],
    [
      'instanceType',
      'no Spot type',
      { instanceType: 'hpc7a.12xlarge', capacityType: 'SPOT' },
      /Spot Instances/,
    ],
    [
      'otherTypes',
      'another architecture',
      { otherTypes: 'm7g.large' },
      /m7g\.large is arm64, but m6i\.large is x86_64/,
    ],
    ['otherTypes', 'a GPU among others', { otherTypes: 'g5.xlarge' }, /need different node images/],
    [
      'otherTypes',
      'one that no image boots on',
      { otherTypes: 'm6a.large\na1.large' },
      /first-generation Graviton/,
    ],
    ['otherTypes', 'one that is not there', { otherTypes: 'm99.large' }, /cannot be used for nodes here/],
    ['otherTypes', 'no Spot type', { otherTypes: 'hpc7a.12xlarge', capacityType: 'SPOT' }, /Spot Instances/],
    ['otherTypes', 'the first once more', { otherTypes: 'm6a.large, m6i.large' }, /entered twice/],
    ['otherTypes', 'more than EKS takes', { otherTypes: MANY.join('\n') }, /at most 20 instance types/],
    [
      'system',
      'no driver in Bottlerocket',
      { instanceType: 'inf2.xlarge', system: 'bottlerocket' },
      /no driver/,
    ],
  ];
  for (const [field, what, draft, says] of wrong)
    it(`are refused at ${field}: ${what}`, () => match(problem(field, draft) ?? '', says));

  it('are refused by their names where EC2 may not be asked', () => {
    match(problem('otherTypes', { otherTypes: 'm7g.large' }, UNKNOWN) ?? '', /is arm64/);
    match(problem('otherTypes', { otherTypes: '<script>' }, UNKNOWN) ?? '', /cannot be used for nodes here/);
    strictEqual(problem('otherTypes', { otherTypes: 'm99.large' }, UNKNOWN), undefined);
  });

  it('may be twenty, one a line or with commas', () => {
    strictEqual(problem('otherTypes', { otherTypes: MANY.slice(1).join(', ') }), undefined);
  });

  it('do not matter in Auto Mode', () => {
    deepStrictEqual(problem('otherTypes', { compute: 'auto', otherTypes: 'a1.large' }), undefined);
  });

  it('have a reason for each that EC2 gives', () => {
    const all: readonly Unfitness[] = [
      ...(['architecture', 'accelerator', 'first-graviton'] as const),
      ...(['first-generation', 'memory', 'reserved-only'] as const),
    ];
    for (const unfit of all) {
      const facts = { ...KNOWN, instanceTypes: [{ name: 'x9.large', unfit }] };
      match(problem('instanceType', { instanceType: 'x9.large' }, facts) ?? '', /x9\.large/);
    }
  });
});

describe('A spec', () => {
  const spec = (draft: Partial<Draft>) => toSpec({ ...DRAFTED, ...draft }, KNOWN);
  const images: readonly (readonly [type: string, system: Draft['system'], amiType: string])[] = [
    ['m6i.large', 'bottlerocket', 'BOTTLEROCKET_x86_64'],
    ['m7g.large', 'bottlerocket', 'BOTTLEROCKET_ARM_64'],
    ['g5.xlarge', 'bottlerocket', 'BOTTLEROCKET_x86_64_NVIDIA'],
    ['m7g.large', 'bottlerocket-fips', 'BOTTLEROCKET_ARM_64_FIPS'],
    ['g5.xlarge', 'bottlerocket-fips', 'BOTTLEROCKET_x86_64_NVIDIA_FIPS'],
    ['inf2.xlarge', 'al2023', 'AL2023_x86_64_NEURON'],
  ];
  for (const [instanceType, system, amiType] of images)
    it(`has ${amiType} for ${instanceType} with ${system}, and becomes the same draft again`, () => {
      const made = spec({ instanceType, system, otherTypes: '' });
      strictEqual(made.compute.kind === 'managed' && made.compute.amiType, amiType);
      const { roleArn, region, level, writeProfile } = DRAFTED;
      strictEqual(toDraft(made, { roleArn, region, level, writeProfile }).system, system);
    });

  it('has the other types in their order, and hands them back', () => {
    const made = spec({ otherTypes: ' m6a.large,\nm10.large ' });
    deepStrictEqual(made.compute.kind === 'managed' && made.compute.otherTypes, ['m6a.large', 'm10.large']);
    const { roleArn, region, level, writeProfile } = DRAFTED;
    strictEqual(toDraft(made, { roleArn, region, level, writeProfile }).otherTypes, 'm6a.large\nm10.large');
  });
});
