import * as l10n from '@vscode/l10n';
import { useRef } from 'preact/hooks';
import type { Subnet } from '../../src/core/ports/aws';
import { useDispatch } from '../dispatch';
import { memo } from '../dom/memo';
import type { FieldProps } from '../form-model';
import type { RequestState } from '../state/state';
import { describedBy, Field } from './field';
import { ListNote, listNoteId } from './list-note';
import { SubnetTable } from './subnet-table';
import { SubnetText } from './subnet-text';

interface SubnetsFieldProps extends FieldProps<'subnetIds'> {
  readonly list: RequestState<readonly Subnet[]>;
  readonly language: string;
}

/** *Subnets*: a table to choose from, or IDs to type if the list could not be loaded. */
export const SubnetsField = memo((props: SubnetsFieldProps) => {
  const { list } = props;
  const texts = {
    label: l10n.t('Subnets'),
    hint: l10n.t(
      'Where the cluster’s network interfaces and nodes live: two or more, in different Availability Zones.',
    ),
    loading: l10n.t('Loading subnets…'),
    failed: l10n.t('Could not load subnets for the selected VPC.'),
    none: l10n.t('This VPC has no subnets.'),
  };
  const summaryId = list.kind === 'loaded' && list.value.length > 0 && 'subnetIds-summary';
  const described = describedBy({ ...props, ...texts }, summaryId, listNoteId('subnetIds', list));
  return (
    <Field {...props} {...texts} note={<ListNote {...props} {...texts} request="listSubnets" />}>
      <Control props={props} described={described} />
    </Field>
  );
});

function Control({
  props,
  described,
}: {
  readonly props: SubnetsFieldProps;
  readonly described: ReturnType<typeof describedBy>;
}) {
  const { list, value, isLocked, language } = props;
  const dispatch = useDispatch();
  const isEdited = useRef(false);
  const control = {
    ...{ chosen: value, isLocked, ...described },
    onChoose: (ids: readonly string[]) => {
      isEdited.current = true;
      dispatch({ type: 'fieldEdited', field: 'subnetIds', value: ids });
    },
    onLeave: () => {
      if (isEdited.current) dispatch({ type: 'fieldBlurred', field: 'subnetIds' });
      isEdited.current = false;
    },
  };
  switch (list.kind) {
    case 'idle':
      return <p class="waiting">{l10n.t('Select a VPC to choose its subnets.')}</p>;
    case 'loading':
      return null;
    case 'failed':
      return <SubnetText {...control} />;
    case 'loaded':
      if (list.value.length === 0) return null;
      return (
        <>
          <SubnetTable {...control} subnets={list.value} language={language} />
          <p id="subnetIds-summary" class="hint">
            {countText(list.value, value)}
          </p>
        </>
      );
  }
}

function countText(subnets: readonly Subnet[], chosen: readonly string[]): string {
  const zones = new Set(
    subnets.filter(({ id }) => chosen.includes(id)).map((subnet) => subnet.availabilityZone),
  );
  return l10n.t('Subnets selected: {0}. Availability Zones: {1}.', chosen.length, zones.size);
}
