import { LONGEST_TEXT } from '../../src/core/cluster-form/read-draft';
import { h } from '../dom/element';
import type { Dispatch, View } from '../dom/page';
import { FieldFrame, type FieldText } from './field';
import { setValue, textEdit, type TextFieldName } from './text-field';

/** A field of several lines, each an item of its own. It grows with what is typed. */
export function linesField(
  text: FieldText & { readonly field: TextFieldName; readonly placeholder: string },
  dispatch: Dispatch,
): View {
  const { field, placeholder } = text;
  const frame = new FieldFrame(text);
  const area = h('textarea', {
    id: field,
    class: 'text lines',
    rows: '2',
    spellcheck: 'false',
    maxlength: String(LONGEST_TEXT),
    placeholder,
  });
  area.addEventListener('input', () => dispatch({ type: 'fieldEdited', ...textEdit(field, area.value) }));
  area.addEventListener('change', () => dispatch({ type: 'fieldBlurred', field }));
  frame.show(area);
  return {
    element: frame.element,
    update(page) {
      setValue(area, page.state.draft[field]);
      area.rows = Math.min(LARGEST, Math.max(SMALLEST, area.value.split('\n').length));
      area.disabled = page.isLocked;
      frame.update(page, area);
    },
  };
}

const [SMALLEST, LARGEST] = [2, 8];
