import type { Result } from '../../src/protocol/rpc';
import type { Dispatch, Page, View } from '../dom/page';
import { whenChanged } from '../dom/element';
import type { Remote } from '../state/state';
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
      readonly groups: (items: Result<R>) => readonly ChoiceGroup[];
      readonly placeholder: string;
      /** What to do first, while the list cannot be asked for. */
      readonly waiting: string;
    },
  dispatch: Dispatch,
): View {
  const { field, request, waiting, placeholder, loading } = options;
  const frame = new FieldFrame(options);
  const note = new ListNote(options, options, dispatch);
  const select = new Select(field, dispatch);
  const freeText = textInput(field, dispatch);
  frame.append(note.element);

  let groups: readonly ChoiceGroup[] = [];
  const readItems = whenChanged((items: Result<R> | undefined) => {
    groups = items ? options.groups(items) : [];
  });

  const updateSelect = (page: Page, remote: Remote<Result<R>>) => {
    readItems(remote.kind === 'loaded' ? remote.value : undefined);
    select.update({
      groups,
      value: page.state.draft[field],
      placeholder: remote.kind === 'idle' ? waiting : remote.kind === 'loading' ? loading : placeholder,
      disabled: page.isLocked || remote.kind !== 'loaded',
    });
    return select.element;
  };

  return {
    element: frame.element,
    update(page) {
      const remote = page.state.remotes[request];
      const control = remote.kind === 'failed' ? freeText : updateSelect(page, remote);
      setValue(freeText, page.state.draft[field]);
      freeText.disabled = page.isLocked;
      frame.show(control);
      note.update(remote);
      frame.update(page, control, note.id);
    },
  };
}
