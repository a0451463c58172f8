import * as l10n from '@vscode/l10n';
import type { Vpc } from '../ports/aws';
import { contains, isAligned, overlap, parseCidr, type Ipv4Range } from './ipv4';
import { excerpt } from './parse-lines';
import type { Rule } from './rule';

/** What EKS takes when it is left to it. https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html */
const USUAL = ['10.100.0.0/16', '172.20.0.0/16'] as const;

/** RFC 1918: EKS takes no other addresses for services. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].flatMap((cidr) => parseCidr(cidr) ?? []);
const [SHORTEST_PREFIX, LONGEST_PREFIX] = [12, 24];

/** The block of the two that EKS itself chooses from which the VPC leaves free. */
export function usualServiceCidr(vpc: Pick<Vpc, 'cidrs'> | undefined): string {
  const taken = rangesOf(vpc?.cidrs ?? []);
  const free = USUAL.find((cidr) => rangesOf([cidr]).every((range) => !overlaps(range, taken)));
  return free ?? USUAL[0];
}

export const serviceCidr: Rule = ({ serviceIpv4Cidr, vpcId }, { vpcs }) => {
  if (serviceIpv4Cidr === '') return undefined;
  const remedy = l10n.t('Enter a block such as {0}, or nothing to have one chosen automatically.', USUAL[0]);
  const range = parseCidr(serviceIpv4Cidr);
  if (!range || !isAligned(range))
    return { message: l10n.t('{0} is not an IPv4 CIDR block.', excerpt(serviceIpv4Cidr)), remedy };
  if (range.prefix < SHORTEST_PREFIX || range.prefix > LONGEST_PREFIX)
    return {
      message: l10n.t('EKS accepts blocks from /{0} to /{1} for services.', SHORTEST_PREFIX, LONGEST_PREFIX),
      remedy,
    };
  if (!PRIVATE.some((block) => contains(block, range)))
    return {
      message: l10n.t('{0} is outside the private address ranges.', serviceIpv4Cidr),
      remedy: l10n.t('Use addresses in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.'),
    };
  const vpc = vpcs?.find(({ id }) => id === vpcId);
  const clash = vpc?.cidrs.find((cidr) => overlaps(range, rangesOf([cidr])));
  if (clash === undefined) return undefined;
  return { message: l10n.t('{0} overlaps with {1} in the VPC.', serviceIpv4Cidr, clash), remedy };
};

function rangesOf(cidrs: readonly string[]): readonly Ipv4Range[] {
  return cidrs.flatMap((cidr) => parseCidr(cidr) ?? []);
}

function overlaps(range: Ipv4Range, others: readonly Ipv4Range[]): boolean {
  return others.some((other) => overlap(range, other));
}
