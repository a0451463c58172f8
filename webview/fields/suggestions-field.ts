import { h, whenChanged } from '../dom/element';
import type { Dispatch, View } from '../dom/page';
import { loaded } from '../state/state';
import { FieldFrame, type FieldText } from './field';
import { ListNote, type ListTexts } from './list-note';
import { setValue, textInput, type TextFieldName } from './text-field';

/** A text field with suggestions from a list; other text will do as well. */
export function suggestionsField(
  options: FieldText & ListTexts & { readonly field: TextFieldName; readonly request: 'suggestRegions' },
  dispatch: Dispatch,
): View {
  const { field, request } = options;
  const frame = new FieldFrame(options);
  const note = new ListNote(options, options, dispatch);
  const suggestions = h('datalist', { id: `${field}-choices` });
  const input = textInput(field, dispatch, { list: suggestions.id });
  frame.show(input, suggestions);
  frame.append(note.element);

  const suggest = whenChanged((values: readonly string[] = []) => {
    suggestions.replaceChildren(...values.map((value) => h('option', { value })));
  });

  return {
    element: frame.element,
    update(page) {
      const remote = page.state.requests[request];
      suggest(loaded(remote));
      input.disabled = page.isLocked;
      setValue(input, page.state.draft[field]);
      note.update(remote);
      frame.update(page, input, note.id);
    },
  };
}
