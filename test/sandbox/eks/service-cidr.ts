import type { SimulatedAws } from '../simulated-aws';
import { invalidParameter } from './errors';
import type { AccountRegion } from './state';

interface Range {
  readonly first: number;
  readonly bits: number;
}

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];
/** EKS takes one of these by default. */
const DEFAULTS = ['172.20.0.0/16', '10.100.0.0/16'];

/**
 * The addresses of a cluster's services.
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html
 */
export function serviceCidr(
  aws: SimulatedAws,
  accountRegion: AccountRegion,
  { asked, vpcId }: { readonly asked: string | undefined; readonly vpcId: string },
): string {
  const vpc = aws.ec2.vpc(accountRegion, vpcId)?.cidr ?? '0.0.0.0/32';
  const cidr = asked ?? DEFAULTS.find((candidate) => !overlap(candidate, vpc)) ?? '';
  const { bits } = rangeOf(cidr);
  if (
    !PRIVATE.some((range) => overlap(cidr, range) && rangeOf(range).bits <= bits) ||
    bits < 12 ||
    bits > 24
  ) {
    throw invalidParameter(
      `serviceIpv4Cidr ${cidr} must be a private range (10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16) between /24 and /12`,
    );
  }
  if (overlap(cidr, vpc)) {
    throw invalidParameter(`serviceIpv4Cidr ${cidr} overlaps with the CIDR block ${vpc} of the VPC`);
  }
  return cidr;
}

function overlap(one: string, other: string): boolean {
  const [a, b] = [rangeOf(one), rangeOf(other)];
  const size = 2 ** (32 - Math.min(a.bits, b.bits));
  return Math.floor(a.first / size) === Math.floor(b.first / size);
}

function rangeOf(cidr: string): Range {
  const [address = '', bits = '32'] = cidr.split('/');
  return { first: address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0), bits: Number(bits) };
}
