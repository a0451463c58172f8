import { text } from '../input';
import { ServiceError, type Operation, type ServiceResponse } from '../service';
import { filtered } from './filters';
import { INSTANCE_TYPES, type InstanceType } from './instance-types';
import { authorizeEc2, describeOperation, siteOf, SMALL_PAGES } from './listing';
import { pageOf } from './paging';
import type { Region } from './region';

/** Operations on instance types, and where they are offered. */
export const INSTANCE_TYPE_OPERATIONS: Readonly<Record<string, Operation>> = {
  DescribeInstanceTypes: describeOperation<InstanceType>({
    member: 'InstanceTypes',
    items: ({ region }) => INSTANCE_TYPES.filter(({ name }) => zonesOffering(region, name).length > 0),
    pick: {
      parameter: 'InstanceType',
      by: ({ name }) => name,
      missing: (names) =>
        new ServiceError(
          'InvalidInstanceType',
          `The following supplied instance types do not exist: [${names.join(', ')}]`,
        ),
    },
    filters: {
      'instance-type': ({ name }) => name,
      'processor-info.supported-architecture': ({ architecture }) => architecture,
      'current-generation': () => 'true',
      'bare-metal': () => 'false',
      'supported-usage-class': () => ['on-demand', 'spot'],
      'supported-virtualization-type': () => 'hvm',
      'vcpu-info.default-vcpus': ({ vcpus }) => String(vcpus),
      'memory-info.size-in-mib': ({ memoryMib }) => String(memoryMib),
      'burstable-performance-supported': (type) => String(isBurstable(type)),
      hypervisor: () => 'nitro',
    },
    view: describe,
    pages: SMALL_PAGES,
  }),

  DescribeInstanceTypeOfferings: (request) => {
    authorizeEc2(request);
    const { region } = siteOf(request);
    const locationType = text(request.input, 'LocationType') ?? 'region';
    const offerings = region.instanceTypeOfferings.flatMap(({ instanceType, availabilityZones }) =>
      locationsOf(region, locationType, availabilityZones).map((location) => ({ instanceType, location })),
    );
    const found = filtered(offerings, request.input, {
      'instance-type': ({ instanceType }) => instanceType,
      location: ({ location }) => location,
    });
    const views = found.map(({ instanceType, location }) => ({
      InstanceType: instanceType,
      LocationType: locationType,
      Location: location,
    }));
    return pageOf(views, 'InstanceTypeOfferings', request.input, { smallest: 5, largest: 100 });
  },
};

/** Zones of a region in which EC2 offers a type. */
export function zonesOffering(region: Region, instanceType: string): readonly string[] {
  const offering = region.instanceTypeOfferings.find((each) => each.instanceType === instanceType);
  return offering?.availabilityZones ?? [];
}

function locationsOf(region: Region, locationType: string, zones: readonly string[]): readonly string[] {
  switch (locationType) {
    case 'region':
      return [region.name];
    case 'availability-zone':
      return zones;
    case 'availability-zone-id':
      return region.availabilityZones.filter(({ name }) => zones.includes(name)).map(({ id }) => id);
    default:
      throw new ServiceError(
        'InvalidParameterValue',
        `Value (${locationType}) for parameter locationType is invalid.`,
      );
  }
}

function describe(type: InstanceType): ServiceResponse {
  const threadsPerCore = type.architecture === 'arm64' ? 1 : 2;
  return {
    InstanceType: type.name,
    CurrentGeneration: true,
    FreeTierEligible: type.name === 't3.micro',
    SupportedUsageClasses: ['on-demand', 'spot'],
    SupportedRootDeviceTypes: ['ebs'],
    SupportedVirtualizationTypes: ['hvm'],
    BareMetal: false,
    Hypervisor: 'nitro',
    ProcessorInfo: {
      SupportedArchitectures: [type.architecture],
      SustainedClockSpeedInGhz: type.clock,
      Manufacturer: type.architecture === 'arm64' ? 'AWS' : 'Intel',
    },
    SupportedBootModes: type.architecture === 'arm64' ? ['uefi'] : ['legacy-bios', 'uefi'],
    VCpuInfo: {
      DefaultVCpus: type.vcpus,
      DefaultCores: type.vcpus / threadsPerCore,
      DefaultThreadsPerCore: threadsPerCore,
    },
    MemoryInfo: { SizeInMiB: type.memoryMib },
    InstanceStorageSupported: false,
    NetworkInfo: {
      NetworkPerformance: type.network,
      MaximumNetworkInterfaces: type.maxInterfaces,
      MaximumNetworkCards: 1,
      DefaultNetworkCardIndex: 0,
      NetworkCards: [
        {
          NetworkCardIndex: 0,
          NetworkPerformance: type.network,
          MaximumNetworkInterfaces: type.maxInterfaces,
        },
      ],
      Ipv4AddressesPerInterface: type.addressesPerInterface,
      Ipv6AddressesPerInterface: type.addressesPerInterface,
      Ipv6Supported: true,
      EnaSupport: 'required',
    },
    BurstablePerformanceSupported: isBurstable(type),
    HibernationSupported: false,
    DedicatedHostsSupported: false,
    AutoRecoverySupported: true,
    ...acceleratorMembers(type),
  };
}

function acceleratorMembers({ accelerator }: InstanceType): ServiceResponse {
  switch (accelerator.kind) {
    case 'none':
      return {};
    case 'GPU': {
      const { maker, model, memoryMib } = accelerator;
      const gpu = { Name: model, Manufacturer: maker, Count: 1, MemoryInfo: { SizeInMiB: memoryMib } };
      return { GpuInfo: { Gpus: [gpu], TotalGpuMemoryInMiB: memoryMib } };
    }
    case 'Neuron': {
      const { model, memoryMib } = accelerator;
      const device = { Name: model, Count: 1, MemoryInfo: { SizeInMiB: memoryMib } };
      return { NeuronInfo: { NeuronDevices: [device], TotalNeuronDeviceMemoryInMiB: memoryMib } };
    }
  }
}

function isBurstable({ name }: InstanceType): boolean {
  return name.startsWith('t');
}
