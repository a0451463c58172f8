import * as l10n from '@vscode/l10n';
import type { InstanceType } from '../../src/core/ports/aws';
import { MAX_NODES } from '../../src/core/spec/validate';
import type { Dispatch, View } from '../dom/page';
import { comboField } from '../fields/combo-field';
import type { Choice } from '../fields/select';
import { selectField } from '../fields/select-field';
import { textField } from '../fields/text-field';
import { fieldsSection } from './section';

/** The machines that run the workloads. */
export function nodesSection(dispatch: Dispatch): View {
  return fieldsSection({ id: 'nodes', title: l10n.t('Nodes') }, [
    selectField(
      {
        field: 'compute',
        label: l10n.t('Compute'),
        hint: l10n.t('EKS starts, updates and drains the nodes of a managed node group.'),
        choices: () => [{ value: 'managed', label: l10n.t('Managed node group') }],
      },
      dispatch,
    ),
    instanceTypeField(dispatch),
    textField(
      {
        field: 'nodeCount',
        label: l10n.t('Node count'),
        hint: l10n.t('How many nodes the cluster begins with.'),
      },
      dispatch,
      { type: 'number', min: '1', max: String(MAX_NODES), step: '1', class: 'text number' },
    ),
  ]);
}

function instanceTypeField(dispatch: Dispatch): View {
  return comboField(
    {
      field: 'instanceType',
      label: l10n.t('Instance type'),
      hint: l10n.t('Type to search what this region offers.'),
      request: 'listInstanceTypes',
      waiting: l10n.t('Authenticate to choose an instance type'),
      loading: l10n.t('Loading instance types…'),
      failed: l10n.t('Could not load instance types. Enter one, such as m5.large.'),
      none: l10n.t('This region offers no instance type.'),
      choices: (types) => types.map(instanceTypeChoice),
    },
    dispatch,
  );
}

function instanceTypeChoice({ name, vcpus, memoryMib, amiType }: InstanceType): Choice {
  const architecture = amiType.includes('ARM') ? 'arm64' : 'x86_64';
  return { value: name, label: l10n.t('{0} vCPU, {1} GiB, {2}', vcpus, memoryMib / 1024, architecture) };
}
