import * as l10n from '@vscode/l10n';
import type { InstanceType, ListedInstanceType } from '../../src/core/ports/aws';
import { architectureOf } from '../../src/core/cluster-form/ami-type';
import { forNodes } from '../../src/core/cluster-form/instance-types';
import { h, setText, whenChanged } from '../dom/element';
import type { Dispatch, View } from '../dom/page';
import { Combobox } from '../fields/combobox';
import type { Found } from '../fields/combobox-popup';
import { FieldFrame } from '../fields/field';
import { ListNote } from '../fields/list-note';
import { indexInstanceTypes, searchInstanceTypes, type InstanceIndex } from '../state/instance-search';
import { loaded } from '../state/state';

/** More than that nobody looks through, and a page has to lay out. */
const MOST_ROWS = 50;

/** *Instance type*: what the region offers, by the words in which people ask for machines. */
export function instanceTypeField(dispatch: Dispatch): View {
  const text = {
    field: 'instanceType',
    label: l10n.t('Instance type'),
    hint: l10n.t('Type to search what this region offers: m6i, arm 4 vCPU or gpu, for example.'),
  } as const;
  const frame = new FieldFrame(text);
  const note = new ListNote(
    { ...text, request: 'listInstanceTypes' },
    {
      loading: l10n.t('Loading instance types…'),
      failed: l10n.t('Could not load instance types. Enter one, such as m5.large.'),
      none: l10n.t('This region offers no instance type.'),
    },
    dispatch,
  );
  let index: InstanceIndex | undefined;
  const combobox = new Combobox(
    {
      field: 'instanceType',
      listLabel: l10n.t('Instance types of the region'),
      find: (query) => index && find(index, query),
    },
    dispatch,
  );
  const facts = h('p', { id: 'instanceType-facts', class: 'hint' });
  frame.show(combobox.element);
  frame.append(facts);
  frame.append(note.element);

  const readTypes = whenChanged((types: readonly ListedInstanceType[] | undefined) => {
    index = types && indexInstanceTypes(forNodes(types));
    combobox.close();
  });

  return {
    element: frame.element,
    update(page) {
      const remote = page.state.requests.listInstanceTypes;
      const { instanceType: value } = page.state.draft;
      const isWaiting = remote.kind === 'idle';
      readTypes(loaded(remote));
      combobox.update({
        value,
        placeholder: isWaiting ? l10n.t('Authenticate to choose an instance type') : '',
        disabled: page.isLocked || isWaiting,
      });
      const chosen = index?.entries.find(({ type }) => type.name === value.trim())?.type;
      setText(facts, index && chosen ? factsOf(chosen, index).join(', ') : '');
      facts.hidden = !chosen;
      note.update(remote);
      frame.update(page, combobox.input, ...(chosen ? [facts.id] : []), note.id);
    },
  };
}

function find(index: InstanceIndex, query: string): Found {
  const types = searchInstanceTypes(index, query);
  return {
    rows: types.slice(0, MOST_ROWS).map((type) => ({ value: type.name, facts: factsOf(type, index) })),
    note: noteOn(types.length),
  };
}

function noteOn(count: number): string {
  if (count === 0) return l10n.t('No instance type of this region fits.');
  return count > MOST_ROWS ? l10n.t('{0} more: type to narrow the list.', count - MOST_ROWS) : '';
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
