import type { LoadBalancerScheme, Subnet } from '../ports/options';

/** https://docs.aws.amazon.com/eks/latest/userguide/network-load-balancing.html: five addresses are the least. */
const LEAST_FREE = 8;

/**
 * The subnets for a load balancer: one in each zone, as AWS wants it. Those that are tagged for the purpose come first,
 * then those whose route fits; in what is left of a zone, that with the most free addresses.
 * @returns IDs, sorted; empty leaves the choice to the controller in the cluster
 */
export function loadBalancerSubnets(
  subnets: readonly Subnet[],
  scheme: LoadBalancerScheme,
): readonly string[] {
  const usable = subnets.filter(
    ({ zoneType, freeAddresses }) =>
      (zoneType ?? 'availability-zone') === 'availability-zone' && freeAddresses >= LEAST_FREE,
  );
  const tagged = usable.filter(({ loadBalancers }) => loadBalancers?.includes(scheme));
  const routed = usable.filter(({ route }) =>
    scheme === 'public' ? route === 'public' : route === 'private' || route === 'isolated',
  );
  const fitting = tagged.length > 0 ? tagged : routed;
  const zones = [...new Set(fitting.map(({ availabilityZone }) => availabilityZone))];
  return zones
    .flatMap((zone) => {
      const inZone = fitting.filter(({ availabilityZone }) => availabilityZone === zone);
      const [best] = inZone.toSorted((a, b) => b.freeAddresses - a.freeAddresses || (a.id < b.id ? -1 : 1));
      return best ? [best.id] : [];
    })
    .toSorted();
}
