import { contains, parseCidr, type Ipv4Range } from './ipv4';

/**
 * Addresses that no caller on the internet has: EKS refuses them for its public endpoint, and says so only once the
 * control plane is being created. https://docs.aws.amazon.com/eks/latest/userguide/config-cluster-endpoint.html (“The
 * block cannot include reserved addresses”); the ranges are those of
 * https://www.iana.org/assignments/iana-ipv4-special-registry, without the ones for documentation, which AWS's own
 * examples use.
 */
const RESERVED = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.168.0.0/16', '198.18.0.0/15', '224.0.0.0/4', '240.0.0.0/4'],
] as const;

/**
 * @returns the reserved block that holds all of the range; `undefined` for a range that reaches beyond, such as
 * `0.0.0.0/0`, which EKS takes (unverified for those that lie between: they are left to EKS)
 */
export function reservedRangeOf(range: Ipv4Range): string | undefined {
  return RESERVED.find((block) => {
    const reserved = parseCidr(block);
    return reserved !== undefined && contains(reserved, range);
  });
}
