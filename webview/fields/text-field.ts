import type { Draft } from '../../src/core/cluster-form/draft';
import { LONGEST_TEXT } from '../../src/core/cluster-form/read-draft';
import { h, type Attributes } from '../dom/element';
import type { Dispatch, View } from '../dom/page';
import type { Edit } from '../state/action';
import { FieldFrame, type FieldText } from './field';

/** Fields whose value is text, or a choice that is written as text. */
export type TextFieldName = { [F in keyof Draft]: Draft[F] extends string ? F : never }[keyof Draft];

/** A field that the user types into. */
export function textField(
  text: FieldText & { readonly field: TextFieldName },
  dispatch: Dispatch,
  attributes: Attributes = {},
): View {
  const frame = new FieldFrame(text);
  const input = textInput(text.field, dispatch, attributes);
  frame.show(input);
  return {
    element: frame.element,
    update(page) {
      setValue(input, page.state.draft[text.field]);
      input.disabled = page.isLocked;
      frame.update(page, input);
    },
  };
}

/** A native input: its label, hint and problem cannot be linked to one inside a shadow root. */
export function textInput(
  field: TextFieldName,
  dispatch: Dispatch,
  attributes: Attributes = {},
): HTMLInputElement {
  const input = h('input', {
    id: field,
    class: 'text',
    type: 'text',
    maxlength: String(LONGEST_TEXT),
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    ...attributes,
  });
  input.addEventListener('input', () => dispatch({ type: 'fieldEdited', ...textEdit(field, input.value) }));
  // `change` comes when the user leaves a field after having edited it: passing through with Tab is no edit.
  input.addEventListener('change', () => dispatch({ type: 'fieldBlurred', field }));
  return input;
}

export function textEdit(field: TextFieldName, value: string): Edit {
  // Some are narrower than text, and their drop-downs offer nothing else.
  return { field, value } as Edit;
}

/** Writing the same value again would move the caret to the end. */
export function setValue(
  control: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement,
  value: string,
): void {
  if (control.value !== value) control.value = value;
}
