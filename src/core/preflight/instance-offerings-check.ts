import * as l10n from '@vscode/l10n';
import type { Compute } from '../cluster-form/cluster-spec';
import { instanceTypesOf } from '../cluster-form/instance-types';
import type { Check } from './check';
import { warning, passed, failed, type Finding } from './finding';
import { mapWithConcurrency } from '../map-with-concurrency';

/** EC2 is asked for each type by itself. */
const AT_ONCE = 4;

/** Whether EC2 has the instance types in the zones of the subnets. In Auto Mode EKS chooses one that it has. */
export const instanceOfferingsCheck: Check = {
  id: 'instanceOfferings',
  title: () => l10n.t('Instance type in each Availability Zone'),
  needs: ['compute', 'instanceType', 'otherTypes', 'vpcId', 'subnetIds'],
  appliesTo: ({ compute }) => compute !== 'auto',
  async run({ session }, draft, signal) {
    const { compute, vpcId, subnetIds } = draft;
    const types = instanceTypesOf(draft);
    const [offers, subnets] = await Promise.all([
      mapWithConcurrency(types, AT_ONCE, async (type) => ({
        type,
        zones: await session.zonesOffering(type, signal),
      })),
      session.options.subnets(vpcId, signal),
    ]);
    const chosen = subnets.filter(({ id }) => subnetIds.includes(id));
    const zones = [...new Set(chosen.map(({ availabilityZone }) => availabilityZone))];
    const lacks = offers.flatMap(({ type, zones: offered }) => {
      const lacking = zones.filter((zone) => !offered.includes(zone));
      return lacking.length === 0 ? [] : [{ type, lacking }];
    });
    if (lacks.length === 0)
      return passed(
        l10n.t('EC2 offers {0} in the Availability Zones of all selected subnets.', types.join(', ')),
      );
    const found = lacks
      .map(({ type, lacking }) => l10n.t('EC2 does not offer {0} in {1}.', type, lacking.join(', ')))
      .join(' ');
    const empty = zones.filter(
      (zone) => lacks.filter(({ lacking }) => lacking.includes(zone)).length === types.length,
    );
    if (empty.length === 0) return warning(found, l10n.t('Nodes there will use the other instance types.'));
    return judge(compute, {
      found,
      isOffered: empty.length < zones.length,
      offered: [...new Set(offers.flatMap((offer) => offer.zones))].sort(),
    });
  },
};

interface Lack {
  readonly found: string;
  /** In some of the zones at least. */
  readonly isOffered: boolean;
  readonly offered: readonly string[];
}

/**
 * EKS refuses a managed node group of which one zone lacks the type; an Auto Scaling group continues in the others.
 * https://github.com/eksctl-io/eksctl/issues/6461, https://github.com/eksctl-io/eksctl/issues/636
 */
function judge(compute: Compute['kind'], { found, isOffered, offered }: Lack): Finding {
  if (isOffered && compute === 'self-managed')
    return warning(found, l10n.t('Nodes will only be placed in the other Availability Zones.'));
  if (offered.length === 0)
    return failed(found, l10n.t('Choose another instance type: this region does not have it.'));
  return failed(
    found,
    l10n.t('Choose another instance type, or select subnets in {0} only.', offered.join(', ')),
  );
}
