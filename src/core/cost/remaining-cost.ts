import * as l10n from '@vscode/l10n';
import type { ChosenNodes, Compute } from '../cluster-form/cluster-spec';
import { CONTROL_PLANE_PRICES, type ControlPlanePrice } from './prices';

/** What is left of a failed operation. */
export interface RemainingResources {
  readonly partition: string;
  /** Logical IDs of the stack's resources that are there; absent where that is not known. */
  readonly remaining?: readonly string[];
  /** How nodes are created, where that is known. */
  readonly nodes?: Compute;
  /** What EKS was found to charge for, where somebody has looked. */
  readonly controlPlane?: 'none' | ControlPlanePrice;
}

/**
 * What that costs until somebody deletes it, in a sentence. Only EKS's prices in the partition `aws` are known here.
 */
export function remainingCost(left: RemainingResources): string {
  switch (controlPlaneOf(left)) {
    case 'unknown':
      return l10n.t(
        'Could not determine which resources are left. Check the CloudFormation stack in the AWS console.',
      );
    case 'none':
      return l10n.t('There is no control plane. The remaining resources cost little or nothing.');
    case 'there': {
      const [price, nodes] = [controlPlane(left), nodesOf(left)];
      if (!nodes) return `${price}.`;
      return l10n.t('{0}, plus {1} × {2}.', price, nodes.nodeCount, typesOf(nodes));
    }
  }
}

/** The same in a few words, for a row: *$0.10 an hour*. */
export function remainingPrice(left: RemainingResources): string {
  switch (controlPlaneOf(left)) {
    case 'unknown':
      return l10n.t('price unknown');
    case 'none':
      return l10n.t('costs little or nothing');
    case 'there': {
      const price = left.partition === 'aws' ? l10n.t('{0} per hour', dollars(left)) : l10n.t('costs money');
      const nodes = nodesOf(left);
      return nodes ? l10n.t('{0} plus {1} × {2}', price, nodes.nodeCount, typesOf(nodes)) : price;
    }
  }
}

function controlPlaneOf({
  controlPlane: found,
  remaining,
}: RemainingResources): 'unknown' | 'none' | 'there' {
  if (found !== undefined) return found === 'none' ? 'none' : 'there';
  if (!remaining) return 'unknown';
  return remaining.includes('Cluster') ? 'there' : 'none';
}

function nodesOf({ nodes, remaining = [] }: RemainingResources): ChosenNodes | undefined {
  return nodes && nodes.kind !== 'auto' && remaining.includes('NodeGroup') ? nodes : undefined;
}

function typesOf({ instanceType, otherTypes = [] }: ChosenNodes): string {
  return [instanceType, ...otherTypes].join(' / ');
}

function controlPlane(left: RemainingResources): string {
  if (left.partition !== 'aws') return l10n.t('The control plane is billed by the hour');
  return left.controlPlane === undefined
    ? l10n.t('The control plane costs at least {0} per hour', dollars(left))
    : l10n.t('The control plane costs {0} per hour', dollars(left));
}

/** Where it was not read, the lower of two: a version in extended support costs more. */
function dollars({ controlPlane: found }: RemainingResources): string {
  const price = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' });
  return price.format(CONTROL_PLANE_PRICES[found === 'extended' ? 'extended' : 'standard']);
}
