import type { InputHTMLAttributes } from 'preact';
import type { Draft } from '../../src/core/cluster-form/draft';
import { LONGEST_TEXT } from '../../src/core/cluster-form/read-draft';
import { useDispatch } from '../dispatch';
import { memo } from '../dom/memo';
import type { FieldProps } from '../form-model';
import type { Edit } from '../state/action';
import { describedBy, Field, type FieldText } from './field';

/** Fields whose value is text, or a choice that is written as text. */
export type TextFieldName = { [F in keyof Draft]: Draft[F] extends string ? F : never }[keyof Draft];

/** A field for one line of text. */
export const TextField = memo((props: FieldProps<TextFieldName> & FieldText) => (
  <Field {...props}>
    <TextInput of={props} {...describedBy(props)} />
  </Field>
));

/** A field for a whole number between two others. */
export const NumberField = memo(
  (props: FieldProps<TextFieldName> & FieldText & { readonly min: number; readonly max: number }) => (
    <Field {...props}>
      <TextInput
        of={props}
        {...describedBy(props)}
        type="number"
        class="text number"
        min={props.min}
        max={props.max}
        step={1}
      />
    </Field>
  ),
);

/** A native input: its label, hint and problem cannot be linked to an input inside a shadow root. */
export function TextInput({
  of: { field, value, isLocked },
  ...attributes
}: { readonly of: Bound } & InputHTMLAttributes) {
  return (
    <input
      id={field}
      class="text"
      type="text"
      maxlength={LONGEST_TEXT}
      autocomplete="off"
      autocapitalize="off"
      spellcheck={false}
      value={value}
      disabled={isLocked}
      {...useTextEvents(field)}
      {...attributes}
    />
  );
}

/** What an input needs to know of its field. */
export type Bound = Pick<FieldProps<TextFieldName>, 'field' | 'value' | 'isLocked'>;

/** The value, and leaving the field after an edit: passing through it with Tab is no edit. */
export function useTextEvents(field: TextFieldName) {
  const dispatch = useDispatch();
  return {
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) =>
      dispatch({ type: 'fieldEdited', ...textEdit(field, currentTarget.value) }),
    onChange: () => dispatch({ type: 'fieldBlurred', field }),
  };
}

export function textEdit(field: TextFieldName, value: string): Edit {
  // Some are narrower than text, and their drop-downs offer nothing else.
  return { field, value } as Edit;
}
