import type { Subnet } from '../ports/aws';
import { supportsEks } from '../zones';

/** EKS recommends as many free addresses. https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html */
const ENOUGH_ADDRESSES = 16;

/**
 * IDs of one subnet in each of so many Availability Zones, or of fewer where the VPC has no more: subnets from which
 * nodes reach the internet, private ones first, and of those the one with the most free addresses.
 * @returns nothing where there are not even the two zones that EKS wants
 */
export function subnetsAcross(zones: number, subnets: readonly Subnet[]): readonly string[] {
  const best = new Map</* zone ID */ string, Candidate>();
  for (const candidate of subnets.flatMap(candidates).sort(byPreference)) {
    const { zoneId } = candidate.subnet;
    if (!best.has(zoneId)) best.set(zoneId, candidate);
  }
  const chosen = [...best.values()].sort(byPreference).slice(0, zones);
  return chosen.length < 2 ? [] : chosen.map(({ subnet }) => subnet.id);
}

interface Candidate {
  readonly subnet: Subnet;
  /** The lower the better. */
  readonly rank: number;
}

function candidates(subnet: Subnet): readonly Candidate[] {
  const rank = rankOf(subnet);
  const suits = supportsEks(subnet) && subnet.freeAddresses >= ENOUGH_ADDRESSES;
  return suits && rank !== undefined ? [{ subnet, rank }] : [];
}

/** `undefined`: nodes would never reach EKS from there, unless the VPC has endpoints for it. */
function rankOf({ route, assignsPublicIp }: Subnet): number | undefined {
  switch (route) {
    case 'private':
      return 0;
    case 'public':
      return assignsPublicIp ? 2 : undefined;
    case 'isolated':
      return undefined;
    case undefined:
      return assignsPublicIp ? 2 : 1;
  }
}

function byPreference(a: Candidate, b: Candidate): number {
  return a.rank - b.rank || b.subnet.freeAddresses - a.subnet.freeAddresses;
}
