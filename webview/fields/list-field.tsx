import { memo } from '../dom/memo';
import type { FieldProps } from '../form-model';
import type { Retryable } from '../state/action';
import type { RequestState } from '../state/state';
import { describedBy, Field, type FieldText } from './field';
import { ListNote, listNoteId, type ListTexts } from './list-note';
import { Select, type ChoiceGroup } from './select';
import { TextInput, type TextFieldName } from './text-field';

interface ListFieldProps extends FieldProps<TextFieldName>, FieldText, ListTexts {
  readonly request: Retryable;
  readonly list: RequestState<readonly unknown[]>;
  /** The same object for as long as the list has not changed. */
  readonly groups: readonly ChoiceGroup[];
  readonly placeholder: string;
  /** What to do first, while the list cannot be requested. */
  readonly waiting: string;
  /** Suggestions for typing, if the list could not be loaded. */
  readonly suggestions?: readonly string[];
}

/** A drop-down over a list from the account; free text if the list could not be loaded. */
export const ListField = memo((props: ListFieldProps) => {
  const { list } = props;
  const described = describedBy(props, listNoteId(props.field, list));
  return (
    <Field {...props} note={<ListNote {...props} />}>
      {list.kind === 'failed' ? (
        <FreeText props={props} described={described} />
      ) : (
        <Select
          of={{ ...props, isLocked: props.isLocked || list.kind !== 'loaded' }}
          groups={props.groups}
          placeholder={placeholderOf(props)}
          {...described}
        />
      )}
    </Field>
  );
});

function FreeText({
  props,
  described,
}: {
  readonly props: ListFieldProps;
  readonly described: ReturnType<typeof describedBy>;
}) {
  const { field, suggestions } = props;
  const id = `${field}-suggestions`;
  if (!suggestions) return <TextInput of={props} {...described} />;
  return (
    <>
      <TextInput of={props} list={id} {...described} />
      <datalist id={id}>
        {suggestions.map((value) => (
          <option key={value} value={value} />
        ))}
      </datalist>
    </>
  );
}

function placeholderOf({ list, waiting, loading, placeholder }: ListFieldProps): string {
  switch (list.kind) {
    case 'idle':
      return waiting;
    case 'loading':
      return loading;
    case 'loaded':
    case 'failed':
      return placeholder;
  }
}
