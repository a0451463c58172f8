import * as l10n from '@vscode/l10n';
import type { Field } from '../../src/core/cluster-form/draft';
import { useDispatch } from '../dispatch';
import { Icon } from '../dom/icon';
import type { Retryable } from '../state/action';
import type { RequestState } from '../state/state';
import { Button, ProgressRing } from '../toolkit';

export interface ListTexts {
  /** While the list is being loaded, for example *Loading VPCs…*. */
  readonly loading: string;
  /** When it could not be loaded, as a whole sentence. */
  readonly failed: string;
  /** When AWS has none, as a whole sentence. */
  readonly none: string;
}

type List = RequestState<readonly unknown[]>;

/** The id of the note of a field's list; `undefined` while there is nothing to say. */
export function listNoteId(field: Field, list: List): string | undefined {
  return hasNote(list) ? `${field}-list` : undefined;
}

/** Says that a list is loading, empty, or could not be loaded, and offers to load it again. */
export function ListNote(
  props: ListTexts & {
    readonly field: Field;
    readonly label: string;
    readonly request: Retryable;
    readonly list: List;
  },
) {
  const dispatch = useDispatch();
  const { field, label, request, list } = props;
  if (!hasNote(list)) return null;
  return (
    <div class="note" data-kind={list.kind}>
      {list.kind === 'loading' ? <ProgressRing /> : <Icon name="warning" />}
      <span id={listNoteId(field, list)}>{noteText(list, props)}</span>
      {list.kind !== 'loading' && (
        <Button
          text={l10n.t('Retry')}
          detail={label}
          onClick={() => dispatch({ type: 'retryClicked', request })}
        />
      )}
    </div>
  );
}

function hasNote(list: List): boolean {
  return (
    list.kind === 'loading' || list.kind === 'failed' || (list.kind === 'loaded' && list.value.length === 0)
  );
}

function noteText(list: List, { loading, failed, none }: ListTexts): string {
  switch (list.kind) {
    case 'idle':
      return '';
    case 'loading':
      return loading;
    case 'loaded':
      return none;
    case 'failed':
      return `${failed} ${list.error.message} ${list.error.remedy}`;
  }
}
