import * as l10n from '@vscode/l10n';
import type { Compute } from '../../src/core/cluster-form/cluster-spec';
import type { Draft } from '../../src/core/cluster-form/draft';
import { TAINT_EXAMPLE } from '../../src/core/cluster-form/taints';
import { MAX_NODES } from '../../src/core/cluster-form/validate';
import type { Attributes } from '../dom/element';
import { h, setText } from '../dom/element';
import type { Dispatch, View } from '../dom/page';
import { linesField } from '../fields/lines-field';
import { selectField } from '../fields/select-field';
import { shownWhile } from '../fields/shown-while';
import { textField } from '../fields/text-field';
import { instanceTypeField } from './instance-type';
import { fieldsSection } from './section';

/** The machines that run the workloads. */
export function nodesSection(dispatch: Dispatch): View {
  return fieldsSection({ id: 'nodes', title: l10n.t('Nodes') }, [
    computeField(dispatch),
    shownWhile(isChosen, instanceTypeField(dispatch)),
    shownWhile(isChosen, otherTypesField(dispatch)),
    shownWhile(isChosen, systemField(dispatch)),
    shownWhile(isManaged, capacityTypeField(dispatch)),
    ...sizeFields(dispatch).map((field) => shownWhile(isChosen, field)),
    ...markFields(dispatch).map((field) => shownWhile(isManaged, field)),
  ]);
}

const isChosen = ({ compute }: Draft) => compute !== 'auto';
const isManaged = ({ compute }: Draft) => compute === 'managed';

const COMPUTES: {
  readonly [C in Compute['kind']]: { readonly label: () => string; readonly means: () => string };
} = {
  managed: {
    label: () => l10n.t('Managed node group'),
    means: () => l10n.t('EKS starts, updates and drains the nodes of a managed node group.'),
  },
  auto: {
    label: () => l10n.t('EKS Auto Mode'),
    means: () =>
      l10n.t(
        'EKS starts nodes when pods need them, of types that it chooses, and none at first. AWS adds a surcharge to the price of each instance. The service role needs four more policies.',
      ),
  },
  'self-managed': {
    label: () => l10n.t('Self-managed nodes'),
    means: () =>
      l10n.t(
        'An Auto Scaling group of your own: nobody but you updates, drains or repairs its nodes. Choose it only where a managed node group will not do.',
      ),
  },
};

function computeField(dispatch: Dispatch): View {
  const select = selectField(
    {
      field: 'compute',
      label: l10n.t('Compute'),
      hint: l10n.t('What starts and manages the nodes of the cluster.'),
      choices: () => Object.entries(COMPUTES).map(([value, { label }]) => ({ value, label: label() })),
    },
    dispatch,
  );
  const meaning = h('p', { class: 'hint', id: 'compute-meaning' });
  select.element.append(meaning);
  return {
    element: select.element,
    update(page) {
      select.update(page);
      setText(meaning, COMPUTES[page.state.draft.compute].means());
    },
  };
}

function otherTypesField(dispatch: Dispatch): View {
  return linesField(
    {
      field: 'otherTypes',
      label: l10n.t('Other instance types'),
      hint: l10n.t(
        'Optional. Types that EC2 may start instead, one per line, of the same architecture. Spot Instances need several to stay available.',
      ),
      placeholder: 'm6a.large',
    },
    dispatch,
  );
}

function systemField(dispatch: Dispatch): View {
  return selectField(
    {
      field: 'system',
      label: l10n.t('Node image'),
      hint: l10n.t(
        'The operating system of the nodes. Bottlerocket contains only what containers need and is read-only; a key pair then works in its admin container only.',
      ),
      choices: () => [
        { value: 'al2023', label: l10n.t('Amazon Linux 2023') },
        { value: 'bottlerocket', label: l10n.t('Bottlerocket') },
        { value: 'bottlerocket-fips', label: l10n.t('Bottlerocket FIPS') },
      ],
    },
    dispatch,
  );
}

function capacityTypeField(dispatch: Dispatch): View {
  return selectField(
    {
      field: 'capacityType',
      label: l10n.t('Capacity type'),
      hint: l10n.t('Spot Instances cost less, but EC2 can take them back at two minutes’ notice.'),
      choices: () => [
        { value: 'ON_DEMAND', label: l10n.t('On-Demand') },
        { value: 'SPOT', label: l10n.t('Spot') },
      ],
    },
    dispatch,
  );
}

function sizeFields(dispatch: Dispatch): readonly View[] {
  return [
    textField(
      {
        field: 'nodeCount',
        label: l10n.t('Node count'),
        hint: l10n.t('How many nodes the cluster begins with.'),
      },
      dispatch,
      number(1, MAX_NODES),
    ),
    textField(
      {
        field: 'minNodes',
        label: l10n.t('Minimum nodes'),
        hint: l10n.t('Autoscaling never goes below it. Empty: 1.'),
      },
      dispatch,
      number(0, MAX_NODES),
    ),
    textField(
      {
        field: 'maxNodes',
        label: l10n.t('Maximum nodes'),
        hint: l10n.t('Autoscaling never goes above it. Empty: the node count.'),
      },
      dispatch,
      number(1, MAX_NODES),
    ),
    textField(
      {
        field: 'volumeSize',
        label: l10n.t('Disk size'),
        hint: l10n.t('The disk of each node in GiB, for images and logs. It is encrypted and of type gp3.'),
      },
      dispatch,
      number(20, 65_536),
    ),
  ];
}

function markFields(dispatch: Dispatch): readonly View[] {
  return [
    linesField(
      {
        field: 'labels',
        label: l10n.t('Node labels'),
        hint: l10n.t('Pods select nodes by these labels. Write one per line.'),
        placeholder: 'team=shop',
      },
      dispatch,
    ),
    linesField(
      {
        field: 'taints',
        label: l10n.t('Node taints'),
        hint: l10n.t('Taints keep away pods that do not tolerate them. Write one per line.'),
        placeholder: TAINT_EXAMPLE,
      },
      dispatch,
    ),
  ];
}

function number(min: number, max: number): Attributes {
  return { type: 'number', min: String(min), max: String(max), step: '1', class: 'text number' };
}
