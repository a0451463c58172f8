import type { Draft } from '../../src/core/cluster-form/draft';
import type { Result } from '../../src/protocol/rpc';
import { h } from '../dom/element';
import type { Dispatch, Page, View } from '../dom/page';
import type { RequestState } from '../state/state';
import { FieldFrame, type FieldText } from './field';
import { ListNote, type ListTexts } from './list-note';
import { Select, type ChoiceGroup } from './select';
import { setValue, textInput, type TextFieldName } from './text-field';

type ListRequest =
  'listKubernetesVersions' | 'listServiceRoles' | 'listKeyPairs' | 'listVpcs' | 'listSecurityGroups';

/** A drop-down over a list of the account; free text where the list could not be loaded. */
export function listField<R extends ListRequest>(
  options: FieldText &
    ListTexts & {
      readonly field: TextFieldName;
      readonly request: R;
      readonly groups: (items: Result<R>, draft: Draft) => readonly ChoiceGroup[];
      readonly placeholder: string;
      /** What to do first, while the list cannot be asked for. */
      readonly waiting: string;
      /** To type from, where the list could not be loaded. */
      readonly suggestions?: readonly string[];
    },
  dispatch: Dispatch,
): View {
  const { field, request, waiting, placeholder, loading } = options;
  const frame = new FieldFrame(options);
  const note = new ListNote(options, options, dispatch);
  const select = new Select(field, dispatch);
  const suggestions = h(
    'datalist',
    { id: `${field}-suggestions` },
    ...(options.suggestions ?? []).map((value) => h('option', { value })),
  );
  const freeText = textInput(field, dispatch, options.suggestions && { list: suggestions.id });
  frame.append(note.element);

  const updateSelect = (page: Page, remote: RequestState<Result<R>>) => {
    select.update({
      groups: remote.kind === 'loaded' ? options.groups(remote.value, page.state.draft) : [],
      value: page.state.draft[field],
      placeholder: remote.kind === 'idle' ? waiting : remote.kind === 'loading' ? loading : placeholder,
      disabled: page.isLocked || remote.kind !== 'loaded',
    });
    return select.element;
  };

  return {
    element: frame.element,
    update(page) {
      const remote = page.state.requests[request];
      const isFreeText = remote.kind === 'failed';
      const control = isFreeText ? freeText : updateSelect(page, remote);
      setValue(freeText, page.state.draft[field]);
      freeText.disabled = page.isLocked;
      frame.show(...(isFreeText && options.suggestions ? [control, suggestions] : [control]));
      note.update(remote);
      frame.update(page, control, note.id);
    },
  };
}
