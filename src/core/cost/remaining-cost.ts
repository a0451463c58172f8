import * as l10n from '@vscode/l10n';
import type { Compute } from '../spec/cluster-spec';
import { CONTROL_PLANE_PRICES } from './prices';

/** What is left of a failed operation. */
interface Left {
  readonly partition: string;
  /** Logical IDs of the stack's resources that are there; absent where that is not known. */
  readonly remaining?: readonly string[];
  /** How nodes come to be, where that is known. */
  readonly nodes?: Compute;
}

/** What that costs until somebody deletes it, in a sentence. Only EKS's prices in the partition `aws` are known here. */
export function remainingCost({ partition, remaining, nodes }: Left): string {
  if (!remaining)
    return l10n.t('What is left of it is not known: look at its CloudFormation stack in the AWS console.');
  if (!remaining.includes('Cluster'))
    return l10n.t('There is no control plane: what is left costs little or nothing.');
  const price = controlPlane(partition);
  if (nodes && nodes.kind !== 'auto' && remaining.includes('NodeGroup'))
    return l10n.t(
      '{0}, and {1} × {2} comes on top.',
      price,
      nodes.nodeCount,
      [nodes.instanceType, ...(nodes.otherTypes ?? [])].join(' / '),
    );
  return `${price}.`;
}

/** The lower of two: a version in extended support costs more. */
function controlPlane(partition: string): string {
  if (partition !== 'aws') return l10n.t('The control plane costs money by the hour');
  const price = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' });
  return l10n.t('The control plane costs at least {0} an hour', price.format(CONTROL_PLANE_PRICES.standard));
}
