import * as l10n from '@vscode/l10n';
import { useCallback, useMemo } from 'preact/hooks';
import type { InstanceType } from '../../src/core/ports/aws';
import { architectureOf } from '../../src/core/cluster-form/ami-type';
import { forNodes } from '../../src/core/cluster-form/instance-types';
import { Combobox } from '../fields/combobox';
import type { Found } from '../fields/combobox-list';
import { describedBy, Field } from '../fields/field';
import { ListNote, listNoteId } from '../fields/list-note';
import type { FormModel } from '../form-model';
import { indexInstanceTypes, searchInstanceTypes, type InstanceIndex } from '../state/instance-search';
import { loaded } from '../state/state';

/** More than anyone looks through. */
const MOST_ROWS = 50;

/** *Instance type*: what the region offers, found by the words in which people ask for machines. */
export function InstanceTypeField({ form }: { readonly form: FormModel }) {
  const list = form.state.requests.listInstanceTypes;
  const texts = {
    label: l10n.t('Instance type'),
    hint: l10n.t('Type to search what this region offers, for example m6i, arm 4 vCPU or gpu.'),
    loading: l10n.t('Loading instance types…'),
    failed: l10n.t('Could not load instance types. Enter one, such as m5.large.'),
    none: l10n.t('This region offers no instance type.'),
  };
  const field = form.field('instanceType');
  const index = useMemo(() => {
    const types = loaded(list);
    return types && indexInstanceTypes(forNodes(types));
  }, [list]);
  const find = useCallback((query: string) => index && findTypes(index, query), [index]);
  const facts = index && factsOfChosen(index, field.value.trim());
  const isWaiting = list.kind === 'idle';
  return (
    <Field
      {...field}
      {...texts}
      note={
        <>
          {facts && (
            <p id="instanceType-facts" class="hint">
              {facts}
            </p>
          )}
          <ListNote {...field} {...texts} request="listInstanceTypes" list={list} />
        </>
      }
    >
      <Combobox
        of={{ ...field, isLocked: field.isLocked || isWaiting }}
        find={find}
        listLabel={l10n.t('Instance types in this region')}
        placeholder={isWaiting ? l10n.t('Authenticate to select an instance type') : ''}
        {...describedBy(
          { ...field, ...texts },
          facts && 'instanceType-facts',
          listNoteId('instanceType', list),
        )}
      />
    </Field>
  );
}

function findTypes(index: InstanceIndex, query: string): Found {
  const types = searchInstanceTypes(index, query);
  return {
    rows: types.slice(0, MOST_ROWS).map((type) => ({ value: type.name, facts: factsOf(type, index) })),
    note: noteOn(types.length),
  };
}

function noteOn(count: number): string {
  if (count === 0) return l10n.t('No instance type in this region matches.');
  return count > MOST_ROWS ? l10n.t('{0} more: type to narrow the list.', count - MOST_ROWS) : '';
}

function factsOfChosen(index: InstanceIndex, name: string): string | undefined {
  const chosen = index.entries.find(({ type }) => type.name === name)?.type;
  return chosen && factsOf(chosen, index).join(', ');
}

function factsOf({ vcpus, memoryMib, amiType, ...type }: InstanceType, { zones }: InstanceIndex) {
  return [
    l10n.t('{0} vCPU', vcpus),
    l10n.t('{0} GiB', memoryMib / 1024),
    architectureOf(amiType),
    ...(type.gpu === undefined ? [] : [type.gpu]),
    ...(type.maxPods === undefined ? [] : [l10n.t('up to {0} pods', type.maxPods)]),
    ...(type.zones === undefined || type.zones.length === zones.length
      ? []
      : [l10n.t('only in {0}', type.zones.join(', '))]),
  ];
}
