import * as l10n from '@vscode/l10n';
import type { Unfitness } from '../ports/options';
import { amiTypeFor } from './ami-type';
import type { Al2023AmiType } from './cluster-spec';
import type { Draft, FieldProblem } from './draft';
import type { DraftFacts } from './draft-facts';
import { instanceTypesOf, machineOf, MOST_INSTANCE_TYPES, otherTypesOf } from './instance-types';
import { excerpt, twice } from './parse-lines';
import { ofChosenNodes } from './node-rules';

export const instanceType = ofChosenNodes((draft, facts) => {
  const remedy = l10n.t('Choose one of the instance types of this region, such as m6i.large.');
  if (draft.instanceType === '') return { message: l10n.t('No instance type is chosen.'), remedy };
  return typeProblem(draft, draft.instanceType, facts);
});

/** Nodes of one group run one image, and EC2 may start any of its types. */
export const otherTypes = ofChosenNodes((draft, facts) => {
  const others = otherTypesOf(draft);
  const all = instanceTypesOf(draft);
  if (all.length > MOST_INSTANCE_TYPES)
    return {
      message: l10n.t('A node group can have at most {0} instance types.', MOST_INSTANCE_TYPES),
      remedy: l10n.t('Remove some of them.'),
    };
  const double = twice(all);
  if (double !== undefined)
    return {
      message: l10n.t('{0} is entered twice.', excerpt(double)),
      remedy: l10n.t('Enter each instance type once; the preferred one is in the field above.'),
    };
  for (const name of others) {
    const problem = typeProblem(draft, name, facts) ?? mixProblem(draft, name, facts);
    if (problem) return problem;
  }
  return undefined;
});

/** https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-ami-bottlerocket.html */
export const system = ofChosenNodes((draft, { instanceTypes }) => {
  if (draft.instanceType === '' || amiTypeFor(draft.system, machineOf(draft.instanceType, instanceTypes)))
    return undefined;
  return {
    message: l10n.t('Bottlerocket has no driver for the accelerator in {0}.', excerpt(draft.instanceType)),
    remedy: l10n.t('Choose Amazon Linux 2023, or another instance type.'),
  };
});

/** What keeps nodes from being of a type, whatever other types there are. */
function typeProblem(
  { compute, capacityType }: Draft,
  name: string,
  { instanceTypes }: DraftFacts,
): FieldProblem | undefined {
  const remedy = l10n.t('Choose one of the instance types of this region, such as m6i.large.');
  const unknown = {
    message: l10n.t('The instance type {0} cannot be used for nodes here.', excerpt(name)),
    remedy,
  };
  if (!instanceTypes) return /^[a-z0-9-]+\.[a-z0-9-]+$/.test(name) ? undefined : unknown;
  const known = instanceTypes.find((type) => type.name === name);
  if (!known) return unknown;
  if (known.unfit !== undefined) return { message: UNFIT[known.unfit](name), remedy };
  if (compute !== 'managed' || capacityType !== 'SPOT' || known.spot !== false) return undefined;
  return {
    message: l10n.t('EC2 does not offer {0} as Spot Instances.', name),
    remedy: l10n.t('Choose On-Demand, or another instance type.'),
  };
}

const UNFIT: { readonly [U in Unfitness]: (name: string) => string } = {
  architecture: (name) => l10n.t('No node image supports the processor of {0}.', name),
  accelerator: (name) => l10n.t('No node image has a driver for the accelerator in {0}.', name),
  'first-graviton': (name) =>
    l10n.t('{0} has a first-generation Graviton processor, but node images need Graviton2 or newer.', name),
  'first-generation': (name) =>
    l10n.t('{0} is one of the oldest instance types, which EKS does not accept.', name),
  memory: (name) => l10n.t('{0} has too little memory for the system pods of a node.', name),
  'reserved-only': (name) => l10n.t('{0} is only available in Capacity Blocks.', name),
};

function mixProblem(draft: Draft, name: string, { instanceTypes }: DraftFacts): FieldProblem | undefined {
  const [first, other] = [draft.instanceType, name].map((type) => sortOf(machineOf(type, instanceTypes)));
  if (!first || !other || draft.instanceType === '') return undefined;
  const remedy = l10n.t('Use instance types with the same architecture and the same kind of accelerator.');
  if (first.architecture !== other.architecture)
    return {
      message: l10n.t(
        '{0} is {1}, but {2} is {3}.',
        name,
        other.architecture,
        draft.instanceType,
        first.architecture,
      ),
      remedy,
    };
  if (first.accelerator === other.accelerator) return undefined;
  return { message: l10n.t('{0} and {1} need different node images.', draft.instanceType, name), remedy };
}

/** An image of Amazon Linux is for one architecture and one kind of accelerator: the words of its name. */
function sortOf(machine: Al2023AmiType) {
  return {
    architecture: machine.includes('ARM') ? 'arm64' : 'x86_64',
    accelerator: machine.slice(machine.lastIndexOf('_') + 1),
  } as const;
}
