/**
 * Zones without EKS control planes, by ID: the letter of a zone differs from account to account.
 * https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 */
const WITHOUT_EKS: readonly string[] = ['use1-az3', 'usw1-az2', 'cac1-az3'];

/** Whether a cluster may have subnets in the Availability Zone. */
export function hasEks(zoneId: string): boolean {
  return !WITHOUT_EKS.includes(zoneId);
}
