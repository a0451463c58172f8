import * as l10n from '@vscode/l10n';
import { formatDay, formatDollars, formatNumber } from '../format';
import type { ControlPlaneCost } from './control-plane-cost';
import type { Cost, NodesCost } from './cost';
import { CONTROL_PLANE_PRICES, HOURS_A_MONTH } from './prices';

/** @param language of the user, for numbers and dates: BCP 47 */
export function controlPlaneText(cost: ControlPlaneCost, language: string): string {
  const standard = rate(CONTROL_PLANE_PRICES.standard, language);
  const extended = rate(CONTROL_PLANE_PRICES.extended, language);
  switch (cost.kind) {
    case 'unknown':
      return l10n.t('No price is known for this partition. See AWS’s price list.');
    case 'either':
      return l10n.t(
        '{0} while the Kubernetes version is in standard support, {1} after that.',
        standard,
        extended,
      );
    case 'extended':
      return cost.until === undefined
        ? l10n.t('{0}: Kubernetes {1} is in extended support.', extended, cost.version)
        : l10n.t(
            '{0}: Kubernetes {1} is in extended support, until {2}.',
            extended,
            cost.version,
            formatDay(cost.until, language),
          );
    case 'standard':
      return [standardText(standard, cost.version), afterStandardSupport(cost, extended, language)].join(' ');
  }
}

export function nodesText(cost: NodesCost, language: string): string {
  switch (cost.kind) {
    case 'notChosen':
      return l10n.t('Choose an instance type and a node count.');
    case 'auto':
      return l10n.t(
        'None at first. Auto Mode starts nodes when pods need them. Each costs the EC2 price of its instance type plus an hourly Auto Mode surcharge that depends on the type and is not included here.',
      );
    case 'chosen':
      return [nodes(cost, language), ...(cost.capacityType === 'SPOT' ? [spotText()] : [])].join(' ');
  }
}

/** What comes on top and cannot be known before the cluster is used. */
export function leftOutText({ nodes: { kind }, logTypes }: Cost): string {
  const leftOut = [
    ...(kind === 'auto' ? [] : [l10n.t('the EC2 price of the nodes')]),
    l10n.t('disks and volumes'),
    l10n.t('NAT gateways'),
    l10n.t('public IPv4 addresses'),
    l10n.t('load balancers'),
    l10n.t('data transfer'),
    ...(logTypes.length > 0 ? [l10n.t('control plane logs in CloudWatch ({0})', logTypes.join(', '))] : []),
    l10n.t('taxes'),
  ];
  return l10n.t('Not included: {0}.', leftOut.join(', '));
}

function standardText(price: string, version: string): string {
  return l10n.t('{0}: Kubernetes {1} is in standard support.', price, version);
}

function afterStandardSupport(
  { until, then }: Extract<ControlPlaneCost, { kind: 'standard' }>,
  extended: string,
  language: string,
): string {
  const end = until === undefined ? undefined : formatDay(until, language);
  switch (then) {
    case 'upgraded':
      return end === undefined
        ? l10n.t('When standard support ends, EKS upgrades the cluster and the price does not change.')
        : l10n.t(
            'When standard support ends on {0}, EKS upgrades the cluster and the price does not change.',
            end,
          );
    case 'extended':
      return end === undefined
        ? l10n.t('When standard support ends, the price is {0} until you upgrade the cluster.', extended)
        : l10n.t('From {0}, the price is {1} until you upgrade the cluster.', end, extended);
  }
}

function nodes(
  { count, most, instanceTypes }: Extract<NodesCost, { kind: 'chosen' }>,
  language: string,
): string {
  const types = new Intl.ListFormat(language, { type: 'disjunction' }).format(instanceTypes);
  return most > count
    ? l10n.t(
        '{0} × {1}, up to {2} if the group scales out.',
        formatNumber(count, language),
        types,
        formatNumber(most, language),
      )
    : l10n.t('{0} × {1}.', formatNumber(count, language), types);
}

function spotText(): string {
  return l10n.t('Spot Instances: the price varies, and EC2 can reclaim them.');
}

function rate(perHour: number, language: string): string {
  const [hour, month] = [
    formatDollars(perHour, 2, language),
    formatDollars(perHour * HOURS_A_MONTH, 0, language),
  ];
  return l10n.t('{0} per hour, about {1} per month', hour, month);
}
