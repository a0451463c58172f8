import * as l10n from '@vscode/l10n';
import type { Subnet } from '../ports/aws';
import { supportsEks } from '../zones';
import type { Check } from './check';
import { warning, passed, failed, type Finding } from './finding';

/**
 * EKS puts network interfaces of its own into the subnets: it asks for six free addresses in each and recommends sixteen.
 * https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 */
const LEAST_ADDRESSES = 6;
const ENOUGH_ADDRESSES = 16;

/** Whether EKS takes the subnets as they are now; they may have changed since they were chosen. */
export const subnetsCheck: Check = {
  id: 'subnets',
  title: () => l10n.t('Subnets'),
  needs: ['vpcId', 'subnetIds'],
  async run({ session }, { vpcId, subnetIds }, signal) {
    const known = await session.options.subnets(vpcId, signal);
    const gone = subnetIds.filter((id) => !known.some((subnet) => subnet.id === id));
    if (gone.length > 0)
      return failed(
        l10n.t('No longer in {0}: {1}.', vpcId, gone.join(', ')),
        l10n.t('Refresh the subnets and select others.'),
      );
    return judge(known.filter(({ id }) => subnetIds.includes(id)));
  },
};

function judge(subnets: readonly Subnet[]): Finding {
  const elsewhere = () => l10n.t('Select subnets in two or more other Availability Zones.');
  const withoutEks = subnets.filter((subnet) => !supportsEks(subnet));
  if (withoutEks.length > 0)
    return failed(
      l10n.t(
        'EKS cannot place control planes in the zones of {0}.',
        names(withoutEks, ({ zoneId }) => zoneId),
      ),
      elsewhere(),
    );
  const zones = new Set(subnets.map(({ zoneId }) => zoneId));
  if (zones.size < 2)
    return failed(l10n.t('All selected subnets are in one Availability Zone.'), elsewhere());
  return judgeAddresses(subnets, zones.size);
}

function judgeAddresses(subnets: readonly Subnet[], zones: number): Finding {
  const remedy = l10n.t('Select subnets with more available IP addresses, or free some in these.');
  const free = ({ freeAddresses }: Subnet) => String(freeAddresses);
  const full = subnets.filter(({ freeAddresses }) => freeAddresses < LEAST_ADDRESSES);
  if (full.length > 0)
    return failed(
      l10n.t(
        'EKS requires {0} available IP addresses in each subnet. These have fewer: {1}.',
        LEAST_ADDRESSES,
        names(full, free),
      ),
      remedy,
    );
  const tight = subnets.filter(({ freeAddresses }) => freeAddresses < ENOUGH_ADDRESSES);
  if (tight.length > 0)
    return warning(
      l10n.t(
        'EKS recommends {0} available IP addresses in each subnet. These have fewer: {1}.',
        ENOUGH_ADDRESSES,
        names(tight, free),
      ),
      remedy,
    );
  return passed(
    l10n.t(
      'In {0} Availability Zones, each with {1} available IP addresses or more.',
      zones,
      ENOUGH_ADDRESSES,
    ),
  );
}

function names(subnets: readonly Subnet[], detail: (subnet: Subnet) => string): string {
  return subnets.map((subnet) => `${subnet.name ?? subnet.id} (${detail(subnet)})`).join(', ');
}
