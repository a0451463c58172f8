import type { QuotaCode } from '../ports/aws';
import type { CapacityType } from '../cluster-form/cluster-spec';

/** EC2 counts the vCPUs of all running instances of some families together, those of Spot Instances by themselves. */
interface VcpuQuota {
  /** The letters that names of these families begin with. */
  readonly families: readonly string[];
  readonly codes: { readonly [C in CapacityType]?: string };
}

/**
 * As `aws service-quotas list-service-quotas --service-code ec2` has them: no page of the documentation lists the codes.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-quotas.html
 */
const VCPU_QUOTAS: readonly VcpuQuota[] = [
  { families: ['f'], codes: { ON_DEMAND: 'L-74FC7D96', SPOT: 'L-88CF9481' } },
  { families: ['g', 'gr', 'vt'], codes: { ON_DEMAND: 'L-DB2E81BA', SPOT: 'L-3819A6DF' } },
  { families: ['p'], codes: { ON_DEMAND: 'L-417A185B', SPOT: 'L-7212CCBC' } },
  { families: ['x'], codes: { ON_DEMAND: 'L-7295265B', SPOT: 'L-E3A00192' } },
  { families: ['inf'], codes: { ON_DEMAND: 'L-1945791B', SPOT: 'L-B5D1601B' } },
  { families: ['trn'], codes: { ON_DEMAND: 'L-2C3B7624', SPOT: 'L-6B0D517C' } },
  { families: ['dl'], codes: { ON_DEMAND: 'L-6E869C2A', SPOT: 'L-85EED4F7' } },
  { families: ['hpc'], codes: { ON_DEMAND: 'L-F7808C92' } },
  { families: ['u'], codes: { ON_DEMAND: 'L-43DA4232' } },
  // `im4gn` and `is4gen` are of the family I.
  {
    families: ['a', 'c', 'd', 'h', 'i', 'im', 'is', 'm', 'r', 't', 'z'],
    codes: { ON_DEMAND: 'L-1216C47A', SPOT: 'L-34B43A08' },
  },
];

/** The quota that nodes of this type count against; `undefined` for a family that is newer than this table. */
export function vcpuQuota(instanceType: string, capacityType: CapacityType): QuotaCode | undefined {
  const [family = ''] = /^[a-z]+/.exec(instanceType) ?? [];
  const code = VCPU_QUOTAS.find(({ families }) => families.includes(family))?.codes[capacityType];
  return code === undefined ? undefined : { service: 'ec2', code };
}
