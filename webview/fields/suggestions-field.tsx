import { memo } from '../dom/memo';
import type { FieldProps } from '../form-model';
import type { Retryable } from '../state/action';
import { loaded, type RequestState } from '../state/state';
import { describedBy, Field, type FieldText } from './field';
import { ListNote, listNoteId, type ListTexts } from './list-note';
import { TextInput, type TextFieldName } from './text-field';

/** A text field with suggestions from a list; other text is accepted too. */
export const SuggestionsField = memo(
  (
    props: FieldProps<TextFieldName> &
      FieldText &
      ListTexts & { readonly request: Retryable; readonly list: RequestState<readonly string[]> },
  ) => {
    const { field, list } = props;
    const id = `${field}-choices`;
    return (
      <Field {...props} note={<ListNote {...props} />}>
        <TextInput of={props} list={id} {...describedBy(props, listNoteId(field, list))} />
        <datalist id={id}>
          {loaded(list)?.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      </Field>
    );
  },
);
