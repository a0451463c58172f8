import type { Result } from '../../src/protocol/rpc';
import { h, whenChanged } from '../dom/element';
import type { Dispatch, View } from '../dom/page';
import { FieldFrame, type FieldText } from './field';
import { ListNote, type ListTexts } from './list-note';
import type { Choice } from './select';
import { setValue, textInput, type TextFieldName } from './text-field';

/** A text field that searches a list as the user types, and takes other text too. */
export function comboField<R extends 'suggestRegions' | 'listInstanceTypes'>(
  options: FieldText &
    ListTexts & {
      readonly field: TextFieldName;
      readonly request: R;
      readonly choices: (items: Result<R>) => readonly Choice[];
      /** What to do first, while the list cannot be asked for. */
      readonly waiting?: string;
    },
  dispatch: Dispatch,
): View {
  const { field, request, waiting } = options;
  const frame = new FieldFrame(options);
  const note = new ListNote(options, options, dispatch);
  const suggestions = h('datalist', { id: `${field}-choices` });
  const input = textInput(field, dispatch, { list: suggestions.id });
  frame.show(input, suggestions);
  frame.append(note.element);

  const paintChoices = whenChanged((items: Result<R> | undefined) => {
    const choices = items ? options.choices(items) : [];
    suggestions.replaceChildren(...choices.map(({ value, label }) => h('option', { value }, label)));
  });

  return {
    element: frame.element,
    update(page) {
      const remote = page.state.remotes[request];
      paintChoices(remote.kind === 'loaded' ? remote.value : undefined);
      const isWaiting = waiting !== undefined && remote.kind === 'idle';
      input.placeholder = isWaiting ? waiting : '';
      input.disabled = page.isLocked || isWaiting;
      setValue(input, page.state.draft[field]);
      note.update(remote);
      frame.update(page, input, note.id);
    },
  };
}
