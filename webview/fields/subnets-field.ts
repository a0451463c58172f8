import * as l10n from '@vscode/l10n';
import type { Subnet } from '../../src/core/ports/aws';
import { h, setText } from '../dom/element';
import type { Dispatch, Page, View } from '../dom/page';
import type { RequestState } from '../state/state';
import { FieldFrame } from './field';
import { ListNote } from './list-note';
import { SubnetTable } from './subnet-table';
import { SubnetText } from './subnet-text';

/** *Subnets*: a table to tick, or identifiers to type where the list could not be loaded. */
export function subnetsField(dispatch: Dispatch): View {
  const text = {
    field: 'subnetIds',
    label: l10n.t('Subnets'),
    hint: l10n.t(
      'Where the cluster’s network interfaces and nodes live: two or more, in different Availability Zones.',
    ),
  } as const;
  const frame = new FieldFrame(text);
  const note = new ListNote(
    { ...text, request: 'listSubnets' },
    {
      loading: l10n.t('Loading subnets…'),
      failed: l10n.t('Could not load subnets for the selected VPC.'),
      none: l10n.t('This VPC has no subnets.'),
    },
    dispatch,
  );
  let isEdited = false;
  const choose = (value: readonly string[]) => {
    isEdited = true;
    dispatch({ type: 'fieldEdited', field: 'subnetIds', value });
  };
  const settle = () => {
    if (isEdited) dispatch({ type: 'fieldBlurred', field: 'subnetIds' });
    isEdited = false;
  };
  const table = new SubnetTable('subnetIds', choose, settle);
  const freeText = new SubnetText(choose, settle);
  const waiting = h('p', { class: 'waiting' }, l10n.t('Select a VPC to choose its subnets.'));
  const summary = h('p', { id: 'subnetIds-summary', class: 'hint' });
  frame.append(note.element);

  const control = (page: Page, remote: RequestState<readonly Subnet[]>): readonly HTMLElement[] => {
    switch (remote.kind) {
      case 'idle':
        return [waiting];
      case 'loading':
        return [];
      case 'loaded':
        table.update(page, remote.value);
        setText(summary, countText(remote.value, page.state.draft.subnetIds));
        return remote.value.length === 0 ? [] : [table.element, summary];
      case 'failed':
        freeText.update(page);
        return [freeText.element];
    }
  };

  return {
    element: frame.element,
    update(page) {
      const remote = page.state.requests.listSubnets;
      const controls = control(page, remote);
      frame.show(...controls);
      note.update(remote);
      const shown = remote.kind === 'failed' ? freeText.element : table.element;
      frame.update(page, shown, ...(remote.kind === 'loaded' ? [summary.id] : []), note.id);
    },
  };
}

function countText(subnets: readonly Subnet[], chosen: readonly string[]): string {
  const zones = new Set(
    subnets.filter(({ id }) => chosen.includes(id)).map((subnet) => subnet.availabilityZone),
  );
  return l10n.t('Subnets chosen: {0}. Availability Zones: {1}.', chosen.length, zones.size);
}
