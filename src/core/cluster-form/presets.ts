import type { InstanceType } from '../ports/aws';
import type { Draft } from './draft';
import type { DraftFacts } from './draft-facts';
import { forNodes } from './instance-types';
import { subnetsAcross } from './subnet-choice';

/** Settings that go together, for who would rather begin with some than with none. */
export const PRESETS = ['development', 'production', 'auto'] as const;
export type Preset = (typeof PRESETS)[number];

/** What is the user's own to say. */
type Own = 'roleArn' | 'region' | 'name' | 'environmentScope' | 'serviceRoleArn' | 'vpcId' | 'level';
export type PresetValues = Partial<Omit<Draft, Own>>;

interface PresetRow {
  readonly values: PresetValues;
  readonly machine?: Machine;
  /** In how many Availability Zones. */
  readonly subnetsIn?: number;
}

interface Machine {
  /** The first that the region offers. */
  readonly usual: readonly string[];
  /** What another one needs where the region offers none of those. */
  readonly leastMemoryMib: number;
}

const ROWS: { readonly [P in Preset]: PresetRow } = {
  development: {
    values: {
      compute: 'managed',
      nodeCount: '2',
      minNodes: '',
      maxNodes: '',
      endpointAccess: 'public-and-private',
      logTypes: [],
      deletionProtection: false,
    },
    machine: { usual: ['t3.medium', 't3a.medium', 't4g.medium'], leastMemoryMib: 4096 },
  },
  production: {
    values: {
      compute: 'managed',
      nodeCount: '3',
      minNodes: '',
      maxNodes: '',
      capacityType: 'ON_DEMAND',
      endpointAccess: 'private',
      logTypes: ['api', 'audit', 'authenticator'],
      deletionProtection: true,
    },
    machine: { usual: ['m6i.large', 'm5.large', 'm7i.large'], leastMemoryMib: 8192 },
    subnetsIn: 3,
  },
  // Of all else there is nothing that goes with it: it can be chosen on top of either of the others.
  auto: { values: { compute: 'auto' } },
};

/** What a preset fills in, as far as the account has it. */
export function presetValues(preset: Preset, { instanceTypes, subnets }: DraftFacts): PresetValues {
  const { values, machine, subnetsIn } = ROWS[preset];
  const instanceType = machine && offered(machine, instanceTypes && forNodes(instanceTypes));
  const subnetIds = subnetsIn === undefined ? [] : subnetsAcross(subnetsIn, subnets ?? []);
  return {
    ...values,
    ...(instanceType !== undefined && { instanceType, otherTypes: '' }),
    ...(subnetIds.length > 0 && { subnetIds }),
  };
}

/** How many Availability Zones the preset wants subnets in; `undefined` where it leaves them alone. */
export function zonesOf(preset: Preset): number | undefined {
  return ROWS[preset].subnetsIn;
}

/** Where the role may not list them, the first of the usual ones is as good as any. */
function offered(
  { usual, leastMemoryMib }: Machine,
  instanceTypes: readonly InstanceType[] | undefined,
): string | undefined {
  if (!instanceTypes) return usual[0];
  const isOffered = (name: string) => instanceTypes.some((type) => type.name === name);
  return usual.find(isOffered) ?? smallest(instanceTypes, leastMemoryMib)?.name;
}

function smallest(instanceTypes: readonly InstanceType[], leastMemoryMib: number): InstanceType | undefined {
  const fitting = instanceTypes.filter(
    ({ amiType, memoryMib, vcpus }) =>
      amiType.endsWith('_STANDARD') && memoryMib >= leastMemoryMib && vcpus >= 2,
  );
  return fitting.toSorted((a, b) => a.memoryMib - b.memoryMib || a.vcpus - b.vcpus)[0];
}
