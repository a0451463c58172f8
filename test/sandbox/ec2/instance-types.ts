/** An instance type, as far as anybody here asks. */
export interface InstanceType {
  readonly name: string;
  readonly architecture: 'x86_64' | 'arm64';
  readonly vcpus: number;
  readonly memoryMib: number;
  readonly network: string;
  readonly maxInterfaces: number;
  readonly addressesPerInterface: number;
  readonly accelerator: Accelerator;
  /** GHz, sustained. */
  readonly clock: number;
}

type Accelerator =
  | { readonly kind: 'none' }
  | { readonly kind: 'GPU'; readonly maker: string; readonly model: string; readonly memoryMib: number }
  | { readonly kind: 'Neuron'; readonly model: string; readonly memoryMib: number };

/** Sizes of most families: vCPUs, network interfaces, IPv4 addresses on each. */
const SIZES = {
  large: [2, 3, 10],
  xlarge: [4, 4, 15],
  '2xlarge': [8, 4, 15],
  '4xlarge': [16, 8, 30],
} as const;

/** Sizes of burstable families: vCPUs, GiB, network interfaces, IPv4 addresses on each. */
const BURSTABLE_SIZES = {
  nano: [2, 0.5, 2, 2],
  micro: [2, 1, 2, 2],
  small: [2, 2, 3, 4],
  medium: [2, 4, 3, 6],
  large: [2, 8, 3, 12],
  xlarge: [4, 16, 4, 15],
} as const;

const GIB = 1024;
const NONE: Accelerator = { kind: 'none' };

/** Types of one family in the usual sizes; memory is in proportion to vCPUs. */
function family(
  name: string,
  settings: Pick<InstanceType, 'architecture' | 'clock' | 'network'> & { readonly gibPerVcpu: number },
): readonly InstanceType[] {
  return Object.entries(SIZES).map(([size, [vcpus, maxInterfaces, addressesPerInterface]]) => ({
    name: `${name}.${size}`,
    architecture: settings.architecture,
    vcpus,
    memoryMib: vcpus * settings.gibPerVcpu * GIB,
    network: settings.network,
    clock: settings.clock,
    maxInterfaces,
    addressesPerInterface,
    accelerator: NONE,
  }));
}

function burstableFamily(name: string, architecture: InstanceType['architecture']): readonly InstanceType[] {
  return Object.entries(BURSTABLE_SIZES).map(
    ([size, [vcpus, gib, maxInterfaces, addressesPerInterface]]) => ({
      name: `${name}.${size}`,
      architecture,
      vcpus,
      memoryMib: gib * GIB,
      network: 'Up to 5 Gigabit',
      clock: 2.5,
      maxInterfaces,
      addressesPerInterface,
      accelerator: NONE,
    }),
  );
}

function accelerated(
  name: string,
  accelerator: Accelerator,
  type: Omit<InstanceType, 'name' | 'accelerator' | 'clock'>,
): InstanceType {
  return { name, accelerator, clock: 2.5, ...type };
}

const FOUR_INTERFACES = { maxInterfaces: 4, addressesPerInterface: 15 };

const UP_TO_10 = 'Up to 10 Gigabit';
const UP_TO_12_5 = 'Up to 12.5 Gigabit';
const T4: Accelerator = { kind: 'GPU', maker: 'NVIDIA', model: 'T4', memoryMib: 16 * GIB };
const A10G: Accelerator = { kind: 'GPU', maker: 'NVIDIA', model: 'A10G', memoryMib: 22_888 };
const T4G: Accelerator = { kind: 'GPU', maker: 'NVIDIA', model: 'T4g', memoryMib: 16 * GIB };
const V520: Accelerator = { kind: 'GPU', maker: 'AMD', model: 'Radeon Pro V520', memoryMib: 8 * GIB };
const INFERENTIA: Accelerator = { kind: 'Neuron', model: 'Inferentia2', memoryMib: 32 * GIB };

/** What ec2:DescribeInstanceTypes says of these types; fewer than AWS has, of every kind that matters to nodes. */
export const INSTANCE_TYPES: readonly InstanceType[] = [
  ...burstableFamily('t3', 'x86_64'),
  ...burstableFamily('t4g', 'arm64'),
  ...family('m5', { clock: 3.1, architecture: 'x86_64', gibPerVcpu: 4, network: UP_TO_10 }),
  ...family('m6i', { clock: 3.5, architecture: 'x86_64', gibPerVcpu: 4, network: UP_TO_12_5 }),
  ...family('m7g', { clock: 2.6, architecture: 'arm64', gibPerVcpu: 4, network: UP_TO_12_5 }),
  ...family('c6i', { clock: 3.5, architecture: 'x86_64', gibPerVcpu: 2, network: UP_TO_12_5 }),
  ...family('c7g', { clock: 2.6, architecture: 'arm64', gibPerVcpu: 2, network: UP_TO_12_5 }),
  // Neither can be a node: Graviton of the first generation, and a GPU for which no image has a driver.
  ...family('a1', { clock: 2.3, architecture: 'arm64', gibPerVcpu: 2, network: UP_TO_10 }),
  accelerated('g4ad.xlarge', V520, {
    architecture: 'x86_64',
    vcpus: 4,
    memoryMib: 16 * GIB,
    network: UP_TO_10,
    ...FOUR_INTERFACES,
  }),
  ...family('r6i', { clock: 3.5, architecture: 'x86_64', gibPerVcpu: 8, network: UP_TO_12_5 }),
  accelerated('g4dn.xlarge', T4, {
    architecture: 'x86_64',
    vcpus: 4,
    memoryMib: 16 * GIB,
    network: 'Up to 25 Gigabit',
    maxInterfaces: 3,
    addressesPerInterface: 10,
  }),
  accelerated('g5.xlarge', A10G, {
    architecture: 'x86_64',
    vcpus: 4,
    memoryMib: 16 * GIB,
    network: UP_TO_10,
    ...FOUR_INTERFACES,
  }),
  accelerated('g5.2xlarge', A10G, {
    architecture: 'x86_64',
    vcpus: 8,
    memoryMib: 32 * GIB,
    network: UP_TO_10,
    ...FOUR_INTERFACES,
  }),
  accelerated('g5g.xlarge', T4G, {
    architecture: 'arm64',
    vcpus: 4,
    memoryMib: 8 * GIB,
    network: UP_TO_10,
    ...FOUR_INTERFACES,
  }),
  accelerated('inf2.xlarge', INFERENTIA, {
    architecture: 'x86_64',
    vcpus: 4,
    memoryMib: 16 * GIB,
    network: 'Up to 15 Gigabit',
    ...FOUR_INTERFACES,
  }),
].toSorted((left, right) => (left.name < right.name ? -1 : 1));
