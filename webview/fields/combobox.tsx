import { useLayoutEffect, useState } from 'preact/hooks';
import { useDispatch } from '../dispatch';
import { ComboboxList, optionId, type Found, type OpenList } from './combobox-list';
import { textEdit, TextInput, type Bound } from './text-field';

/** What a text finds; `undefined` while there is nothing to search. */
export type Find = (text: string) => Found | undefined;

/**
 * A text field that searches a long list by the words in it. What is typed stays, found or not.
 * @param props.find the same function for as long as the list has not changed
 */
export function Combobox({
  of,
  find,
  listLabel,
  ...attributes
}: {
  readonly of: Bound;
  readonly find: Find;
  readonly listLabel: string;
  readonly placeholder: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: 'true';
}) {
  const { field, value, isLocked } = of;
  const listId = `${field}-choices`;
  const dispatch = useDispatch();
  const [open, setOpen] = useState<OpenList>();
  const close = () => setOpen(undefined);
  useLayoutEffect(close, [find, isLocked]);

  const browse = () => {
    if (!open) setOpen(browsed(find, value));
  };
  const choose = (chosen: string) => {
    close();
    dispatch({ type: 'fieldEdited', ...textEdit(field, chosen) });
    dispatch({ type: 'fieldBlurred', field });
  };
  const press = (event: KeyboardEvent) => {
    const { key, isComposing, ctrlKey, metaKey, shiftKey } = event;
    if (isComposing || ctrlKey || metaKey || shiftKey) return;
    const act = open ? keysOfOpen(open, { show: setOpen, close, choose })[key] : keysOfClosed(browse)[key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    <div class="combobox">
      <TextInput
        of={of}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={open !== undefined}
        aria-controls={listId}
        aria-activedescendant={open && open.active >= 0 ? optionId(listId, open.active) : undefined}
        onInput={({ currentTarget }) => {
          dispatch({ type: 'fieldEdited', ...textEdit(field, currentTarget.value) });
          setOpen(searched(find, currentTarget.value));
        }}
        onClick={browse}
        onBlur={close}
        onKeyDown={press}
        {...attributes}
      />
      <ComboboxList id={listId} label={listLabel} open={open} onChoose={choose} />
    </div>
  );
}

/** What fits the text, with its first row active; nothing if the text is all there is to choose. */
function searched(find: Find, typed: string): OpenList | undefined {
  const text = typed.trim();
  const found = find(text);
  const [first, second] = found?.rows ?? [];
  if (!found || (first?.value === text && second === undefined)) return undefined;
  return { found, active: text === '' || !first ? -1 : 0 };
}

/** The whole list, whatever the field contains. */
function browsed(find: Find, value: string): OpenList | undefined {
  const found = find('');
  return found && { found, active: found.rows.findIndex((row) => row.value === value.trim()) };
}

type Keys = Readonly<Record<string, (() => void) | undefined>>;

function keysOfClosed(browse: () => void): Keys {
  return { ArrowDown: browse, ArrowUp: browse };
}

function keysOfOpen(
  { found, active }: OpenList,
  on: { show: (open: OpenList) => void; close: () => void; choose: (value: string) => void },
): Keys {
  const count = found.rows.length;
  const moveTo = (index: number) => () => on.show({ found, active: index });
  const chosen = found.rows[active]?.value;
  return {
    // From the last row to the first and back: the list is a ring.
    ArrowDown: moveTo(count === 0 ? -1 : (active + 1) % count),
    ArrowUp: moveTo((active <= 0 ? count : active) - 1),
    Home: moveTo(count === 0 ? -1 : 0),
    End: moveTo(count - 1),
    Escape: on.close,
    Enter: chosen === undefined ? on.close : () => on.choose(chosen),
  };
}
