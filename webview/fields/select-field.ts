import type { Dispatch, Page, View } from '../dom/page';
import { FieldFrame, type FieldText } from './field';
import { Select, type Choice } from './select';
import type { TextFieldName } from './text-field';

/** A drop-down over choices that need not be asked of AWS. */
export function selectField(
  text: FieldText & { readonly field: TextFieldName; readonly choices: (page: Page) => readonly Choice[] },
  dispatch: Dispatch,
): View {
  const frame = new FieldFrame(text);
  const select = new Select(text.field, dispatch);
  frame.show(select.element);
  return {
    element: frame.element,
    update(page) {
      const choices = text.choices(page);
      select.update({
        groups: [{ choices }],
        value: page.state.draft[text.field],
        disabled: page.isLocked || choices.length === 0,
      });
      frame.update(page, select.element);
    },
  };
}
