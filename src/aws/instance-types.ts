import {
  DescribeInstanceTypesCommand,
  paginateDescribeInstanceTypes,
  type _InstanceType,
  type EC2Client,
  type InstanceTypeInfo,
} from '@aws-sdk/client-ec2';
import type { InstanceType, ListedInstanceType } from '../core/ports/aws';
import type { Al2023AmiType } from '../core/cluster-form/cluster-spec';
import { describeAccelerators } from './accelerators';
import type { RequestOptions } from './request';
import { zonesByInstanceType } from './instance-type-zones';
import { judge } from './machine';
import { maxPods } from './max-pods';
import { byName, collect } from './pages';
import { orUndefined } from './optional-read';

/**
 * The instance types of the region by name, with the zones where the role may ask for them, or why no node can be one.
 */
export async function instanceTypes(
  client: EC2Client,
  options: RequestOptions,
): Promise<readonly ListedInstanceType[]> {
  // No filter by generation: EC2 counts m5 and c5 among the previous ones, although clusters run on them well.
  const [found, zones] = await Promise.all([
    collect(
      paginateDescribeInstanceTypes({ client, pageSize: 100 }, {}, options),
      (page) => page.InstanceTypes,
    ),
    orUndefined(zonesByInstanceType(client, options)),
  ]);
  const types = found.flatMap(listed).sort((a, b) => byName(a.name, b.name));
  return zones ? types.flatMap((type) => offeredSomewhere(type, zones.get(type.name))) : types;
}

function offeredSomewhere(
  type: ListedInstanceType,
  zones: readonly string[] = [],
): readonly ListedInstanceType[] {
  if (zones.length === 0) return [];
  return [type.unfit === undefined ? { ...type, zones } : type];
}

/** As many as EC2 counts against its quotas. */
export async function vcpus(
  client: EC2Client,
  instanceType: string,
  options: RequestOptions,
): Promise<number> {
  // The SDK lists the types that there were when it was made.
  const command = new DescribeInstanceTypesCommand({ InstanceTypes: [instanceType as _InstanceType] });
  const { InstanceTypes: [found] = [] } = await client.send(command, options);
  return found?.VCpuInfo?.DefaultVCpus ?? 0;
}

function listed(info: InstanceTypeInfo): readonly ListedInstanceType[] {
  const { InstanceType: name } = info;
  if (!name) return [];
  const machine = judge(info);
  return [
    machine.unfit === undefined ? describe(name, machine.amiType, info) : { name, unfit: machine.unfit },
  ];
}

function describe(name: string, amiType: Al2023AmiType, info: InstanceTypeInfo): InstanceType {
  return {
    name,
    vcpus: info.VCpuInfo?.DefaultVCpus ?? 0,
    memoryMib: info.MemoryInfo?.SizeInMiB ?? 0,
    amiType,
    gpu: describeAccelerators(info),
    maxPods: maxPods(info),
    spot: info.SupportedUsageClasses?.includes('spot'),
  };
}
