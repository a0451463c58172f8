import * as l10n from '@vscode/l10n';
import type { InstanceType } from '../../src/core/ports/aws';
import type { Dispatch, View } from '../dom/page';
import { comboField } from '../fields/combo-field';
import type { Choice } from '../fields/select';

/** *Instance type*: what the region offers, by the words in which people ask for machines. */
export function instanceTypeField(dispatch: Dispatch): View {
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
