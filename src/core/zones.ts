import type { Subnet } from './ports/aws';

/**
 * Zones without EKS control planes, by ID: the letter of a zone differs from account to account.
 * https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 */
const WITHOUT_EKS: readonly string[] = ['use1-az3', 'usw1-az2', 'cac1-az3'];

/**
 * Whether a cluster may have the subnet, going by its zone. Control planes are in Availability Zones only.
 * https://docs.aws.amazon.com/eks/latest/userguide/local-zones.html
 */
export function supportsEks({ zoneId, zoneType = 'availability-zone' }: Subnet): boolean {
  return zoneType === 'availability-zone' && !WITHOUT_EKS.includes(zoneId);
}
